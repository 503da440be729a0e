import Foundation
import Ledger
import Platform
import Testing

@testable import Experiment

@Suite struct DoctorTests {
  @Test func aWholeDatabaseIsWell() throws {
    let fixture = try ScoreFixture(network: true)
    let report = try Doctor()(fixture.bench)
    #expect(report.findings.allSatisfy { $0.status == .ok }, "\(report.findings)")
    #expect(
      report.findings.map(\.check) == [
        "schema", "file", "references", "runs", "left over", "artifacts", "corpus c", "model carry", "model laplace-3",
        "model reset", "model witten-bell-3", "checkpoint carry", "checkpoint reset",
      ])
    #expect(!report.isDamaged && report.versions["sqlite"] != nil && report.bytes > 8192)
    #expect(try Doctor(isQuick: true)(fixture.bench).findings == Array(report.findings.prefix(5)))
  }

  /// What was changed behind lmctl's back is found where it is, and the rest is looked at all the same.
  @Test(arguments: [
    ("UPDATE artifact_chunk SET data = substr(data, 2) WHERE artifact_id = 1", ["artifacts", "corpus c"]),
    ("UPDATE token SET bytes = x'41' WHERE rank = 1", ["corpus c"]),
    ("UPDATE split SET stream_sha256 = lower(hex(zeroblob(32))) WHERE name = 'test'", ["corpus c"]),
    ("UPDATE score SET nats = nats + 1 WHERE split = 'test'", ["model carry", "model laplace-3", "model reset"]),
    ("UPDATE score SET scored = scored - 1, oov = 0, zero_at = NULL", ["model laplace-3"]),
    ("UPDATE model SET settings = '{}' WHERE kind = 'rnn'", ["model carry", "model reset"]),
    ("UPDATE model SET artifact_id = (SELECT min(artifact_id) FROM artifact) WHERE name = 'reset'", ["model reset"]),
    ("UPDATE checkpoint SET artifact_id = 1 WHERE name = 'reset'", ["checkpoint reset"]),
    ("CREATE TRIGGER spy AFTER DELETE ON run BEGIN DELETE FROM model; END", ["schema"]),
    ("PRAGMA foreign_keys = OFF; DELETE FROM artifact WHERE artifact_id = 1", ["references", "corpus c"]),
    ("PRAGMA ignore_check_constraints = ON; UPDATE corpus SET tokens = -5", ["file"]),
  ])
  func damageIsFound(change: String, checks: [String]) throws {
    let fixture = try ScoreFixture(models: [.laplace], network: true)
    guard try fixture.sqlite(change) else { return }
    let report = try Doctor()(fixture.bench)
    #expect(report.isDamaged)
    let damaged = report.findings.filter { $0.status == .damage }
    for check in checks { #expect(damaged.contains { $0.check == check }, "\(check): \(report.findings)") }
    #expect(damaged.allSatisfy { $0.message.count > 20 }, "\(damaged)")
    #expect(report.findings.contains { $0.check.hasPrefix("model") })
  }

  /// What stands in the place of a table is not asked: this view would answer for ever.
  @Test func whatStandsForATableIsNotRead() throws {
    let fixture = try ScoreFixture(models: [.laplace])
    guard
      try fixture.sqlite(
        """
        DROP TABLE run; CREATE VIEW run AS WITH RECURSIVE n(run_id) AS (SELECT 1 UNION ALL SELECT 1 FROM n)
        SELECT run_id, 1 AS corpus_id, 'running' AS status FROM n
        """)
    else { return }
    let report = try Doctor()(fixture.bench)
    #expect(report.isDamaged && report.findings.allSatisfy { $0.check == "schema" }, "\(report.findings)")
    #expect(throws: LedgerError.self) { try fixture.bench.openForReading() }
  }

  /// What a run left that ended without a word is no damage.
  @Test func whatIsLeftOverIsANote() throws {
    let fixture = try ScoreFixture(models: [.laplace])
    guard
      try fixture.sqlite(
        """
        UPDATE run SET status = 'running', ended_at = NULL, pid = 1, process_start = 'x' WHERE command = 'ngram';
        INSERT INTO artifact(kind) VALUES ('ids')
        """)
    else { return }
    let report = try Doctor()(fixture.bench)
    #expect(report.findings.filter { $0.status == .note }.map(\.check) == ["runs", "left over"])
    #expect(!report.isDamaged)
  }

  @Test func aModelOfANewerKindIsANote() throws {
    let fixture = try ScoreFixture(models: [.laplace])
    guard try fixture.sqlite("UPDATE artifact SET kind = 'transformer' WHERE kind LIKE 'ngram%'") else { return }
    let report = try Doctor()(fixture.bench)
    #expect(report.findings.filter { $0.status == .note }.map(\.check) == ["model laplace-3"] && !report.isDamaged)
  }

  /// Bytes that were changed anywhere are found or do not matter; none is a trap.
  @Test(arguments: 0..<24) func spoiledFilesEndInAnAnswer(seed: Int) throws {
    let fixture = try ScoreFixture(models: [.laplace])
    let file = URL(fileURLWithPath: fixture.bench.database)
    var bytes = [UInt8](try Data(contentsOf: file))
    var random = RandomSource(seed: UInt64(seed))
    // Beyond the header, by which the file is known as ours.
    for _ in 0..<(1 << (seed % 8)) { bytes[100 + random.below(bytes.count - 100)] = UInt8(random.below(256)) }
    try Data(bytes).write(to: file)
    do {
      let report = try Doctor()(fixture.bench)
      _ = try JSONEncoder().encode(report)
    } catch let error as any Failure {
      #expect([.data, .io, .noInput, .unavailable].contains(error.exitCode), "\(error)")
    }
  }
}
