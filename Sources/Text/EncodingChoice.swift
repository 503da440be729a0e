/// The encoding that one source is read in.
///
/// What was asked for and what the source begins with meet here:
/// - `utf-8` and `auto`: a byte order mark is obeyed, whichever it is.
/// - A name: the mark of that same encoding is dropped. `UTF-16` and `UTF-32` take the byte order of their mark, and are
///   big-endian without (RFC 2781, section 4.3). Every other mark contradicts the name and is an error: hardly a text
///   begins with the letters that its bytes are elsewhere (`ï»¿` in windows-1252, `яю` in windows-1251).
/// - `auto` without a mark: see ``EncodingDetection``.
struct EncodingChoice: Equatable {
  /// The standard name.
  var name: String
  /// `auto` only: of 100.
  var confidence: Int?
  var markLength = 0

  var isUTF8: Bool { name == ByteOrderMark.utf8.encoding }

  /// How much of the start must be known to choose.
  static func needed(_ encoding: Decoding.Encoding) -> Int {
    encoding == .automatic ? EncodingDetection.sampleSize : ByteOrderMark.capacity
  }

  /// - Parameters:
  ///   - encoding: of a ``Decoding`` that has been checked.
  ///   - start: ``needed(_:)`` bytes or more, unless the text is shorter.
  init(_ encoding: Decoding.Encoding, start: [UInt8], path: String) throws(TextError) {
    switch encoding {
    case .utf8:
      let mark = ByteOrderMark.find(in: start)
      self.init(name: mark?.encoding ?? "UTF-8", markLength: mark?.bytes.count ?? 0)
    case .named(let name):
      self = try Self.named(Charset(named: name), start, path)
    case .automatic:
      if let mark = ByteOrderMark.find(in: start) {
        self.init(name: mark.encoding, confidence: 100, markLength: mark.bytes.count)
      } else {
        // How much more than that a read gave says nothing about the text.
        let guess = try EncodingDetection.detect(Array(start.prefix(EncodingDetection.sampleSize)), path: path)
        self.init(name: guess.encoding, confidence: guess.confidence)
      }
    }
  }

  init(name: String, confidence: Int? = nil, markLength: Int = 0) {
    self.name = name
    self.confidence = confidence
    self.markLength = markLength
  }

  private static func named(
    _ charset: Charset, _ start: [UInt8], _ path: String
  ) throws(TextError) -> EncodingChoice {
    // "UTF-16" matches the marks of UTF-16LE and UTF-16BE, a name with a byte order its own.
    let hasOrder = charset.kind == .other
    let own = ByteOrderMark.all.filter {
      hasOrder ? $0.encoding == charset.name : $0.encoding.hasPrefix(charset.name)
    }
    if let mark = ByteOrderMark.find(own, in: start) {
      return EncodingChoice(name: mark.encoding, markLength: mark.bytes.count)
    }
    if let mark = ByteOrderMark.find(in: start) {
      throw .contradictingMark(path: path, named: charset.name, mark: mark.encoding)
    }
    let isOrderMissing = charset.kind == .utf16 || charset.kind == .utf32
    return EncodingChoice(name: isOrderMissing ? charset.name + "BE" : charset.name)
  }
}
