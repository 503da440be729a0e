internal import Text

/// How many columns of a terminal a text takes.
///
/// Terminals differ; this is what those do that know grapheme clusters (UAX #29), and what the Python package `wcwidth`
/// says, which records how they behave.
public enum DisplayWidth {
  /// The sum over the text's grapheme clusters.
  public static func of(_ text: String) -> Int { text.reduce(0) { $0 + columns($1) } }

  /// What a grapheme cluster takes: the columns of its scalars, but never more than two. A flag, a family joined by
  /// U+200D, a keycap, a hand and its colour are one picture of two columns, a Devanagari syllable one drawing.
  static func columns(_ cluster: Character) -> Int {
    let scalars = cluster.unicodeScalars
    // Two of ASCII are one cluster where a line ends (CR LF): no column at all.
    if let ascii = cluster.asciiValue { return (0x20..<0x7F).contains(ascii) ? 1 : 0 }
    var columns = 0
    var before: Unicode.Scalar?
    for scalar in scalars {
      if let base = before, ScalarWidth.isEmoji(base) {
        // A variation selector asks for the picture, or for the character that it was.
        if scalar == "\u{FE0F}" { return 2 }
        if scalar == "\u{FE0E}" { return 1 }
      }
      columns += ScalarWidth.columns(scalar)
      before = scalar
    }
    return min(2, columns)
  }
}
