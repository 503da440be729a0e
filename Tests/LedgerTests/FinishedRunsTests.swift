import Testing

@testable import Ledger

/// A result and the end of its run are one transaction: neither a lock nor a full disk comes between them.
@Suite struct FinishedRunsTests {
  /// Makes something under a run of its own, and looks at the run.
  private func status(_ make: (Ledger, Sample, _ run: String) throws -> Void) throws -> (RunRecord?, writes: Bool) {
    let work = try Workdir()
    let sample = try Sample(Ledger.open(work.database, for: .writing))
    try sample.add([("m", 30)])
    let run = try sample.ledger.beginRun(NewRun(command: "a", subject: "s"))
    try make(sample.ledger, sample, run)
    let before = try bytes(of: work.database)
    try sample.ledger.finishRun(run)
    try sample.ledger.finishRun(run, exitCode: 75, error: "locked")
    return (try sample.ledger.run(run), try bytes(of: work.database) != before)
  }

  @Test(arguments: ["models", "corpus", "removal"])
  func aResultEndsItsRun(kind: String) throws {
    let (run, writes) = try status { ledger, sample, run in
      switch kind {
      case "models":
        let artifact = try ledger.storeArtifact([1.5], kind: "log-probabilities", run: run).id
        let model = modelRecord("n", corpus: sample.corpus.id, artifact: artifact, run: run)
        try ledger.add(models: [(model, [scoreRecord(nats: 3, artifact: artifact)], [])], endsRun: true)
      case "corpus":
        try ledger.add(
          corpus: corpusRecord("other", run: run), splits: [splitRecord(.train, ids: sample.ids.id)],
          tokens: tokenRows(vocabulary), statistics: [], endsRun: true)
      default:
        let model = try #require(try ledger.inventory().first { $0.kind == .model })
        try ledger.remove(model, ending: run)
      }
    }
    #expect(run?.status == .finished && run?.exitCode == 0 && run?.error == nil)
    #expect(run?.endedAt != nil)
    #expect(!writes)
  }

  /// Where the result cannot be written its run goes on, to tell why.
  @Test func aResultThatIsRefusedEndsNoRun() throws {
    let (run, writes) = try status { ledger, sample, run in
      let model = modelRecord("m", corpus: sample.corpus.id, artifact: sample.ids.id, run: run)
      #expect(throws: LedgerError.nameTaken(path: ledger.path, kind: .model, name: "m")) {
        try ledger.add(models: [(model, [], [])], endsRun: true)
      }
      let status = try ledger.run(run)?.status
      #expect(status == .running)
    }
    #expect(run?.status == .failed && run?.exitCode == 75)
    #expect(writes)
  }

  /// One of several results of a run does not end it.
  @Test func aRunGoesOnWhereNobodyEndsIt() throws {
    let (run, _) = try status { ledger, sample, run in
      let model = modelRecord("n", corpus: sample.corpus.id, artifact: sample.ids.id, run: run)
      try ledger.add(models: [(model, [], [])])
      let status = try ledger.run(run)?.status
      #expect(status == .running)
    }
    #expect(run?.status == .failed)
  }
}
