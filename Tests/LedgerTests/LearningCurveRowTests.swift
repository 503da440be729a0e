import Testing

@testable import Ledger

@Suite struct LearningCurveRowTests {
  @Test func curvesComeBackWhileTheModelIsMade() throws {
    let sample = try Sample(.inMemory())
    let run = try sample.ledger.beginRun(
      NewRun(command: "train-rnn", subject: "tanh-64", corpusID: sample.corpus.id))
    try sample.ledger.record(
      [
        MetricRecord(name: "loss", step: 2, epoch: 0.5, value: 5.5, wallMilliseconds: 1500),
        MetricRecord(name: "loss", step: 1, value: .nan, wallMilliseconds: 700),
      ], run: run)
    // Taken up again at step 2: the later value stands.
    try sample.ledger.record([MetricRecord(name: "loss", step: 2, value: 5.25, wallMilliseconds: 1600)], run: run)

    let rows = try sample.ledger.learningCurve(corpus: "novels", model: "tanh-64")
    #expect(rows.map(\.step) == [1, 2])
    #expect(rows.map(\.value) == [nil, 5.25])
    #expect(rows.map(\.seconds) == [0.7, 1.6])
    #expect(rows.allSatisfy { $0.run == run && $0.metric == "loss" })
    #expect(try sample.ledger.learningCurve(model: "gru").isEmpty)
  }

  /// The finished model's name stands in for the subject, and the curve outlives the model.
  @Test func curvesFollowTheModel() throws {
    let sample = try Sample(.inMemory())
    let run = try sample.ledger.beginRun(NewRun(command: "train-rnn", subject: "draft"))
    try sample.ledger.record([MetricRecord(name: "loss", step: 1, value: 5, wallMilliseconds: 1)], run: run)
    let model = modelRecord("final", corpus: sample.corpus.id, artifact: sample.ids.id, run: run)
    try sample.ledger.add(models: [(model, [], [])])
    #expect(try sample.ledger.learningCurve().map(\.model) == ["final"])
    #expect(try sample.ledger.learningCurve().map(\.corpus) == ["novels"])
    try sample.ledger.execute("DELETE FROM corpus")
    #expect(try sample.ledger.learningCurve().map(\.model) == ["draft"])
    #expect(try sample.ledger.learningCurve().map(\.corpus) == [nil])
  }

  @Test func pointsOfNoRunAreRefused() throws {
    let ledger = try Ledger.inMemory()
    let point = MetricRecord(name: "loss", step: 1, value: 1, wallMilliseconds: 1)
    guard case .refused = failure({ try ledger.record([point], run: "nobody") }) else {
      Issue.record("a point without a run was taken")
      return
    }
    #expect(try ledger.learningCurve().isEmpty)
  }
}
