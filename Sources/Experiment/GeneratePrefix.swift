internal import Evaluation
internal import Foundation
internal import Ledger
internal import Platform
internal import Text

/// What generated text goes on from: tokens as the corpus has them.
struct GeneratePrefix {
  private(set) var ids: [UInt32] = []
  private(set) var tokens: [[UInt8]] = []

  /// - Throws: ``NewTextError`` where it is not as the corpus's text is.
  /// - Parameter text: what ends it stays open: only a line feed at its end ends its last segment.
  init(_ text: String, _ settings: TokenizerSettings, _ corpus: StoredCorpus) throws {
    guard !text.isEmpty else { return }
    let tokenizer = try Tokenizer(settings.decoding(by: Decoding()))
    var reader = ScoreText(tokenizer.settings, try ScoreVocabulary(corpus), keepsTokens: true)
    // Texts are read from files: this one has no other place. Without a name, nothing of it is left and nobody else sees it.
    let file = try TemporaryFile(in: FileManager.default.temporaryDirectory.path)
    let bytes = Array(text.utf8)
    try unsafe file.write(bytes.span.bytes, at: 0)
    try withExtendedLifetime(file) {
      let source = Source.file(path: "/proc/self/fd/\(file.descriptor)")
      do {
        _ = try reader.read(source, with: tokenizer, endsSegments: false) { piece, _ in
          ids += piece.ids
          tokens += piece.ids.indices.map { Array(piece.token($0)) }
        }
      } catch {
        throw NewTextError.naming(error, in: "--prefix", corpus: corpus.record.name)
      }
    }
    // Sentences and paragraphs end where the text does; but it is to go on.
    if text.utf8.last != UInt8(ascii: "\n"), let last = ids.last, last == corpus.endOfSegment {
      ids.removeLast()
      tokens.removeLast()
    }
  }

  /// Words that the corpus does not know, for the user to know it.
  func tell(_ bench: Workbench) {
    let unknown = zip(ids, tokens).filter { $0.0 == SpecialID.unknown }.map { DisplayText.escaped($0.1, limit: 40) }
    guard !unknown.isEmpty else { return }
    let more = unknown.count > 5 ? " and \(unknown.count - 5) more" : ""
    bench.progress(
      .warning("--prefix: the corpus does not know \(unknown.prefix(5).joined(separator: ", "))\(more): read as <unk>"))
  }
}

extension TokenizerSettings {
  /// The same for text that is decoded in another way.
  func decoding(by decoding: Decoding) -> TokenizerSettings {
    if let preset { return TokenizerSettings(preset: preset, maxTokenBytes: maxTokenBytes, decoding: decoding) }
    return TokenizerSettings(
      unit: unit, caseMapping: caseMapping, normalization: normalization, locale: locale, boundary: boundary,
      skipEmptyLines: skipEmptyLines, keep: keep, numbers: numbers, maxTokenBytes: maxTokenBytes, decoding: decoding)
  }
}
