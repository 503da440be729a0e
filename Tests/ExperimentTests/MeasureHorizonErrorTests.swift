import Platform
import Testing

@testable import Experiment

@Suite struct MeasureHorizonErrorTests {
  @Test func wordsEndInWhatToDo() {
    let errors: [MeasureHorizonError] = [
      .badHorizon(0, farthest: 9), .nothingAsked, .tooFar(90, positions: 50, split: "test", corpus: "c"),
      .cannotBeAsked(model: "m", reason: "so it is"), .noModel(corpus: "c"),
    ]
    for error in errors { #expect(error.description.contains("; ") && !error.description.contains("\n")) }
    #expect(errors.map(\.exitCode.rawValue) == [64, 64, 65, 64, 66])
  }
}
