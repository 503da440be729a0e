import GRDB
import Testing

@testable import Ledger

@Suite struct ExaminationTests {
  private func sample() throws -> (work: Workdir, ledger: Ledger) {
    let work = try Workdir()
    let ledger = try Ledger.open(work.database, for: .writing)
    try Sample(ledger).add([("a", 30)])
    return (work, ledger)
  }

  @Test func aWholeFileHasNoProblems() throws {
    let ledger = try Ledger.inMemory()
    try Sample(ledger).add([("a", 30)])
    #expect(try ledger.integrityProblems() == [] && ledger.integrityProblems(quick: true) == [])
    #expect(try ledger.foreignKeyProblems() == [] && ledger.schemaProblems() == [])
    #expect(try ledger.staleRuns() == [] && ledger.orphans() == (0, 0))
    for artifact in try ledger.artifacts() { try ledger.verify(artifact) }
    #expect(try ledger.artifacts().count == 2)
    let figures = try ledger.fileFigures()
    #expect(figures.schema == Ledger.schemaVersion && figures.pageSize == 8192 && figures.pages > figures.freePages)
  }

  /// Another program may write what the rules forbid.
  private func change(_ work: Workdir, _ sql: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: work.database, configuration: configuration)
    try queue.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA ignore_check_constraints = 1; \(sql)") }
    try queue.close()
  }

  @Test func brokenRulesAreFound() throws {
    let (work, ledger) = try sample()
    try change(work, "DELETE FROM corpus; UPDATE score SET scored = -1")
    let references = try ledger.foreignKeyProblems()
    #expect(references.contains("a row of split (1) refers to a corpus that is not there"), "\(references)")
    #expect(try ledger.integrityProblems() == ["CHECK constraint failed in score"])
  }

  /// A view of the file's own must not be asked in place of SQLite's table of that name: neither an empty one, nor one
  /// without an end.
  @Test(arguments: [
    "SELECT 1, 1, 1 WHERE 0",
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT x, x, x FROM n WHERE x = 2",
  ]) func aViewDoesNotAnswerForSQLite(body: String) throws {
    let (work, ledger) = try sample()
    try change(
      work, "DELETE FROM corpus; CREATE VIEW pragma_foreign_key_check(\"table\", rowid, parent) AS \(body)")
    let references = try ledger.foreignKeyProblems()
    #expect(references.contains("a row of split (1) refers to a corpus that is not there"), "\(references)")
  }

  @Test func twentyBrokenReferencesAreEnough() throws {
    let (work, ledger) = try sample()
    try change(
      work,
      """
      WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 100)
      INSERT INTO metric SELECT 'nobody', 'loss', x, NULL, 1, 1 FROM n
      """)
    let references = try ledger.foreignKeyProblems()
    #expect(
      references == Array(repeating: "a row of metric (without a rowid) refers to a run that is not there", count: 20))
  }

  @Test func anOlderFileHasTheSchemaOfItsTime() throws {
    let work = try Workdir()
    try Version3File.make(at: work.database)
    let ledger = try Ledger.open(work.database, for: .reading)
    #expect(try ledger.schemaProblems() == [] && ledger.fileFigures().schema == 3)
    #expect(try ledger.integrityProblems() == [] && ledger.foreignKeyProblems() == [] && ledger.orphans() == (0, 0))
    for artifact in try ledger.artifacts() { try ledger.verify(artifact) }
  }

  @Test func whatIsLeftOverIsFoundAndLeft() throws {
    let (work, ledger) = try sample()
    let run = try ledger.beginRun(NewRun(command: "train-rnn", subject: "net"))
    _ = try ledger.storeArtifact([UInt8](0..<50), kind: "checkpoint", run: run)
    #expect(try ledger.orphans() == (0, 0), "its run goes on")
    try ledger.execute("UPDATE run SET process_start = 'another' WHERE run_id = '\(run)'")
    let reader = try Ledger.open(work.database, for: .reading)
    #expect(try reader.orphans() == (1, 50))
    let stale = try reader.staleRuns()
    #expect(stale.count == 1 && stale[0].hasPrefix("run \(run) (train-rnn 'net', begun "), "\(stale)")
    #expect(try reader.orphans() == (1, 50))
  }

  @Test func aChangedByteIsFound() throws {
    let ledger = try Ledger.inMemory()
    try Sample(ledger).add([("a", 30)])
    try ledger.execute("UPDATE artifact_chunk SET data = CAST(x'01' || substr(data, 2) AS BLOB) WHERE artifact_id = 2")
    let artifacts = try ledger.artifacts()
    try ledger.verify(artifacts[0])
    guard case .damagedArtifact(_, artifacts[1].id, _, _) = failure({ try ledger.verify(artifacts[1]) }) else {
      Issue.record("believed")
      return
    }
  }
}
