import Ledger
import Recurrent
import Testing

@testable import Experiment

@Suite struct NetworkBaseTests {
  private func base(_ fixture: ScoreFixture, _ model: String?, name: String? = nil) throws -> NetworkBase {
    try NetworkBase(
      model, ofCorpus: "c", name: name, suffix: "+x", option: "--x", replaces: false, fixture.bench)
  }

  @Test func findsTheNetworkAndItsTexts() throws {
    let fixture = try ScoreFixture(models: [.laplace], network: true)
    let base = try base(fixture, "reset")
    #expect(base.name == "reset+x" && base.record.name == "reset" && base.network.clearsAtSegments)
    #expect(try base.valid == base.corpus.ids(.valid) && base.streams.map(\.split.name) == [.valid, .test])
    let part = base.part(weight: 0.25)
    #expect(part.model == "reset" && part.weight == 0.25)
    #expect(try part.sha256 == base.ledger.artifact(base.record.artifactID).sha256)
    #expect(try self.base(fixture, "carry", name: "own").name == "own")
    #expect(throws: NetworkBaseError.noNetwork(model: "laplace-3", option: "--x")) {
      try self.base(fixture, "laplace-3")
    }
    #expect(throws: NetworkBaseError.ownName(model: "carry")) { try self.base(fixture, "carry", name: "carry") }
    #expect(throws: LedgerError.self) { try self.base(fixture, "carry", name: "reset") }
    #expect(throws: LedgerError.self) { try self.base(fixture, nil) }
  }

  /// What stands is made of the network as its components say it, with its settings as its bytes.
  @Test func addsAModel() throws {
    let fixture = try ScoreFixture(models: [], network: true)
    let base = try base(fixture, "carry")
    try fixture.bench.recorded(in: base.ledger, NewRun(command: "x", subject: base.name)) { run in
      try base.add(
        kind: "k", method: "m", artifactKind: "a", settings: ["one": 1],
        components: [
          ComponentRecord(place: 0, component: "carry", componentID: base.record.id, role: "base", weight: nil)
        ],
        scores: [], seconds: 3, replaces: false, run: run, fixture.bench)
    }
    let made = try base.ledger.model(named: "carry+x", in: base.corpus.record)
    #expect(made.kind == "k" && made.smoothing == "m" && made.seconds == 3 && made.settings == #"{"one":1}"#)
    #expect(try base.ledger.artifact(made.artifactID).kind == "a")
    #expect(try base.ledger.components(of: made).map(\.component) == ["carry"])
  }
}
