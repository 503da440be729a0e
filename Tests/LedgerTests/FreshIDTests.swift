import Glibc
import Platform
import Testing

@testable import Ledger

/// What somebody worked on may be removed or replaced meanwhile: nothing is told of what came in its place.
@Suite struct FreshIDTests {
  private let sample: Sample
  private var ledger: Ledger { sample.ledger }

  init() throws { sample = try Sample(.inMemory()) }

  private func addCorpus(_ name: String = "novels", replacing: Bool = false) throws {
    let run = try ledger.beginRun(NewRun(command: "tokenize", subject: name))
    try ledger.add(
      corpus: corpusRecord(name, run: run), splits: [], tokens: tokenRows(vocabulary), statistics: [],
      replacing: replacing)
  }

  private func remove(_ kind: StoredThing.Kind) throws {
    for thing in try ledger.inventory().filter({ $0.kind == kind }) { try ledger.remove(thing) }
  }

  /// Ids that nobody can have given are damage.
  @Test func thereIsAnEndOfIDs() throws {
    try ledger.execute("INSERT INTO artifact(artifact_id, kind) VALUES (\(Int.max), 'model')")
    guard case .damaged = failure({ _ = try ledger.storeArtifact([1], kind: "model", run: sample.run) }) else {
      Issue.record("an id was given")
      return
    }
  }

  @Test func noIDIsGivenTwice() throws {
    var corpora = [sample.corpus.id]
    var models: [Int] = []
    var artifacts = [sample.ids.id]
    for replacing in [true, true, false, true, false] {
      if !replacing { try remove(.corpus) }
      try addCorpus(replacing: replacing)
      let corpus = try ledger.corpus()
      corpora.append(corpus.id)
      for replacing in [false, true, false, false] {
        if !replacing { try remove(.model) }
        let run = try ledger.beginRun(NewRun(command: "ngram", corpusID: corpus.id))
        let artifact = try ledger.storeArtifact([UInt32(models.count)], kind: "model", run: run).id
        artifacts.append(artifact)
        models += try ledger.add(
          models: ["a", "b"].map { (modelRecord($0, corpus: corpus.id, artifact: artifact, run: run), [], []) },
          replacing: replacing)
        try ledger.finishRun(run)
      }
    }
    for ids in [corpora, models, artifacts] {
      #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 }, "\(ids)")
    }
    #expect(models.count == 40)
    #expect(try ledger.models(of: ledger.corpus()).count == 2)
  }

  @Test func whatWasMadeOfACorpusThatIsGoneIsRefused() throws {
    let run = try ledger.beginRun(NewRun(command: "train-rnn", subject: "net", corpusID: sample.corpus.id))
    let artifact = try ledger.storeArtifact([1] as [UInt8], kind: "checkpoint", run: run).id
    try addCorpus(replacing: true)
    let gone = LedgerError.corpusGone(path: ":memory:")
    #expect(throws: gone) {
      try ledger.add(models: [(modelRecord("net", corpus: sample.corpus.id, artifact: artifact, run: run), [], [])])
    }
    #expect(throws: gone) {
      try ledger.save(
        checkpoint: CheckpointRecord(
          corpusID: sample.corpus.id, name: "net", settings: "{}", artifactID: artifact, step: 1, epoch: 1, runID: run),
        with: [])
    }
    #expect(throws: gone) { try ledger.add(statistics: [], to: sample.corpus) }
    #expect(throws: gone) { _ = try ledger.beginRun(NewRun(command: "ngram", corpusID: sample.corpus.id)) }
    #expect(try ledger.scalar("SELECT (SELECT count(*) FROM model) + (SELECT count(*) FROM checkpoint)") == "0")
    #expect(gone.exitCode == .busy && "\(gone)".contains("run the command again"))
  }

  /// As with removing: hours of another process's work are not thrown away.
  @Test func aCorpusThatAnotherProcessWorksOnIsNotReplaced() throws {
    let run = try ledger.beginRun(NewRun(command: "train-rnn", subject: "net", corpusID: sample.corpus.id))
    try ledger.checkReplaceable(corpus: "novels")
    let parent = ProcessIdentity(pid: Int(getppid()))
    try ledger.execute(
      """
      UPDATE run SET host = '\(parent.host)', pid = \(parent.pid), process_start = '\(parent.start)'
      WHERE run_id = '\(run)'
      """)
    let used = LedgerError.inUse(path: ":memory:", name: "novels", command: "train-rnn", process: parent.pid)
    #expect(throws: used) { try ledger.checkReplaceable(corpus: "novels") }
    #expect(throws: used) { try addCorpus(replacing: true) }
    try ledger.checkReplaceable(corpus: "plays")
    #expect(try ledger.corpus().id == sample.corpus.id)
    // Nor is its model trained twice, whenever the other one began.
    #expect(throws: LedgerError.trainingGoesOn(path: ":memory:", model: "net", process: parent.pid)) {
      _ = try ledger.beginRun(NewRun(command: "train-rnn", subject: "net", corpusID: sample.corpus.id))
    }
  }
}
