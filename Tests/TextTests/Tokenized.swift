import Foundation
import Testing

@testable import Text

/// What a tokenizer makes of a text, with all batches put together.
struct Tokenized {
  var tokens: [String] = []
  /// Boundary `line`: the tokens by segment.
  var segments: [[String]] = []
  var extents: [SourceExtent] = []
  var trailing = SourceExtent()
  var batches = 0
  var summary: SourceSummary

  init(_ bytes: [UInt8], _ settings: TokenizerSettings) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("text.txt", bytes)
    var stream = try Tokenizer(settings).open(.file(path: path))
    var (tokens, segments, extents) = ([String](), [[String]](), [SourceExtent]())
    while let batch = try stream.next() {
      #expect(trailing == SourceExtent(), "only the last batch has text after its last extent")
      #expect(settings.boundary == .none ? batch.segmentEnds.isEmpty : batch.segmentEnds.last ?? 0 == batch.count)
      #expect(batch.extents.count == (settings.boundary == .none ? batch.count : batch.segmentEnds.count))
      #expect(batch.ends.last ?? 0 == batch.bytes.count)
      let new = (0..<batch.count).map { String(decoding: batch.bytes[batch.range(of: $0)], as: UTF8.self) }
      var start = 0
      for end in batch.segmentEnds {
        segments.append(Array(new[start..<end]))
        start = end
      }
      tokens += new
      extents += batch.extents
      trailing = batch.trailing
      batches += 1
    }
    (self.tokens, self.segments, self.extents) = (tokens, segments, extents)
    summary = try stream.finish()
  }

  init(_ text: String, _ settings: TokenizerSettings = TokenizerSettings()) throws {
    try self.init(Array(text.utf8), settings)
  }

  /// The error of a text that is refused; its path is made "text.txt".
  static func error(_ bytes: [UInt8], _ settings: TokenizerSettings = TokenizerSettings()) throws -> TextError? {
    let folder = try TemporaryFolder()
    let path = try folder.write("text.txt", bytes)
    do {
      _ = try Tokenizer(settings).open(.file(path: path)).finish()
      return nil
    } catch {
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
