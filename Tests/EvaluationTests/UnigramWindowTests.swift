import Testing

@testable import Evaluation

@Suite struct UnigramWindowTests {
  /// What is in the window is what the last tokens are, counted anew after each; ids that were never read are not there.
  @Test(arguments: [1, 2, 7, 50, 1000], [true, false]) func countsTheLastTokens(size: Int, countsUnknown: Bool) {
    let ids = someIDs(seed: UInt64(size), 300, below: 12)
    var window = UnigramWindow(size, countsUnknown: countsUnknown)
    #expect(window.filled == 0 && window.count(of: 3) == 0)
    for place in ids.indices {
      window.add(ids[place])
      let last = ids[...place].filter { countsUnknown || $0 != 0 }.suffix(size)
      #expect(window.filled == last.count)
      for id in UInt32(0)..<13 { #expect(window.count(of: id) == last.count { $0 == id }) }
    }
    #expect(window.count(of: .max) == 0)
  }

  /// A copy is a place to come back to.
  @Test func copiesAreApart() {
    var window = UnigramWindow(2)
    window.add(5)
    let kept = window
    for id in [UInt32(6), 7] { window.add(id) }
    #expect(kept.count(of: 5) == 1 && kept.filled == 1)
    #expect(window.count(of: 5) == 0 && window.filled == 2)
  }
}
