internal import Text

/// Text in any encoding that may be named: the same for any size of blocks, and always UTF-8 in the end.
///
/// The first byte chooses the encoding, the second what becomes of wrong bytes, and the sizes.
enum FuzzedEncodings: FuzzedReader {
  private static let encodings: [Decoding.Encoding] =
    [.utf8, .automatic] + Decoding.encodingNames.map { .named($0) }

  /// A tokenizer for each encoding and rule, made when it is first needed; from one thread.
  nonisolated(unsafe) private static var made: [Int: Tokenizer] = [:]

  static func run(_ bytes: [UInt8]) throws(BrokenPromise) -> Bool {
    guard bytes.count >= 2 else { return false }
    let (encoding, rule) = (Int(bytes[0]) % encodings.count, Int(bytes[1]) % 3)
    let tokenizer = try tokenizer(encoding, rule)
    MemoryFile.shared.hold(bytes[2...])
    let whole = Self.read(tokenizer, chunkSize: bytes.count, blockSize: bytes.count)
    let inPieces = Self.read(
      tokenizer, chunkSize: 1 + 4 * Int(bytes[1] >> 4), blockSize: 1 + 3 * Int(bytes[1] >> 2 & 7))
    switch (whole, inPieces) {
    case (.success(let whole), .success(let inPieces)):
      try BrokenPromise.unless(whole == inPieces, "pieces are the same text")
      try BrokenPromise.unless(String(validating: whole.bytes, as: UTF8.self) != nil, "the text is UTF-8")
      try BrokenPromise.unless(whole.extent.bytes == whole.bytes.count, "its bytes are counted")
      return true
    case (.failure(let whole), .failure(let inPieces)):
      try BrokenPromise.unless(whole == inPieces, "pieces are refused alike: \(whole), \(inPieces)")
      return false
    default: throw BrokenPromise("what is refused whole is refused in pieces: \(whole), \(inPieces)")
    }
  }

  private static func tokenizer(_ encoding: Int, _ rule: Int) throws(BrokenPromise) -> Tokenizer {
    let key = 3 * encoding + rule
    if let known = unsafe made[key] { return known }
    let decoding = Decoding(encoding: encodings[encoding], invalid: InvalidInput.allCases[rule], maxExpanded: 1 << 16)
    let tokenizer = try BrokenPromise.on("a tokenizer for each encoding") {
      try Tokenizer(TokenizerSettings(unit: .whitespace, decoding: decoding))
    }
    unsafe made[key] = tokenizer
    return tokenizer
  }

  private struct Text: Equatable {
    var bytes: [UInt8] = []
    var extent = SourceExtent()
    var lines = 0
    var invalid = 0
    var encoding = ""
  }

  private static func read(_ tokenizer: Tokenizer, chunkSize: Int, blockSize: Int) -> Result<Text, TextError> {
    do throws(TextError) {
      var text = Text()
      let reader = try tokenizer.reader(
        of: MemoryFile.shared.source, chunkSize: chunkSize, blockSize: blockSize)
      while let chunk = try reader.next() { text.bytes += chunk.bytes }
      let summary = try reader.finish()
      (text.extent, text.lines, text.invalid) = (summary.extent, summary.lines, summary.invalid)
      text.encoding = summary.encoding
      return .success(text)
    } catch { return .failure(error) }
  }

  static var seeds: [(name: String, bytes: [UInt8])] {
    let text = Array("Call me Ishmael.\r\nSome years ago\n".utf8)
    let wide = Array("Été, 鯨 🐳\n".utf16)
    func first(_ name: String) -> UInt8 {
      UInt8(encodings.firstIndex(of: .named(name)).map { $0 % 256 } ?? 0)
    }
    return [
      ("utf8", [0, 0] + text + Array("Ça va? 鯨 🐳\n".utf8)),
      ("utf8-repaired", [0, 0x16] + text + [0xE9, 0x41, 0xF0, 0x9F]),
      ("auto", [1, 0x24] + text + [0x63, 0x61, 0x66, 0xE9, 0x0A]),
      ("utf16-mark", [0, 0x13, 0xFF, 0xFE] + wide.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }),
      (
        "utf16be",
        [first("UTF-16BE"), 0x31] + wide.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] } + [
          0xD8, 0x00, 0x41,
        ]
      ),
      ("shift-jis", [first("Shift_JIS"), 0x10, 0x8C, 0x7E, 0x82, 0xCD, 0x0A, 0x93, 0xFA, 0x96, 0x7B]),
      ("iso-2022-jp", [first("ISO-2022-JP"), 0x40, 0x1B, 0x24, 0x42, 0x37, 0x5F, 0x1B, 0x28, 0x42, 0x0A]),
      ("gb18030", [first("GB18030"), 0x22, 0xBE, 0xA8, 0x84, 0x31, 0xA4, 0x37, 0x0A]),
      ("windows-1252", [first("windows-1252"), 0x51, 0x63, 0x61, 0x66, 0xE9, 0x81, 0x0A]),
    ]
  }
}
