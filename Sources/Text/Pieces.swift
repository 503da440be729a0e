/// A stretch of text that is mapped and segmented by itself.
struct Piece: Equatable {
  var start: Int
  var end: Int
  var isASCII: Bool
}

/// Cuts text into pieces of about 64 KiB, small enough for the caches, at places where a cut changes no token.
///
/// Such places are a line's end, and in a long line one between a space and an ASCII letter. Lines of ASCII alone and
/// other lines go into different pieces, since the first kind needs no normalization and no ICU to change case.
enum Pieces {
  static let size = 1 << 16

  /// The piece that begins at `start`, which is before the text's end.
  ///
  /// - Complexity: O(64 KiB + the piece's length).
  static func piece(of text: Span<UInt8>, from start: Int) -> Piece {
    let window = min(start + size, text.count)
    let foreign = ByteScan.firstNonASCII(in: text, from: start, to: window)
    if foreign == window {
      if window == text.count { return Piece(start: start, end: window, isASCII: true) }
      if let end = ByteScan.lastLineEnd(in: text, from: start, to: window) {
        return Piece(start: start, end: end, isASCII: true)
      }
    } else if let end = ByteScan.lastLineEnd(in: text, from: start, to: foreign) {
      return Piece(start: start, end: end, isASCII: true)
    } else if let end = foreignLines(text, from: start, to: window) {
      return Piece(start: start, end: end, isASCII: false)
    }
    let end =
      window == text.count
      ? window
      : ByteScan.lastSafeCut(in: text, from: start, to: window)
        ?? ByteScan.firstCut(in: text, from: window - 1, to: text.count)
    let isASCII = ByteScan.firstNonASCII(in: text, from: start, to: end) == end
    return Piece(start: start, end: end, isASCII: isASCII)
  }

  /// The end of the line that begins at `start`, and of the lines after it up to one of ASCII alone.
  private static func foreignLines(_ text: Span<UInt8>, from start: Int, to window: Int) -> Int? {
    guard var end = ByteScan.firstLineEnd(in: text, from: start, to: window) else { return nil }
    while let next = ByteScan.firstLineEnd(in: text, from: end, to: window),
      ByteScan.firstNonASCII(in: text, from: end, to: next) < next
    {
      end = next
    }
    return end
  }
}
