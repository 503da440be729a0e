import Testing

@testable import Statistics

@Suite struct StreamIDsTests {
  @Test func smallIDsStay() {
    let mine = StreamIDs([3, 70_000, 3])
    #expect(mine.ids[0] == mine.ids[2] && mine.ids[0] != mine.ids[1])
    let close = StreamIDs([3, 65_000, 3])
    #expect(close.ids == [3, 65_000, 3] && close.bound == 65_001)
  }

  /// No array as long as the highest id: equal ids stay equal, different ones different.
  @Test func farIDsAreRenamed() {
    let mine = StreamIDs([.max, 5, .max, 4_000_000_000])
    #expect(mine.ids == [0, 1, 0, 2] && mine.bound == 3)
  }

  @Test func nothing() {
    #expect(StreamIDs([]).ids.isEmpty)
    #expect(StreamIDs([]).bound >= 0)
  }
}
