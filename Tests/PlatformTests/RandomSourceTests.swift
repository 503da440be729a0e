import Testing

@testable import Platform

@Suite struct RandomSourceTests {
  /// The published first numbers of SplitMix64 for seed 1234567.
  @Test func isSplitMix64() {
    var random = RandomSource(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
      16_408_922_859_458_223_821,
    ]
    #expect(expected.map { _ in random.next() } == expected)
  }

  @Test func numbersAreInRangeAndAlike() {
    var random = RandomSource(seed: 3)
    var counts = [Int](repeating: 0, count: 10)
    for _ in 0..<10_000 {
      counts[random.below(10)] += 1
      let x = random.uniform()
      #expect(x >= 0 && x < 1)
    }
    #expect(counts.allSatisfy { abs($0 - 1000) < 150 })
    #expect((0..<5).allSatisfy { _ in random.below(1) == 0 })
    #expect(random.below(.max) >= 0)
  }

  @Test func copyGoesItsOwnWay() {
    var one = RandomSource(seed: 9)
    _ = one.next()
    var other = one
    #expect(one.next() == other.next())
    #expect(one == other)
  }
}
