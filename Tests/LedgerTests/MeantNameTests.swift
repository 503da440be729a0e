import Ledger
import Testing

@Suite struct MeantNameTests {
  @Test func theSameBytesGoBeforeTheSameLooks() {
    let (one, two) = ("caf\u{E9}", "cafe\u{301}")
    func meant(_ name: String, _ names: [String]) -> [UInt8]? {
      names.meant(by: name, \.self).map { Array($0.utf8) }
    }
    for names in [[one, two], [two, one]] {
      #expect(meant(one, names) == Array(one.utf8))
      #expect(meant(two, names) == Array(two.utf8))
    }
    #expect(meant(one, ["a", two]) == Array(two.utf8))
    #expect(meant("cafe", [one, two]) == nil && meant(one, []) == nil)
    // Letters that only look alike are others.
    #expect(meant("\u{430}", ["a"]) == nil)
  }
}
