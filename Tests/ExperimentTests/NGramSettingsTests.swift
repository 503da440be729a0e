import NGrams
import Testing

@testable import Experiment

@Suite struct NGramSettingsTests {
  @Test func alphasReadAndWrite() {
    for text in ["1", "0.1", "0", "auto", "2.5", "1e-07", "1e+20", "1e+280"] {
      #expect(Alpha(text).map { "\($0)" } == text)
    }
    // What was written reads as the same number.
    for value in [0, 1, 3, 1e14, 1e15, 0.1 + 0.2, .leastNonzeroMagnitude, 1e280] {
      #expect(Alpha("\(Alpha.value(value))") == .value(value))
    }
    for text in ["-1", "-0.5", "nan", "inf", "-inf", "x", "", "1 ", "0,1", "Auto", "1e281", "1e999"] {
      #expect(Alpha(text) == nil, "\(text)")
    }
  }

  @Test func smoothingsSayWhatTheyAre() {
    #expect(SmoothingName.allCases.count == 10)
    #expect(SmoothingName.allCases.filter(\.addsAlpha) == [.mle, .laplace, .add])
    #expect(SmoothingName.allCases.filter(\.hasBothForms) == [.wittenBell, .absolute, .kneserNey, .modifiedKneserNey])
    for name in SmoothingName.allCases { #expect(SmoothingName(rawValue: name.rawValue) == name) }
  }

  @Test func defaults() {
    let settings = NGramSettings()
    #expect(settings.interpolates && settings.unseen == .uniform && settings.cutoffs.isEmpty)
    #expect(settings.discount == nil && settings.entropyThreshold == nil)
    #expect(settings.rows == 100 && settings.checks == 0)
  }
}
