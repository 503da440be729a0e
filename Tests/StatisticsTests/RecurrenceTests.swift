import Statistics
import Testing

@Suite struct RecurrenceTests {
  /// Positions 0, 1, 6 of 9: distances 1, 5 and, around, 3; v = 3, so ARF = (1 + 3 + 3)/3. σ = 2, m = 3.
  @Test func workedExample() throws {
    let mine = try #require(Recurrence.measure([4], in: [4, 4, 0, 0, 0, 0, 4, 0, 0]).first)
    #expect(mine.frequency == 3)
    #expect(abs(try #require(mine.reducedFrequency) - 7.0 / 3) < 1e-15)
    #expect(abs(try #require(mine.burstiness) + 0.2) < 1e-15)
  }

  @Test func evenAndTogether() throws {
    let stream = (0..<60).map { UInt32($0 % 10) }
    let even = try #require(Recurrence.measure([3], in: stream).first)
    #expect(even.reducedFrequency == 6 && even.burstiness == -1)
    let together = try #require(
      Recurrence.measure([9], in: Array(repeating: 9, count: 5) + Array(repeating: 0, count: 9_995)).first)
    #expect(try #require(together.reducedFrequency) < 1.01)
  }

  @Test func rareWords() throws {
    let mine = Recurrence.measure([1, 2, 2, 8], in: [1, 1, 2])
    #expect(mine.map(\.frequency) == [2, 1, 1, 0])
    #expect(mine[1].reducedFrequency == 1 && mine[1].burstiness == nil)
    #expect(mine[3].reducedFrequency == nil && mine[3].burstiness == nil)
    #expect(Recurrence.measure([], in: [1]).isEmpty)
    #expect(Recurrence.measure([1], in: []).map(\.frequency) == [0])
  }
}
