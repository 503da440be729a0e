import Platform
import Testing

@testable import Recurrent

@Suite struct RecurrentErrorTests {
  static let all: [(RecurrentError, ExitCode)] = [
    (.badSetting(name: "--batch", value: "0", expected: "a whole number from 1 on"), .usage),
    (.tooLarge(NetworkShape(vocabulary: 5, embedding: nil, hidden: 3)), .unavailable),
    (.tooFewPositions(positions: 3, lanes: 4), .data), (.outOfMemory(bytes: 9), .unavailable),
    (.diverged(epoch: 2, step: 31, gradientNorm: .nan, learningRate: 20, cell: .tanh), .data),
    (.evaluationDiverged(position: 40, learningRate: 2), .data), (.damagedWeights("too short"), .data),
    (.damagedCheckpoint("too short"), .data),
    (.otherTraining(["--seed was 1, and is 2 now"]), .usage),
  ]

  /// Each says in one line what is wrong and, last, what to do.
  @Test func allSayWhatToDo() {
    for (error, code) in Self.all {
      #expect(error.exitCode == code)
      #expect(error.description.contains("; "), "\(error)")
      #expect(!error.description.contains("\n"))
    }
  }

  /// Only a plain cell at a rate that is meant for an LSTM gets the advice that is for it.
  @Test func divergenceNamesItsStepAndGivesAdvice() {
    func words(_ cell: CellKind, _ rate: Double, norm: Double = 7.5) -> String {
      RecurrentError.diverged(epoch: 2, step: 31, gradientNorm: norm, learningRate: rate, cell: cell).description
    }
    #expect(
      words(.tanh, 20) == """
        training diverged in epoch 2 at step 31 (gradient norm 7.5); give a smaller --learning-rate than 20.0, or a \
        smaller --clip (a tanh network wants about 5 where an LSTM takes 20)
        """)
    #expect(words(.relu, 10).contains("a relu network wants about 5"))
    for (cell, rate) in [(CellKind.lstm, 20.0), (.gru, 20.0), (.tanh, 5.0)] {
      #expect(!words(cell, rate).contains("wants"))
    }
    #expect(words(.lstm, 1, norm: .nan).contains("gradient norm not a number"))
    #expect(words(.lstm, 1, norm: .infinity).contains("gradient norm inf"))
  }
}
