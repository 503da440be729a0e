import Foundation
import Ledger
import Testing

@testable import Experiment

@Suite struct ExportTests {
  private func bytes(_ export: Export, _ fixture: StatsFixture) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try export(fixture.bench) { bytes += $0 }
    return bytes
  }

  /// Every line is read back as the row that it was made of.
  @Test func vocabularyIsReadBack() throws {
    let fixture = try StatsFixture(more: "back\\slash \u{1F600} ta\u{2028}b\n")
    let text = String(decoding: try bytes(Export(corpus: "a", format: .vocabulary), fixture), as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "id\tcount\trank\ttoken" && lines.last == "")
    let ledger = try Ledger.open(fixture.bench.database, for: .reading)
    let tokens = try ledger.tokens(of: ledger.corpus(named: "a"))
    let read = try lines.dropFirst().dropLast().map { try #require(VocabularyLine($0)) }
    #expect(read == tokens.map { VocabularyLine($0) })
    #expect(read.prefix(2).allSatisfy { $0.rank == nil })
  }

  @Test func idsAreTheStream() throws {
    let fixture = try StatsFixture()
    let file = try bytes(Export(corpus: "a", format: .ids, split: .train), fixture)
    let ledger = try Ledger.open(fixture.bench.database, for: .reading)
    let split = try #require(try ledger.splits(of: ledger.corpus(named: "a")).first { $0.name == .train })
    let ids = try ledger.loadArtifact(split.idsArtifact, as: UInt32.self)
    #expect(file == NumPyHeader.bytes(of: 960) + NumPyHeader.littleEndian(ids))
    #expect(try bytes(Export(corpus: "a", format: .ids, split: .test), fixture) == NumPyHeader.bytes(of: 0))
  }

  @Test func damageAndAbsenceAreErrors() throws {
    let fixture = try StatsFixture()
    #expect(throws: LedgerError.self) { try bytes(Export(corpus: "none", format: .ids), fixture) }
    #expect(throws: LedgerError.self) { try bytes(Export(corpus: nil, format: .ids), fixture) }
    struct Full: Error {}
    for format in Export.Format.allCases {
      #expect(throws: Full.self) { try Export(corpus: "a", format: format)(fixture.bench) { _ in throw Full() } }
    }
    let sqlite = URL(fileURLWithPath: "/usr/bin/sqlite3")
    guard FileManager.default.isExecutableFile(atPath: sqlite.path) else { return }
    for change in [
      "UPDATE corpus SET vocabulary_size = 3", "UPDATE artifact_chunk SET data = X'FFFFFF7F'",
      "DELETE FROM token WHERE token_id = 4",
    ] {
      let process = try Process.run(sqlite, arguments: [fixture.bench.database, change])
      process.waitUntilExit()
      let format = change.contains("token") ? Export.Format.vocabulary : .ids
      #expect(throws: (any Error).self, "\(change)") { try bytes(Export(corpus: "a", format: format), fixture) }
    }
  }
}
