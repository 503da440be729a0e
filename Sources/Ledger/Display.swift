/// What the shells that show the database may print: no text in it holds a character that a terminal obeys.
enum Display {
  /// C0 and C1 controls and DEL: what the CHECKs of the schema refuse in displayed columns.
  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }

  /// Whether UTF-8 holds one of them: for text that goes into columns without such a CHECK, by millions of rows.
  static func hasControl(_ text: Span<UInt8>) -> Bool {
    var before: UInt8 = 0
    for index in text.indices {
      let byte = text[index]
      if byte < 0x20 || byte == 0x7F || (before == 0xC2 && byte < 0xA0) { return true }
      before = byte
    }
    return false
  }

  /// Whether bytes are shown as they are: visible ASCII and spaces.
  static func isVisibleASCII(_ bytes: Span<UInt8>) -> Bool {
    for index in bytes.indices where !(0x20..<0x7F).contains(bytes[index]) { return false }
    return true
  }

  /// What is not seen and changes how the rest is shown. Joiners belong to words and emoji.
  static func isFormat(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .format && scalar.value != 0x200C && scalar.value != 0x200D
  }

  /// A name as it was given: what it must not hold is written `\u{…}`, so that whoever gave it finds it.
  static func name(_ name: String) -> String {
    var shown = ""
    for scalar in name.unicodeScalars {
      if isControl(scalar) || isFormat(scalar) {
        shown += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// The text on one line, each control character replaced by U+FFFD: for messages, which may quote anything.
  static func line(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { line.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
    return String(line)
  }
}

extension Ledger {
  /// Refuses what cannot name a corpus or a model: call it before work starts.
  ///
  /// - Throws: ``LedgerError/badName(_:)`` unless `name` has 1 to 200 Unicode scalars, something to be seen, and no
  ///   control or format characters (those that turn the direction of text among them), joiners excepted.
  public static func check(name: String) throws(LedgerError) {
    let scalars = name.unicodeScalars
    guard (1...200).contains(scalars.count), !scalars.allSatisfy(\.properties.isWhitespace),
      !scalars.contains(where: { Display.isControl($0) || Display.isFormat($0) })
    else {
      throw .badName(name)
    }
  }

  /// Refuses what cannot name a new model: call it before work starts. Older databases may have such names.
  ///
  /// - Throws: ``LedgerError/badName(_:)`` as ``check(name:)``; ``LedgerError/commaInName(_:)``, since options that take
  ///   several models have commas between them.
  public static func check(newModel name: String) throws(LedgerError) {
    try check(name: name)
    if name.utf8.contains(UInt8(ascii: ",")) { throw .commaInName(name) }
  }
}
