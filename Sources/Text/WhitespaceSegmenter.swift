internal import CICU

/// Splits at ASCII white space, and at nothing else: U+00A0 and U+3000 stay inside tokens.
struct WhitespaceSegmenter {
  /// Tokens that language models give a meaning of their own, as bytes. A literal `<unk>` is not among them: it means
  /// an unknown word.
  private static let reserved = ["<s>", "</s>", "<bos>", "<eos>"].map { Array($0.utf8) }
  private static let longestReserved = 5

  /// Whether LF is reported as a line's end.
  let lines: Bool
  private var position = 0

  init(lines: Bool) { self.lines = lines }

  mutating func start() { position = 0 }

  mutating func next(_ text: Span<UInt8>, into spans: inout [TokenSpan]) {
    while position < text.count, spans.count < Segmenter.batch {
      let start = position
      while position < text.count, !Self.isSpace(text[position]) { position += 1 }
      if position > start {
        spans.append(TokenSpan(start: UInt32(start), end: UInt32(position)))
      } else {
        position += 1
        if lines && text[start] == ByteScan.lineFeed {
          spans.append(TokenSpan(start: UInt32(position), end: UInt32(position)))
        }
      }
    }
  }

  /// Whether the token is one that may not stand in a text.
  static func isReserved(_ text: Span<UInt8>, _ token: TokenSpan) -> Bool {
    let length = Int(token.end - token.start)
    guard length <= longestReserved, text[Int(token.start)] == 0x3C else { return false }
    return reserved.contains { word in
      word.count == length && word.indices.allSatisfy { word[$0] == text[Int(token.start) + $0] }
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
