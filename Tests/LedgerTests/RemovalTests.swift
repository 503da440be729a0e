import Glibc
import Testing

@testable import Ledger

@Suite struct RemovalTests {
  private func thing(_ kind: StoredThing.Kind, _ name: String, in ledger: Ledger) throws -> StoredThing {
    try #require(try ledger.inventory().first { $0.kind == kind && $0.name == name })
  }

  private let sizes = """
    SELECT
      (SELECT count(*) FROM corpus) || ' ' || (SELECT count(*) FROM model) || ' ' || (SELECT count(*) FROM score) || ' '
      || (SELECT count(*) FROM token) || ' ' || (SELECT count(*) FROM top_ngram) || ' '
      || (SELECT count(*) FROM ngram_list) || ' ' || (SELECT count(*) FROM artifact) || ' '
      || (SELECT count(*) FROM artifact_chunk) || ' ' || (SELECT count(*) FROM checkpoint)
    """

  /// A corpus goes with everything that hangs on it; another one and the runs stay.
  @Test func aCorpusGoesWithAll() throws {
    let work = try Workdir()
    let ledger = try Ledger.open(work.database, for: .writing)
    for name in ["novels", "plays"] {
      let sample = try Sample(ledger, name: name)
      try sample.add([("a", 30), ("b", Double(name.count))])
      try ledger.finishRun(sample.run)
    }
    let corpus = try thing(.corpus, "plays", in: ledger)
    let removal = try ledger.removal(of: corpus)
    #expect(removal.models == ["a", "b"] && removal.checkpoints == [] && removal.scores == 2)
    #expect(removal.types == 2 && removal.ngrams == 2 && removal.dependents == [])
    try ledger.remove(corpus)
    // Both corpora have the same ids, which are one artifact: it is still referred to.
    #expect(try ledger.scalar(sizes) == "1 2 2 4 2 2 2 2 0")
    #expect(try ledger.runs().count == 2)
    #expect(throws: LedgerError.gone(path: work.database, name: "plays")) { try ledger.remove(corpus) }
    try ledger.remove(thing(.corpus, "novels", in: ledger))
    #expect(try ledger.scalar(sizes) == "0 0 0 0 0 0 0 0 0")
    #expect(try ledger.query("PRAGMA foreign_key_check") == [] && ledger.integrityProblems() == [])
  }

  /// A mixture stays without its part, and is told beforehand.
  @Test func aPartOfAMixtureGoesAlone() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30), ("b", 15)])
    let part = try sample.ledger.model(named: "a", in: sample.corpus)
    var mixture = modelRecord("mix", corpus: sample.corpus.id, artifact: part.artifactID)
    mixture.components = [ComponentRecord(place: 0, component: "a", componentID: part.id, role: "part", weight: 1)]
    try sample.ledger.add(models: [(mixture, [scoreRecord(nats: 12, artifact: part.artifactID)], [])])
    let model = try thing(.model, "a", in: sample.ledger)
    #expect(try sample.ledger.removal(of: model).dependents == ["mix"])
    #expect(try sample.ledger.removal(of: thing(.model, "b", in: sample.ledger)).dependents == [])
    try sample.ledger.remove(model)
    #expect(try sample.ledger.leaderboard().map(\.model) == ["mix", "b"])
    #expect(
      try sample.ledger.query("SELECT component, component_id FROM component") == [["a", nil]])
  }

  private func checkpoint(_ sample: Sample, _ name: String, isComplete: Bool) throws {
    let bytes = try sample.ledger.storeArtifact(Array("\(name)".utf8), kind: "checkpoint", run: sample.run)
    try sample.ledger.save(
      checkpoint: CheckpointRecord(
        corpusID: sample.corpus.id, name: name, settings: "{}", artifactID: bytes.id, step: 1, epoch: 1,
        runID: sample.run), with: [])
    if isComplete { try sample.ledger.execute("UPDATE checkpoint SET complete = 1 WHERE name = '\(name)'") }
  }

  /// What a finished training left goes with its model; what could still go on stays.
  @Test(arguments: [true, false]) func aCheckpointGoesWithItsModel(isComplete: Bool) throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30)])
    try checkpoint(sample, "a", isComplete: isComplete)
    let model = try thing(.model, "a", in: sample.ledger)
    #expect(try sample.ledger.removal(of: model).checkpoints == (isComplete ? ["a"] : []))
    try sample.ledger.remove(model)
    #expect(try sample.ledger.scalar("SELECT count(*) FROM checkpoint") == (isComplete ? "0" : "1"))
  }

  @Test func aCheckpointGoesAlone() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30)])
    try checkpoint(sample, "a", isComplete: true)
    let one = try thing(.checkpoint, "a", in: sample.ledger)
    #expect(
      try sample.ledger.removal(of: one)
        == {
          var only = Removal(); only.bytes = 1; return only
        }())
    try sample.ledger.finishRun(sample.run)
    try sample.ledger.remove(one)
    #expect(try sample.ledger.inventory().map(\.kind) == [.corpus, .model])
    #expect(try sample.ledger.scalar("SELECT count(*) FROM artifact WHERE kind = 'checkpoint'") == "0")
  }

  /// What another living process works on is not taken away from it.
  @Test func whatIsInUseStays() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30), ("b", 30)])
    let parent = ProcessIdentity(pid: Int(getppid()))
    let run = try sample.ledger.beginRun(NewRun(command: "train-rnn", subject: "a", corpusID: sample.corpus.id))
    try sample.ledger.execute(
      """
      UPDATE run SET host = '\(parent.host)', pid = \(parent.pid), process_start = '\(parent.start)'
      WHERE run_id = '\(run)'
      """)
    for (kind, name) in [(StoredThing.Kind.corpus, "novels"), (.model, "a")] {
      let refused = failure { try sample.ledger.remove(thing(kind, name, in: sample.ledger)) }
      #expect(
        refused == .inUse(path: ":memory:", name: name, command: "train-rnn", process: parent.pid), "\(kind) \(name)")
    }
    try sample.ledger.remove(thing(.model, "b", in: sample.ledger))
    #expect(try sample.ledger.models(of: sample.corpus).map(\.name) == ["a"])
  }

  /// Rows that went ahead by pages are counted by their last places and go by pages.
  @Test func storedNGramsAreCountedAndGo() throws {
    let sample = try Sample(.inMemory())
    let writer = sample.ledger.topNGramWriter(run: sample.run)
    for n in [1, 3] {
      try writer.append((1...700).map { TopNGramRecord(n: n, place: $0, gram: "g\($0)", count: 1) })
    }
    var model = modelRecord("big", corpus: sample.corpus.id, artifact: sample.ids.id)
    model.ngramList = try writer.finish()
    try sample.ledger.add(models: [(model, [], [])])
    let stored = try sample.ledger.model(in: sample.corpus)
    #expect(try sample.ledger.storedNGrams(of: stored) == 1400)
    let big = try thing(.model, "big", in: sample.ledger)
    #expect(try sample.ledger.removal(of: big).ngrams == 1400)
    try sample.ledger.remove(big)
    #expect(try sample.ledger.scalar("SELECT count(*) FROM top_ngram") == "0")
  }
}
