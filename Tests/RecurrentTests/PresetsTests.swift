import Recurrent
import Testing

@Suite struct PresetsTests {
  @Test(arguments: Preset.allCases) func eachCanBeTrained(_ preset: Preset) throws {
    try preset.plan.shape(vocabulary: 28).check()
    try preset.training.check()
  }

  /// Parameters as the sources count them: d2l's character model, word_language_model on WikiText-2, Zaremba's on Penn
  /// Treebank.
  @Test func theyAreAsLargeAsTheirSources() {
    #expect(Preset.d2l.plan.shape(vocabulary: 28).parameters == 28 * 256 + 256 * 256 + 2 * 256 + 28 * 257)
    #expect(Preset.wordLanguageModel.plan.shape(vocabulary: 33_278).parameters == 13_987_678)
    #expect(Preset.zarembaMedium.plan.shape(vocabulary: 10_000).parameters == 19_780_400)
  }

  /// On the mean over N·T the paper's step is the same: T times the rate on a gradient that is a T-th.
  @Test func zarembasStepIsThePapers() {
    let training = Preset.zarembaMedium.training
    let T = Double(training.steps)
    #expect(training.optimizer.learningRate == 1 * T)
    #expect(training.clip == 5 / T)
    #expect(training.schedule == .exponential(decay: 1 / 1.2, after: 6))
  }

  @Test(arguments: OptimizerKind.allCases) func everyOptimizerHasARate(_ kind: OptimizerKind) {
    #expect(kind.usualRate > 0 && kind.usualRate <= 20)
  }
}
