import Ledger
import Testing

@testable import Experiment
@testable import Recurrent

@Suite struct LearningCurveTests {
  private func progress(_ seconds: Double, step: Int = 1) -> TrainingProgress {
    TrainingProgress(
      epoch: 2, epochs: 3, step: step, epochsDone: 1.5, positions: 70, positionsPerSecond: 12_345, seconds: seconds,
      learningRate: 0.5, meanLoss: 1)
  }

  private func result(lanes: Int = 1, valid: Double? = 9.5, isAveraged: Bool = false) -> EpochResult {
    EpochResult(
      trainPerplexity: 10.25, validPerplexity: valid, validationLanes: lanes, isAveraged: isAveraged,
      meanGradientNorm: 0.75, isBest: true)
  }

  @Test func anEpochIsSaidInALine() {
    #expect(
      LearningCurve.words(progress(1), result())
        == "epoch 2/3: train perplexity 10.25, valid 9.50 (best), 12,345 tokens/s")
    #expect(LearningCurve.words(progress(1), result(lanes: 4)).contains("valid 9.50 (in 4 lanes) (best)"))
    #expect(LearningCurve.words(progress(1), result(isAveraged: true)).contains("of the average"))
    #expect(LearningCurve.words(progress(1), result(valid: nil)).contains("valid –, "))
  }

  /// What an epoch measured is there with it.
  @Test func diagnosticsAreWritten() throws {
    let fixture = try TrainingFixture()
    let (ledger, bench) = (try fixture.ledger, fixture.bench())
    let corpus = try ledger.corpus(named: "t")
    let run = try ledger.beginRun(NewRun(command: "train-rnn", subject: "net", corpusID: corpus.id))
    let writer = CheckpointWriter(in: ledger, run: run, corpus: corpus, model: "net", settings: "{}")
    let curve = LearningCurve(in: ledger, run: run, writer, bench)
    var result = result()
    result.flow = [FlowFigure(layer: 1, name: "gradient_norm", place: 3, value: 0.5)]
    try curve.record(.epoch(progress(0.7), result))
    try curve.finish()
    #expect(
      try ledger.diagnostics(corpus: "t", model: "net")
        == [DiagnosticRecord(epoch: 2, layer: 1, name: "gradient_norm", place: 3, value: 0.5)])
  }

  /// Points of steps are a fifth of a second apart; an epoch's all there; nothing is lost that waited.
  @Test func theCurveIsWritten() throws {
    let fixture = try TrainingFixture()
    let (ledger, bench) = (try fixture.ledger, fixture.bench())
    let corpus = try ledger.corpus(named: "t")
    let run = try ledger.beginRun(NewRun(command: "train-rnn", subject: "net", corpusID: corpus.id))
    let writer = CheckpointWriter(in: ledger, run: run, corpus: corpus, model: "net", settings: "{}")
    let curve = LearningCurve(in: ledger, run: run, writer, bench)
    for (step, seconds) in [0.1, 0.15, 0.2, 0.35, 0.6].enumerated() {
      try curve.record(.step(progress(seconds, step: step + 1), loss: 2, gradientNorm: 3))
    }
    try curve.record(.epoch(progress(0.7, step: 5), result()))
    try curve.finish()
    let rows = try ledger.learningCurve(model: "net")
    #expect(rows.filter { $0.metric == "loss" }.map(\.step) == [1, 4, 5])
    #expect(
      Set(rows.filter { $0.step == 5 && $0.metric != "loss" && $0.metric != "gradient_norm" }.map(\.metric)) == [
        "train_perplexity", "valid_perplexity", "mean_gradient_norm", "tokens_per_second", "learning_rate",
      ])
    #expect(rows.first { $0.metric == "valid_perplexity" }?.value == 9.5)
    #expect(curve.seconds == 0.7 && curve.progress?.step == 5 && curve.checkpoint == nil)
    #expect(fixture.notes.last?.hasPrefix("epoch 2/3") == true)
  }
}
