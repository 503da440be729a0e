import Foundation

/// Something that has a name in the database.
struct SoakThing: Hashable, CustomStringConvertible {
  enum Kind: String { case corpus, model, checkpoint }
  let kind: Kind
  /// Its own name, for a corpus.
  let corpus: String
  let name: String

  var description: String { "\(kind.rawValue) \(String(reflecting: name)) of \(String(reflecting: corpus))" }
}

/// What a database holds: each thing with what tells whether it is still the same.
struct SoakState {
  var things: [SoakThing: String] = [:]

  var corpora: [String] { things.keys.filter { $0.kind == .corpus }.map(\.name).sorted() }

  func models(of corpus: String) -> [String] {
    things.keys.filter { $0.kind == .model && $0.corpus == corpus }.map(\.name).sorted()
  }

  /// As another program sees it, and not lmctl.
  init(of work: Workdir) throws {
    guard work.exists("lm.sqlite") else { return }
    let outcome = try work.run("/usr/bin/sqlite3", ["-cmd", ".timeout 20000", "lm.sqlite", Self.query])
    guard outcome.status == 0 else {
      throw SoakFailure("sqlite3 cannot read the database: \(outcome.errors)\(outcome.output)")
    }
    for line in outcome.output.split(separator: "\n") {
      let fields = line.split(separator: "|", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 4, let kind = SoakThing.Kind(rawValue: fields[0]) else {
        throw SoakFailure("sqlite3 wrote: \(outcome.output)")
      }
      things[SoakThing(kind: kind, corpus: Self.text(fields[1]), name: Self.text(fields[2]))] = fields[3]
    }
  }

  private static func text(_ hexadecimal: String) -> String {
    let digits = Array(hexadecimal.utf8)
    let bytes = stride(from: 0, to: digits.count - 1, by: 2).map { place in
      UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16) ?? 0
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  // An empty database, which a kill while it is made may leave, has no tables: then sqlite3 would end with an error, and
  // so it should, for lmctl makes mark and tables in one transaction before anything is reported.
  private static let query = """
    SELECT 'corpus', hex(name), hex(name), corpus_id || ' ' || created_at || ' ' || vocabulary_sha256 || ' ' || (
      SELECT group_concat(stream_sha256) FROM split WHERE split.corpus_id = corpus.corpus_id) FROM corpus
    UNION ALL
    SELECT 'model', hex(c.name), hex(m.name), m.model_id || ' ' || m.created_at || ' ' || a.sha256 || ' ' || coalesce((
      SELECT group_concat(s.split || ' ' || s.artifact_id || ' ' || coalesce(s.nats, '')) FROM score s
      WHERE s.model_id = m.model_id), '')
    FROM model m JOIN corpus c USING(corpus_id) JOIN artifact a ON a.artifact_id = m.artifact_id
    UNION ALL
    SELECT 'checkpoint', hex(c.name), hex(p.name), p.created_at || ' ' || p.step || ' ' || a.sha256
    FROM checkpoint p JOIN corpus c USING(corpus_id) JOIN artifact a ON a.artifact_id = p.artifact_id
    """
}

/// What must not be, in words.
struct SoakFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
