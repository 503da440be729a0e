import Testing

@testable import Evaluation

@Suite struct BlockLengthTests {
  /// `arch.bootstrap.optimal_block_length` of Python's arch 8.0.0, column `circular`, on the same series. The last one is
  /// so long-winded that no run of small autocorrelations is found.
  @Test(
    arguments: [
      (1, 100, 0.0, 1.4930747524688432), (2, 500, 0.3, 5.709736220881453), (3, 1000, 0.6, 14.739673113863898),
      (4, 5000, 0.9, 100.47458774538), (5, 20_000, 0.95, 251.10042798117405), (6, 20_000, -0.5, 37.832466545350066),
      (7, 50_000, 0.2, 24.73412293656047), (8, 400, 0.99, 36.14064189583084),
    ] as [(UInt64, Int, Double, Double)])
  func agreesWithArch(seed: UInt64, count: Int, phi: Double, expected: Double) {
    let estimate = BlockLength.estimate(autoregressive(seed: seed, count, phi))
    #expect(abs(estimate / expected - 1) < 1e-11, "\(estimate)")
  }

  @Test func isRoundedUpAndLimited() {
    #expect(BlockLength.optimal(autoregressive(seed: 3, 1000, 0.6)) == 15)
    #expect(BlockLength.optimal(autoregressive(seed: 1, 100, 0)) == 2)
    // 36.1 of 400 is within an eighth; of a series that goes up and down once it would be nearly all.
    #expect(BlockLength.optimal(autoregressive(seed: 8, 400, 0.99)) == 37)
    #expect(BlockLength.optimal((0..<80).map { Double(abs(40 - $0)) }) == 10)
    #expect(BlockLength.optimal((0..<100_000).map { Double(abs(50_000 - $0)) }) <= 949)
  }

  /// Scale and place change nothing: lengths are a matter of order.
  @Test func isTheSameInAnyMeasure() {
    let series = autoregressive(seed: 4, 5000, 0.9)
    let changed = series.map { 3 - 1024 * $0 }
    #expect(abs(BlockLength.estimate(changed) / BlockLength.estimate(series) - 1) < 1e-9)
  }

  @Test(arguments: [[], [1], [1, 2], Array(repeating: 5, count: 15), Array(repeating: -0.1, count: 1000)])
  func nothingToGoByGivesOne(series: [Double]) {
    #expect(BlockLength.optimal(series) == 1)
  }

  @Test func infinityGivesOne() {
    #expect(BlockLength.optimal(Array(repeating: -1, count: 50) + [-.infinity]) == 1)
  }

  /// Dependence asks for longer blocks.
  @Test func growsWithDependence() {
    let lengths = [0, 0.5, 0.8, 0.95].map { BlockLength.optimal(autoregressive(seed: 9, 10_000, $0)) }
    #expect(lengths == lengths.sorted() && Set(lengths).count == 4, "\(lengths)")
  }
}
