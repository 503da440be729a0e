import Platform
import Testing

@testable import Experiment

@Suite struct MixErrorTests {
  /// Each says what, and what to do next.
  @Test func wordsEndInWhatToDo() {
    let errors: [MixError] = [
      .tooFew(models: []), .tooFew(models: ["m"]), .twice(model: "m"), .ownPart(name: "m"),
      .noScore(model: "m", split: "valid"), .otherStream(model: "m", split: "valid"),
      .noLogProbability(model: "m", split: "valid", position: 3, value: 0.5),
      .nothingToTuneOn(corpus: "c", models: ["m", "n"]),
    ]
    for error in errors {
      let words = error.description
      #expect(!words.contains("\n") && words.split(separator: ";").count == 2, "\(words)")
      #expect(["name", "give", "train", "take"].contains { words.split(separator: ";")[1].contains($0) }, "\(words)")
    }
    #expect(errors.map(\.exitCode.rawValue) == [64, 64, 64, 64, 65, 65, 65, 65])
    #expect(errors[7].description.contains("'m', 'n'"))
  }
}
