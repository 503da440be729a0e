import Foundation
import Ledger
import NGrams
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
    try TrainNGrams(corpus: "a", orders: [2], smoothings: [.wittenBell])(fixture.bench)
    for format in Export.Format.allCases where format != .safetensors {
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

  /// Each line of an ARPA file is an n-gram of the stored model, with its numbers; add-α has a form too.
  @Test(arguments: [SmoothingName.modifiedKneserNey, .goodTuring, .laplace, .mle]) func arpa(smoothing: SmoothingName)
    throws
  {
    let fixture = try NGramFixture()
    let record = try #require(try fixture.train([smoothing], orders: [3]).first)
    var bytes: [UInt8] = []
    try Export(corpus: "c", format: .arpa, model: record.name)(fixture.bench) { bytes += $0 }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "\\data\\" && lines.dropLast().last == "\\end\\")
    let model = try fixture.model(record).backoffForm()
    for (n, level) in zip(1..., model.levels) { #expect(lines.contains("ngram \(n)=\(level.count)")) }
    let (_, corpus) = try fixture.stored()
    var ids: [String: UInt32] = ["<s>": UInt32(corpus.record.vocabularySize), "</s>": 1]
    for id in 0..<corpus.record.vocabularySize where id != 1 {
      ids[String(decoding: corpus.tokens[id].bytes, as: UTF8.self)] = UInt32(id)
    }
    var listed = 0
    for line in lines {
      let fields = line.split(separator: "\t")
      guard fields.count >= 2, let p = Double(fields[0]) else { continue }
      let gram = try fields[1].split(separator: " ").map { try #require(ids[String($0)]) }
      let figures = model.figures(of: gram)
      let expected = try #require(figures.probability) / log(10)
      #expect(expected == -.infinity ? p == -99 : abs(p - expected) < 1e-6, "\(line)")
      if fields.count > 2, let backoff = figures.backoff, backoff.isFinite {
        #expect(abs((Double(fields[2]) ?? .nan) - backoff / log(10)) < 1e-6, "\(line)")
      }
      listed += 1
    }
    #expect(listed == model.count)
  }

  /// What no ARPA file can say is refused, with a reason, before a byte is written.
  @Test func noBackoffForm() throws {
    let fixture = NGramFixture(try ScoreFixture(models: [], network: true))
    // Where training saw all types but <unk>, the rules for unseen words are the same for add-α.
    try fixture.train([.laplace], orders: [2], name: "left") { $0.unseen = .leftover }
    var bytes = 0
    try Export(corpus: "c", format: .arpa, model: "left")(fixture.bench) { bytes += $0.count }
    #expect(bytes > 0)
    try fixture.train([.stupidBackoff], orders: [2], name: "stupid")
    for (model, reason) in [("carry", "no n-gram model")] {
      do {
        try Export(corpus: "c", format: .arpa, model: model)(fixture.bench) { _ in Issue.record("a byte") }
        Issue.record("\(model) was written")
      } catch let error as StoredModelError {
        #expect("\(error)".contains(reason) && "\(error)".contains("'\(model)'"))
      }
    }
    #expect(throws: ARPAError.backsOffFromUnlisted) {
      try Export(corpus: "c", format: .arpa, model: "stupid")(fixture.bench) { _ in }
    }
    #expect(throws: LedgerError.self) {
      try Export(corpus: "c", format: .arpa, model: "none")(fixture.bench) { _ in }
    }
  }
}
