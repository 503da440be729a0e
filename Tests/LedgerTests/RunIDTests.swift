import Testing

@testable import Ledger

@Suite struct RunIDTests {
  /// The ULID specification's example of a time, and its largest value.
  @Test func asSpecified() {
    #expect(RunID.make(milliseconds: 1_469_918_176_385, random: 0, 0) == "01ARYZ6S410000000000000000")
    #expect(
      RunID.make(milliseconds: 281_474_976_710_655, random: .max, .max) == "7ZZZZZZZZZZZZZZZZZZZZZZZZZ")
  }

  @Test func laterIsGreaterAndNoneIsLikeAnother() {
    let ids = (1...1000).map { _ in RunID.make() }
    #expect(Set(ids).count == 1000)
    #expect(zip(ids, ids.dropFirst()).allSatisfy { $0.prefix(10) <= $1.prefix(10) })
    #expect(ids.allSatisfy { $0.count == 26 })
  }
}
