/// Where written text has spaces between words: after a comma and not before it, inside of no bracket, and nowhere in
/// scripts that are written without.
///
/// The rules of typesetting that most languages share, so that text reads as text. They only take spaces away next to
/// punctuation, which word breaks part anyway: read again, the text has the same tokens.
struct GeneratedSpacing {
  /// The token before, from the line's start on.
  private var last: Unicode.Scalar?
  /// Whether nothing comes between the token before and the next one.
  private var holds = true
  /// Straight quotation marks that have been opened in this line.
  private var open: Set<Unicode.Scalar> = []

  /// Begins a line.
  mutating func reset() { self = GeneratedSpacing() }

  /// Whether a space stands before this token, which is the next one then.
  mutating func isSpaced(before token: [UInt8]) -> Bool {
    let scalars = String(decoding: token, as: UTF8.self).unicodeScalars
    guard let first = scalars.first, let final = scalars.last else { return false }
    var isSpaced = !holds && !(last.map(Self.isUnspaced) ?? false && Self.isUnspaced(first))
    holds = false
    if scalars.count == 1 {
      if Self.quotes.contains(first) {
        if open.remove(first) == nil {
          open.insert(first)
          holds = true
        } else {
          isSpaced = false
        }
      } else if Self.closing.contains(first) {
        isSpaced = false
      } else if Self.opening.contains(first) {
        holds = true
      } else if Self.joining.contains(first) {
        isSpaced = false
        holds = true
      }
    }
    last = final
    return isSpaced
  }

  private static let quotes: Set<Unicode.Scalar> = ["\"", "'"]
  private static let closing: Set<Unicode.Scalar> = [
    ",", ".", ";", ":", "!", "?", ")", "]", "}", "%", "…", "»", "›", "”", "’", "،", "؛", "؟", "।",
  ]
  private static let opening: Set<Unicode.Scalar> = [
    "(", "[", "{", "«", "‹", "“", "‘", "„", "‚", "¿", "¡", "$", "£", "€",
  ]
  private static let joining: Set<Unicode.Scalar> = ["-", "\u{2010}", "\u{2011}", "—", "/"]

  /// Thai, Lao, Myanmar and Khmer; Chinese and Japanese with their punctuation and full-width forms.
  private static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3000...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xF900...0xFAFF, 0xFF00...0xFFEF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
