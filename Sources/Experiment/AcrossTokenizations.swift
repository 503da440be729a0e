internal import Foundation
public import Ledger

/// Models of one text that was tokenized in several ways, by the only figures that can stand side by side: bits per character
/// and per byte, and these only where tokenization loses nothing.
public struct AcrossTokenizations: Equatable, Sendable {
  /// The corpora, by name.
  public let corpora: [String]
  public let split: String
  /// Those that can be compared, the fewest bits first.
  public let rows: [LeaderboardRow]
  /// Corpora whose figures cannot stand here, and why.
  public let leftOut: [String: String]

  /// The texts among the corpora that several were made of.
  ///
  /// Texts are the same where the files' digests are, in the order of the splits, and each split has as many characters and
  /// bytes: a split that is as long elsewhere in the text, or stands beside another training text, is another one.
  static func groups(_ rows: [LeaderboardRow], in ledger: Ledger) throws -> [AcrossTokenizations] {
    struct Extent: Hashable {
      let split: String
      let characters: Int
      let bytes: Int
    }
    struct Text: Hashable {
      let sources: [String]
      let split: String
      let extents: Set<Extent>
    }
    var order: [Text] = []
    var corpora: [Text: [(corpus: CorpusRecord, split: SplitRecord)]] = [:]
    for corpus in try ledger.corpora() {
      let splits = try ledger.splits(of: corpus)
      // An empty split is recorded or not.
      let extents = Set(
        splits.filter { $0.bytes > 0 }.map {
          Extent(split: $0.name.rawValue, characters: $0.characters, bytes: $0.bytes)
        })
      for split in splits {
        guard rows.contains(where: { $0.corpus == corpus.name && $0.split == split.name.rawValue }) else { continue }
        let text = Text(sources: Self.digests(corpus.sources), split: split.name.rawValue, extents: extents)
        if text.sources.isEmpty { continue }
        if corpora[text] == nil { order.append(text) }
        corpora[text, default: []].append((corpus, split))
      }
    }
    return order.compactMap { text in
      guard let found = corpora[text], found.count > 1 else { return nil }
      var leftOut: [String: String] = [:]
      for (corpus, split) in found {
        if !corpus.isReversible {
          leftOut[corpus.name] = "its tokenization loses text"
        } else if split.oov > 0 {
          leftOut[corpus.name] = "it has <unk>"
        }
      }
      let names = found.map(\.corpus.name)
      let comparable = rows.filter {
        $0.split == text.split && names.contains($0.corpus) && leftOut[$0.corpus] == nil && $0.isNormalized
          && $0.bitsPerCharacter != nil
      }
      return AcrossTokenizations(
        corpora: names, split: text.split,
        rows: comparable.sorted {
          ($0.nats ?? .infinity, $0.corpus, $0.model) < ($1.nats ?? .infinity, $1.corpus, $1.model)
        },
        leftOut: leftOut)
    }
  }

  private static func digests(_ sources: String) -> [String] {
    struct File: Decodable { let sha256: String }
    return ((try? JSONDecoder().decode([File].self, from: Data(sources.utf8))) ?? []).map(\.sha256)
  }
}
