import Statistics
import Testing

@Suite struct MovingTypeTokenRatioTests {
  /// Windows "a b a", "b a a", "a a c": 2, 2, 2 types; of two: 2, 2, 1, 2.
  @Test func workedExample() throws {
    let stream: [UInt32] = [0, 1, 0, 0, 2]
    #expect(abs(try #require(movingTypeTokenRatio(stream, window: 3)) - 2.0 / 3) < 1e-15)
    #expect(movingTypeTokenRatio(stream, window: 2) == 7.0 / 8)
    #expect(movingTypeTokenRatio(stream, window: 5) == 3.0 / 5)
    #expect(movingTypeTokenRatio(stream, window: 1) == 1)
  }

  @Test func agreesWithEachWindowCountedAlone() throws {
    var random = SplitMix(state: 16)
    let stream = (0..<400).map { _ in UInt32.random(in: 0..<60, using: &random) }
    for window in [7, 50, 399] {
      let ratios = (0...stream.count - window).map { start in
        Double(Set(stream[start..<start + window]).count) / Double(window)
      }
      let mean = ratios.reduce(0, +) / Double(ratios.count)
      #expect(abs(try #require(movingTypeTokenRatio(stream, window: window)) - mean) < 1e-12)
    }
  }

  @Test func namesOfTypesAreAllOne() {
    let far = [UInt32.max, 5, .max, .max, 4_000_000_000]
    #expect(movingTypeTokenRatio(far, window: 2) == 7.0 / 8)
  }

  @Test func noWholeWindow() {
    #expect(movingTypeTokenRatio([], window: 1) == nil)
    #expect(movingTypeTokenRatio([1, 2], window: 3) == nil)
    #expect(movingTypeTokenRatio([1, 2], window: 0) == nil)
    #expect(movingTypeTokenRatio([1, 2], window: .min) == nil)
  }
}
