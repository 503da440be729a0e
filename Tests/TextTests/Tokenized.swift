import Foundation
import Synchronization
import Testing

@testable import Text

/// What a tokenizer makes of a text, with all batches put together.
struct Tokenized {
  var tokens: [String] = []
  /// The tokens by segment; what nothing ended comes last.
  var segments: [[String]] = []
  var extents: [SourceExtent] = []
  var trailing = SourceExtent()
  var batches = 0
  var kinds: [TokenKind] = []
  /// In the source's text.
  var places: [Range<Int>] = []
  var summary: SourceSummary

  init(_ bytes: [UInt8], _ settings: TokenizerSettings, path: SegmentationPath = .best, details: Bool = false) throws {
    let folder = try TemporaryFolder()
    let source = Source.file(path: try folder.write("text.txt", bytes))
    let tokenizer = try Tokenizers.shared.tokenizer(settings, path)
    let reader = try tokenizer.reader(of: source)
    var chunks = try tokenizer.chunkTokenizer(details: details)
    var (tokens, segments, open, isOpen) = ([String](), [[String]](), [String](), false)
    var (places, kinds, batches, extents, trailing) = (
      [Range<Int>](), [TokenKind](), 0, [SourceExtent](), SourceExtent()
    )
    // Of each segment's end, whether it ends one.
    var ends: [Bool] = []
    while let chunk = try reader.next() {
      let made = try chunks.tokenize(chunk, of: source) { batch in
        for (index, span) in batch.spans.enumerated() {
          if details {
            let place = batch.places[index]
            places.append(place.lowerBound + chunk.offset..<place.upperBound + chunk.offset)
            kinds.append(batch.kinds.isEmpty ? .other : batch.kinds[index])
          }
          if span.isSegmentEnd {
            ends.append(isOpen || !settings.dropsEmptySegments)
            if isOpen || !settings.dropsEmptySegments { segments.append(open) }
            (open, isOpen) = ([], false)
          } else {
            open.append(String(decoding: batch.token(span), as: UTF8.self))
            tokens.append(open[open.count - 1])
            isOpen = true
          }
        }
        batches += 1
      }
      for extent in made.stretches {
        trailing += extent
        if settings.boundary != .none && !ends.removeFirst() { continue }
        extents.append(trailing)
        trailing = SourceExtent()
      }
      trailing += made.trailing
      #expect(ends.isEmpty, "each segment's end has an extent")
    }
    summary = try reader.finish()
    if settings.boundary != .none, isOpen || (summary.endsInLine && !settings.dropsEmptySegments) {
      segments.append(open)
      extents.append(trailing)
      trailing = SourceExtent()
    }
    (self.tokens, self.segments, self.extents, self.trailing) = (tokens, segments, extents, trailing)
    (self.places, self.kinds, self.batches) = (places, kinds, batches)
  }

  init(_ text: String, _ settings: TokenizerSettings = TokenizerSettings()) throws {
    try self.init(Array(text.utf8), settings)
  }

  /// The error of a text that is refused; its path is made "text.txt".
  static func error(_ bytes: [UInt8], _ settings: TokenizerSettings = TokenizerSettings()) throws -> TextError? {
    let folder = try TemporaryFolder()
    let path = try folder.write("text.txt", bytes)
    do {
      _ = try Tokenizer(settings).tokenize(.file(path: path)) { _, _ in }
      return nil
    } catch let error as TextError {
      return switch error {
      case .notUTF8(_, let line, let offset): .notUTF8(path: "text.txt", line: line, byteOffset: offset)
      case .malformed(_, let line, let encoding, let offset):
        .malformed(path: "text.txt", line: line, encoding: encoding, byteOffset: offset)
      case .tokenTooLong(_, let line, let bytes, let limit):
        .tokenTooLong(path: "text.txt", line: line, bytes: bytes, limit: limit)
      case .reservedToken(_, let line, let token): .reservedToken(path: "text.txt", line: line, token: token)
      default: error
      }
    }
  }

  var extentSum: SourceExtent { extents.reduce(trailing, +) }
}

/// Tokenizers that were made already: rules are studied once, and not for each text of a test.
final class Tokenizers: Sendable {
  static let shared = Tokenizers()

  private struct Key: Hashable {
    let settings: TokenizerSettings
    let path: SegmentationPath
  }

  private let made = Mutex<[Key: Tokenizer]>([:])

  func tokenizer(_ settings: TokenizerSettings, _ path: SegmentationPath) throws -> Tokenizer {
    let key = Key(settings: settings, path: path)
    if let known = made.withLock({ $0[key] }) { return known }
    let tokenizer = try Tokenizer(settings, path: path)
    made.withLock { $0[key] = tokenizer }
    return tokenizer
  }
}

/// A folder that goes with its owner.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "text-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  @discardableResult func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: URL(filePath: path).appending(path: name))
    return path + "/" + name
  }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// Text of what tokenizers trip over.
  mutating func text(pieces: Int) -> String {
    let hard = [
      "a", "word ", "Word ", "don't", "3.14", "I", "İ", "ı", "i\u{307}", "Σ", "ΟΔΟΣ ", "é", "e\u{301}", "Å", "ﬁ", "…",
      "가", "\u{1100}\u{1161}", "ภาษาไทย", "日本語", "漢字かな", "😀", "👨\u{200D}👩\u{200D}👧", "🇩🇪🇯🇵", "\u{FDFA}",
      "\u{200B}", "\u{AD}", "\0", "ß", "\t", " ", "  ", " ", "\n", "\n", "\r\n", "\r", "\r\r\n", "\u{85}", "\u{2028}",
      "\u{FEFF}", "<unk>", "\u{307}", "\u{E000}", "½", "ǅ", "a:b", "@x", "\u{10FFFD}",
    ]
    return (0..<pieces).map { _ in hard[Int.random(in: 0..<hard.count, using: &self)] }.joined()
  }
}

extension SafeCuts {
  /// Those of words, within lines too; or at lines' ends alone.
  static func ofWords(_ cutsLines: Bool) throws -> SafeCuts {
    cutsLines
      ? try TokenizerParts(TokenizerSettings(), .best).cuts : SafeCuts(rules: nil, sentences: nil)
  }
}
