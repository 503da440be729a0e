internal import CICU

/// What may be shown and stored of bytes that came from anywhere: text without anything that acts on a terminal.
public enum DisplayText {
  /// The bytes as one line of visible characters.
  ///
  /// Controls, format characters (bidi controls and zero-width ones among them), line and paragraph separators,
  /// noncharacters, unassigned and private characters become `\u{…}`; tab, line feed and carriage return `\t`, `\n`,
  /// `\r`; bytes that are not UTF-8 `\x..`; a backslash `\\`, so that no two texts look the same unless cut. What
  /// follows the first `limit` characters becomes an ellipsis.
  ///
  /// - Complexity: O(`limit`), not O(`bytes.count`).
  public static func escaped(_ bytes: [UInt8], limit: Int = 200) -> String {
    var text = ""
    var position = 0
    var count = 0
    while position < bytes.count {
      if count == limit { return text + "…" }
      count += 1
      let length = UTF8Validation.scalarLength(in: bytes.span, at: position)
      if length == 0 {
        text += #"\x"# + hexadecimal(UInt32(bytes[position]), digits: 2)
        position += 1
      } else {
        append(UTF8Validation.scalar(in: bytes.span, at: position, length: length), to: &text)
        position += length
      }
    }
    return text
  }

  private static func append(_ scalar: Unicode.Scalar, to text: inout String) {
    switch scalar {
    case "\\": text += #"\\"#
    case "\t": text += #"\t"#
    case "\n": text += #"\n"#
    case "\r": text += #"\r"#
    default:
      if cicu_kind(scalar.value) == CICU_VISIBLE {
        text.unicodeScalars.append(scalar)
      } else {
        text += #"\u{"# + hexadecimal(scalar.value, digits: 1) + "}"
      }
    }
  }

  private static func hexadecimal(_ number: UInt32, digits: Int) -> String {
    let short = String(number, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - short.count)) + short
  }
}
