internal import Text

/// Writes generated tokens as text: words spaced as in writing (``GeneratedSpacing``), a space between what was parted by
/// white space, nothing between clusters, a line's end for `<eos>`; or JSON, an object a token:
///
///     {"segment":0,"token":"whale","id":17,"p":0.0123}
///
/// `p` is what the model gives the token, before temperature and cuts. JSON has no prefix.
struct GeneratedText {
  /// What has been laid out and not taken.
  private(set) var output: [UInt8] = []

  private let separator: [UInt8]
  private let asJSON: Bool
  private let isCharacters: Bool
  private let writer: TokenWriter
  /// Nil where tokens are not words of a language.
  private var spacing: GeneratedSpacing?
  private var isLineOpen = false
  private var segment = 0

  init(_ settings: TokenizerSettings, _ form: TokenWriter.Form) {
    asJSON = form == .json
    isCharacters = settings.unit == .char
    spacing = settings.unit == .word ? GeneratedSpacing() : nil
    separator = isCharacters ? [] : [UInt8(ascii: " ")]
    // White space in a word would look like that between words; clusters are the text itself.
    writer = TokenWriter(form, escapesSpaces: settings.unit == .word)
  }

  mutating func addPrefix(_ token: [UInt8], isEnd: Bool) {
    if !asJSON { addText(token, isEnd: isEnd) }
    if isEnd { segment += 1 }
  }

  mutating func add(_ token: [UInt8], _ id: UInt32, isEnd: Bool, probability: Double) {
    if asJSON {
      output += "{\"segment\":\(segment),\"token\":\"".utf8
      writer.append(token[...], to: &output)
      output += "\",\"id\":\(id),\"p\":\(Float(probability))}\n".utf8
    } else {
      addText(token, isEnd: isEnd)
    }
    if isEnd { segment += 1 }
  }

  private mutating func addText(_ token: [UInt8], isEnd: Bool) {
    if isEnd || (isCharacters && token == [Self.lineFeed]) {
      output.append(Self.lineFeed)
      isLineOpen = false
      spacing?.reset()
    } else {
      // Asked of the first word of a line too: what it is decides on the next.
      let isSpaced = spacing?.isSpaced(before: token) ?? true
      if isLineOpen && isSpaced { output += separator }
      writer.append(token[...], to: &output)
      isLineOpen = true
    }
  }

  /// Some lines, so that who watches sees them come.
  var isWorthWriting: Bool { output.count >= 256 || (!isLineOpen && !output.isEmpty) }

  mutating func clear() { output.removeAll(keepingCapacity: true) }

  /// What is left, its last line ended.
  mutating func end() -> [UInt8] {
    if isLineOpen { output.append(Self.lineFeed) }
    isLineOpen = false
    defer { clear() }
    return output
  }

  private static let lineFeed = UInt8(ascii: "\n")
}
