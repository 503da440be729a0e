import Platform
import Testing

@testable import Experiment

@Suite struct StoredModelErrorTests {
  /// Each says what, and what to do next.
  @Test func wordsEndInWhatToDo() {
    let errors: [StoredModelError] = [
      .unknownKind(model: "m", kind: "k"), .badSettings(model: "m"), .otherVocabulary(model: "m", corpus: "c"),
      .nothingToGenerate(model: "m", after: "a b", position: 2, allowsUnknown: false), .noSegments(corpus: "m"),
      .notNormalized(model: "m", history: "a b", sum: 1.5, path: "distribution"),
      .circular(model: "m", within: ["m", "n"]), .tooManyParts(model: "m", most: 64, deepest: 8),
      .otherPart(model: "m", part: "n"), .onlyScores(model: "m", reason: "so it is"),
      .endless(model: "m", tokens: 10_000), .partGone(model: "m", part: "n"),
    ]
    for error in errors {
      #expect(error.description.contains("'m'"))
      #expect(!error.description.contains("\n"))
      let next = error.description.split(separator: ";").count + error.description.split(separator: ",").count
      #expect(next > 2)
    }
    #expect(errors.map(\.exitCode.rawValue) == [65, 65, 65, 65, 64, 70, 65, 65, 65, 64, 65, 65])
    let all = StoredModelError.nothingToGenerate(model: "m", after: "a", position: 1, allowsUnknown: true)
    #expect(!all.description.contains("--allow-unk") && errors[3].description.contains("--allow-unk"))
  }
}
