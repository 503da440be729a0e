import Foundation
import GRDB
import Glibc
import Platform

@testable import Ledger

/// A folder of its own for one test, removed with its last reference.
final class Workdir {
  let path: String

  init() throws {
    var template = Array((FileManager.default.temporaryDirectory.path + "/ledger-tests-XXXXXX").utf8CString)
    let made = unsafe mkdtemp(&template) != nil
    guard made else { throw Unsupported(message: "no temporary folder") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    unsafe chmod(path, 0o755)
  }

  deinit {
    unsafe chmod(path, 0o755)
    for name in names { unsafe remove(path + "/" + name) }
    unsafe rmdir(path)
  }

  var database: String { path + "/lm.sqlite" }

  var names: [String] {
    guard let folder = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let bytes = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
      names.append(String(decoding: bytes, as: UTF8.self))
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }
}

struct Unsupported: Error {
  let message: String
}

func bytes(of path: String) throws -> [UInt8] {
  guard let file = unsafe fopen(path, "rb") else { throw Unsupported(message: "cannot read \(path)") }
  defer { unsafe fclose(file) }
  var bytes: [UInt8] = []
  var piece = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = unsafe piece.withUnsafeMutableBytes { unsafe fread($0.baseAddress, 1, $0.count, file) }
    if count == 0 { return bytes }
    bytes += piece.prefix(count)
  }
}

func write(_ bytes: [UInt8], to path: String) throws {
  guard let file = unsafe fopen(path, "wb") else { throw Unsupported(message: "cannot write \(path)") }
  let written = unsafe bytes.withUnsafeBytes { unsafe fwrite($0.baseAddress, 1, $0.count, file) }
  guard unsafe fclose(file) == 0, written == bytes.count else { throw Unsupported(message: "cannot write \(path)") }
}

/// Calls `body` as a user to whom file permissions apply, even where the tests run as root.
///
/// setfsuid(2) changes the calling thread alone, which is the one that SQLite then works on.
func asPlainUser<Result>(_ body: () throws -> Result) throws -> Result {
  guard getuid() == 0 else { return try body() }
  guard let symbol = unsafe dlsym(nil, "setfsuid") else { throw Unsupported(message: "no setfsuid") }
  let setfsuid = unsafe unsafeBitCast(symbol, to: (@convention(c) (uid_t) -> CInt).self)
  _ = setfsuid(65534)
  defer { _ = setfsuid(0) }
  return try body()
}

extension Ledger {
  func execute(_ sql: String) throws(LedgerError) { try write { db in try db.execute(sql: sql) } }

  /// The rows of any query, as text.
  func query(_ sql: String) throws(LedgerError) -> [[String?]] {
    try read { db in
      try Row.fetchAll(db, sql: sql).map { row in
        row.databaseValues.map { $0.isNull ? nil : "\($0.storage.value ?? "")" }
      }
    }
  }

  func scalar(_ sql: String) throws(LedgerError) -> String? { try query(sql).first?.first ?? nil }
}

/// The error that a call ends with, or nil.
func failure(_ body: () throws -> Void) -> LedgerError? {
  do {
    try body()
    return nil
  } catch {
    return error as? LedgerError ?? .other(path: "", code: -1, message: "\(error)")
  }
}

// MARK: Records that are as good as any

func digest(_ text: String) -> String { "\(SHA256.digest(of: Array(text.utf8)))" }

func corpusRecord(_ name: String = "novels", run: String? = nil) -> CorpusRecord {
  CorpusRecord(
    name: name, settings: #"{"unit":"word"}"#, sources: #"[{"path":"a.txt","bytes":3,"sha256":"00"}]"#,
    inputSHA256: digest("input"), vocabularySHA256: digest("vocabulary"), vocabularySize: 4, boundary: "line",
    hasEOS: true, isReversible: false, bytes: 100, characters: 90, tokens: 30, types: 2, versions: #"{"icu":"72"}"#,
    runID: run)
}

let vocabulary = [
  TokenRecord(id: 0, bytes: Array("<unk>".utf8), text: "<unk>", count: 0, rank: nil),
  TokenRecord(id: 1, bytes: Array("<eos>".utf8), text: "<eos>", count: 5, rank: nil),
  TokenRecord(id: 2, bytes: Array("the".utf8), text: "the", count: 8, rank: 1),
  TokenRecord(id: 3, bytes: [0xFF, 0x00], text: #"\xFF\u{0}"#, count: 2, rank: 2),
]

/// Records whose ids are their places, column by column.
func tokenRows(_ records: [TokenRecord]) -> TokenRows {
  TokenRows(
    bytes: PackedBytes(records.map(\.bytes)), texts: records.map(\.text), counts: records.map(\.count),
    ranks: records.map(\.rank))
}

func splitRecord(_ name: SplitName, ids: Int, tokens: Int = 10) -> SplitRecord {
  SplitRecord(
    name: name, idsArtifact: ids, tokens: tokens, segments: 5, oov: 1, characters: 30, bytes: 33,
    streamSHA256: digest(name.rawValue))
}

func scoreRecord(
  _ split: SplitName = .test, nats: Double?, artifact: Int, stream: String = digest("test")
) -> ScoreRecord {
  ScoreRecord(
    split: split, streamSHA256: stream, scored: 15, oov: 1, nats: nats, perplexity: nats.map { exp($0 / 15) },
    bitsPerCharacter: 1.5, zeroAt: nats == nil ? 3 : nil, artifactID: artifact, seconds: 0.25)
}

func modelRecord(
  _ name: String, corpus: Int, artifact: Int, unseen: String? = nil, isNormalized: Bool = true, run: String? = nil
) -> ModelRecord {
  ModelRecord(
    corpusID: corpus, name: name, kind: "ngram", smoothing: "laplace", order: 2, context: .segment, unseen: unseen,
    isNormalized: isNormalized, parameters: 7, settings: #"{"alpha":1}"#, seconds: 0.5, artifactID: artifact, runID: run
  )
}

/// A ledger with a run, a corpus of three splits, and the artifact of its ids.
struct Sample {
  let ledger: Ledger
  let run: String
  let ids: Artifact
  let corpus: CorpusRecord

  init(_ ledger: Ledger, name: String = "novels") throws {
    self.ledger = ledger
    run = try ledger.beginRun(NewRun(command: "tokenize", subject: name))
    ids = try ledger.storeArtifact([UInt32](0..<100), kind: "ids", run: run)
    let id = ids.id
    try ledger.add(
      corpus: corpusRecord(name, run: run), splits: SplitName.allCases.map { splitRecord($0, ids: id) },
      tokens: tokenRows(vocabulary),
      statistics: [
        StatisticRecord(name: "types", value: 2, recipe: "distinct tokens of train"),
        StatisticRecord(name: "heaps_exponent", value: nil, recipe: "too little text"),
      ])
    corpus = try ledger.corpus(named: name)
  }

  /// Adds models by name with their nats on `test`.
  func add(
    _ models: [(name: String, nats: Double?)], unseen: String? = nil, isNormalized: Bool = true, replacing: Bool = false
  ) throws {
    let artifact = try ledger.storeArtifact(models.map { $0.nats ?? 0 }, kind: "log-probabilities", run: run).id
    try ledger.add(
      models: models.map { name, nats in
        (
          modelRecord(name, corpus: corpus.id, artifact: artifact, unseen: unseen, isNormalized: isNormalized),
          [scoreRecord(nats: nats, artifact: artifact)],
          [TopNGramRecord(n: 2, place: 1, gram: "of the", count: 9, logProbability: TopNGramRecord.ln10 * -1)]
        )
      }, replacing: replacing)
  }
}
