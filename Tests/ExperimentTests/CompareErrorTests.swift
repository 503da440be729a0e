import Platform
import Testing

@testable import Experiment

@Suite struct CompareErrorTests {
  /// Each says what, and what to do next, on a line.
  @Test func wordsEndInWhatToDo() {
    let errors: [CompareError] = [
      .nothingToRetrain(corpus: "m"), .emptySplit(split: "test", corpus: "m"),
      .fractionTooSmall(percent: 0.5, corpus: "m"), .notScored(model: "m", split: "test"),
      .otherStreams(models: ["m", "n"], split: "test"), .trainTooLarge(option: "--where", corpus: "m", positions: 7),
      .wasTrained(model: "m", kind: "rnn"),
      .madeOfOlder(model: "m", parts: ["n"]),
    ]
    for error in errors {
      #expect(error.description.contains("'m'") && !error.description.contains("\n"))
      #expect(error.description.contains(";") || error.description.contains(","))
    }
    #expect(errors.map(\.exitCode.rawValue) == [66, 65, 64, 66, 65, 69, 73, 73])
  }
}
