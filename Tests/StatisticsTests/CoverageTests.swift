import Statistics
import Testing

@Suite struct CoverageTests {
  let spectrum = FrequencySpectrum([4, 2, 2, 1, 1])

  @Test func workedExample() {
    #expect((-1...6).map { spectrum.coverage(ofMostFrequent: $0) } == [0, 0, 0.4, 0.6, 0.8, 0.9, 1, 1])
    #expect([0, 0.4, 0.41, 0.6, 0.8, 0.81, 1].map { spectrum.types(covering: $0) } == [0, 1, 2, 2, 3, 4, 5])
  }

  /// The smallest k whose coverage reaches the share, for every share that is reached.
  @Test func isTheInverse() throws {
    let spectrum = FrequencySpectrum((1...300).map { UInt64(3000 / $0) })
    for k in 1...300 {
      let share = try #require(spectrum.coverage(ofMostFrequent: k))
      #expect(spectrum.types(covering: share) == k)
      #expect(spectrum.types(covering: share.nextUp) == (k == 300 ? nil : k + 1))
    }
  }

  @Test func undefined() {
    #expect(FrequencySpectrum([]).coverage(ofMostFrequent: 3) == nil)
    #expect(FrequencySpectrum([]).types(covering: 0.5) == nil)
    for share in [-0.1, 1.1, .nan, .infinity] { #expect(spectrum.types(covering: share) == nil) }
  }

  @Test func countsBeyondMeasure() {
    let huge = FrequencySpectrum([.max, .max, 1])
    #expect(huge.coverage(ofMostFrequent: 3) == 1)
    #expect(huge.types(covering: 1) == 1)
  }
}
