internal import CICU

/// How wide a terminal draws one Unicode scalar, as the installed ICU knows it.
///
/// Of a sequence it is not the sum: that rule is `DisplayWidth`'s.
public enum ScalarWidth {
  /// 2 for East Asian wide and fullwidth scalars (UAX #11) and regional indicators; 0 for nonspacing marks, medial and
  /// final Hangul letters, and what is invisible; else 1. Widths that the standard calls ambiguous are 1, as terminals
  /// have them outside of legacy East Asian settings.
  public static func columns(_ scalar: Unicode.Scalar) -> Int { Int(cicu_columns(scalar.value)) }

  /// Whether U+FE0F turns the scalar into a picture two columns wide, and U+FE0E a picture into a character.
  public static func isEmoji(_ scalar: Unicode.Scalar) -> Bool { cicu_is_emoji(scalar.value) }
}
