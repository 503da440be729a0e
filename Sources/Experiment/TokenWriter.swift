/// Writes tokens, one after the other, in the form that a reader of them needs.
struct TokenWriter {
  enum Form: Sendable {
    /// As they are; white space within one is escaped, unless white space divides tokens: then there is none of ASCII's,
    /// which divides them here too.
    case exact
    /// For a terminal: whatever it would obey, or cannot show, is escaped too.
    case visible
    /// The inside of a JSON string, where the same is escaped: no less exact to what reads JSON.
    case json
  }

  private let form: Form
  private let escapesSpaces: Bool
  /// Bytes that a token may need an escape for; tokens without are copied.
  private let special: [Bool]

  /// - Parameter escapesSpaces: whether a token may hold a space or line end that would look like one between tokens.
  init(_ form: Form, escapesSpaces: Bool) {
    self.form = form
    self.escapesSpaces = escapesSpaces
    special = (0...255).map { byte in
      switch form {
      // Lead bytes of U+0085, U+1680, U+2000 and on, U+3000 among them.
      case .exact: escapesSpaces && (byte <= 0x20 || [0xC2, 0xE1, 0xE2, 0xE3].contains(byte))
      case .visible: byte < 0x20 || byte >= 0x7F || (escapesSpaces && byte == 0x20)
      case .json: byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
      }
    }
  }

  /// Appends a token, UTF-8.
  func append(_ token: ArraySlice<UInt8>, to output: inout [UInt8]) {
    for byte in token where special[Int(byte)] {
      for scalar in String(decoding: token, as: UTF8.self).unicodeScalars { append(scalar, to: &output) }
      return
    }
    output += token
  }

  private func append(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
    let isHidden = form != .exact && Self.isHidden(scalar)
    if form == .json {
      if scalar == "\"" || scalar == "\\" {
        output += [UInt8(ascii: "\\"), UInt8(scalar.value)]
      } else if isHidden {
        for unit in UTF16.encode(scalar) ?? .init() {
          output += Array(#"\u\#(Self.hexadecimal(unit, digits: 4))"#.utf8)
        }
      } else {
        output += UTF8.encode(scalar) ?? .init()
      }
    } else if isHidden || (escapesSpaces && scalar.properties.isWhitespace) {
      output += Array(Self.escape(scalar).utf8)
    } else {
      output += UTF8.encode(scalar) ?? .init()
    }
  }

  /// What `lmctl export --format vocabulary` writes too. Nothing else in a token looks like it: of units `word` and
  /// `char` a backslash is a token of its own, that only marks may follow.
  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\t": #"\t"#
    case "\n": #"\n"#
    case "\r": #"\r"#
    default: #"\u{"# + String(scalar.value, radix: 16, uppercase: true) + "}"
    }
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  private static func hexadecimal(_ number: UInt16, digits: Int) -> String {
    let short = String(number, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - short.count)) + short
  }
}
