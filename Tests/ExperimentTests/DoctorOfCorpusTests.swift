import Ledger
import Recurrent
import Testing

@testable import Experiment

@Suite struct DoctorOfCorpusTests {
  private func findings(_ fixture: ScoreFixture) throws -> [DoctorReport.Finding] {
    let ledger = try fixture.bench.openForReading()
    var report = DoctorReport(database: "", bytes: 0, schema: 0, versions: [:])
    DoctorOfCorpus(record: try ledger.corpus(), ledger: ledger, bench: fixture.bench).examine(&report)
    return report.findings
  }

  /// Models of a corpus that is damaged are not called damaged themselves.
  @Test func aDamagedCorpusHidesItsModels() throws {
    let fixture = try ScoreFixture(models: [.laplace])
    guard try fixture.sqlite("UPDATE corpus SET vocabulary_size = vocabulary_size + 1") else { return }
    #expect(try findings(fixture).map(\.status) == [.damage, .note])
  }

  /// A score on a stream that is the corpus's no more is ranked apart, and no damage.
  @Test func aScoreOfAnotherStreamIsANote() throws {
    let fixture = try ScoreFixture(models: [.laplace])
    guard
      try fixture.sqlite("UPDATE score SET stream_sha256 = lower(hex(zeroblob(32))) WHERE split = 'test'")
    else { return }
    let found = try findings(fixture)
    #expect(found.map(\.status) == [.ok, .note] && found[1].message.contains("test"))
  }

  /// A model that gives some position probability 0 has an infinite sum, as its array has.
  @Test func infiniteScoresAgreeWithTheirArrays() throws {
    let fixture = try ScoreFixture(models: [.mle])
    #expect(try fixture.bench.openForReading().leaderboard().contains { $0.nats == nil })
    #expect(try findings(fixture).allSatisfy { $0.status == .ok })
  }

  /// What only has scores is sound, and what is made of it too; settings that are none are not.
  @Test func scoresWithoutAModel() throws {
    let fixture = try ScoreFixture(models: [.laplace], network: true)
    try NeuralCache(corpus: "c", model: "carry", grid: NeuralCacheGrid(thetas: [0], windows: [9]))(fixture.bench)
    let grid = DynamicEvaluationGrid(rates: [0.1])
    try DynamicEvaluate(corpus: "c", model: "carry", grid: grid)(fixture.bench)
    try Mix(corpus: "c", models: ["carry+dynamic", "laplace-3"])(fixture.bench)
    #expect(try findings(fixture).filter { $0.status != .ok }.map(\.status) == [.note])
    guard try fixture.sqlite("UPDATE artifact SET kind = 'dynamic' WHERE kind = 'neural-cache'") else { return }
    #expect(try findings(fixture).contains { $0.status == .damage && $0.message.contains("carry+neural-cache") })
  }

  /// What is made of a model that has been removed is told, and is no damage.
  @Test func aMixtureWithoutItsPartIsANote() throws {
    let fixture = try ScoreFixture(models: [.laplace, .wittenBell])
    _ = try Mix(corpus: "c", models: ["laplace-3", "witten-bell-3"], name: "mix")(fixture.bench)
    #expect(try findings(fixture).allSatisfy { $0.status == .ok })
    let part = RemoveOne(NamedThing("laplace-3"))
    #expect(try part.plan(fixture.bench).removal.dependents == ["mix"])
    try part(part.plan(fixture.bench), fixture.bench)
    let notes = try findings(fixture).filter { $0.status != .ok }
    #expect(notes.map(\.status) == [.note] && notes[0].check == "model mix", "\(notes)")
    #expect(notes[0].message.contains("'laplace-3'") && notes[0].message.contains("removed"))
    // Another model under the name is not what the mixture was made of.
    try TrainNGrams(corpus: "c", orders: [3], smoothings: [.kneserNey], name: "laplace-3")(fixture.bench)
    #expect(try findings(fixture).map(\.status).filter { $0 != .ok } == [.note])
  }
}
