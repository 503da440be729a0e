import Statistics
import Testing

@Suite struct FrequencySpectrumTests {
  @Test func workedExample() {
    let spectrum = FrequencySpectrum([3, 1, 0, 1, 2, 3, 70_000, 1, 70_000, 65_536])
    #expect(spectrum.entries.map(\.frequency) == [1, 2, 3, 65_536, 70_000])
    #expect(spectrum.entries.map(\.types) == [3, 1, 2, 1, 2])
    #expect(spectrum.types == 9)
    #expect(spectrum.tokens == 3 + 2 + 6 + 65_536 + 140_000)
    #expect(spectrum.hapaxes == 3)
    #expect(spectrum.disLegomena == 1)
    #expect(spectrum.types(occurring: 70_000) == 2)
    #expect(spectrum.types(occurring: 4) == 0)
    #expect(spectrum.types(occurring: .max) == 0)
    #expect(spectrum.types(atLeast: 3) == 5)
    #expect(spectrum.types(atLeast: 0) == 9)
    #expect(spectrum.types(atLeast: .max) == 0)
  }

  @Test func orderOfTheCountsIsAllOne() {
    var random = SplitMix(state: 7)
    let counts = (0..<2000).map { _ in UInt64.random(in: 0...90_000, using: &random) }
    #expect(FrequencySpectrum(counts) == FrequencySpectrum(counts.shuffled(using: &random)))
    #expect(FrequencySpectrum(counts).tokens == counts.reduce(0, +))
  }

  @Test func sumsBeyondTheLargestNumberStayThere() {
    #expect(FrequencySpectrum([.max, .max]).tokens == .max)
    #expect(FrequencySpectrum([.max, 1]).tokens == .max)
    #expect(FrequencySpectrum([.max, .max, .max]).types == 3)
  }

  @Test func nothing() {
    #expect(FrequencySpectrum([]).entries.isEmpty)
    #expect(FrequencySpectrum([0, 0]).types == 0)
    #expect(FrequencySpectrum([]).tokens == 0)
    #expect(FrequencySpectrum([]).types(atLeast: 1) == 0)
  }
}
