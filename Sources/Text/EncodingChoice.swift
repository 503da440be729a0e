internal import CICU

/// The encoding that one source is read in.
///
/// What was asked for and what the source begins with meet here:
/// - `utf-8` and `auto`: a byte order mark is obeyed, whichever it is.
/// - A name: the mark of that same encoding is dropped. `UTF-16` and `UTF-32` take the byte order of their mark, and are
///   big-endian without (RFC 2781, section 4.3). Every other mark contradicts the name and is an error: hardly a text
///   begins with the letters that its bytes are elsewhere (`ï»¿` in windows-1252, `яю` in windows-1251).
/// - `auto` without a mark: ASCII, and text whose first MiB is UTF-8, are UTF-8; else ICU's detector decides. It counts
///   letters in 8 KiB only, and so is shown the text from shortly before the first byte over 0x7F.
struct EncodingChoice: Equatable {
  /// As much of a text as `auto` looks at.
  static let sampleSize = 1 << 20
  /// Guesses below are refused: ICU gives 10 to what it merely cannot rule out.
  static let leastConfidence = 30
  private static let mostGuesses = 16

  /// The standard name.
  var name: String
  /// `auto` only: of 100.
  var confidence: Int?
  var markLength = 0

  var isUTF8: Bool { name == ByteOrderMark.utf8.encoding }

  /// How much of the start must be known to choose.
  static func needed(_ encoding: Decoding.Encoding) -> Int {
    encoding == .automatic ? sampleSize : ByteOrderMark.capacity
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
        self = try Self.detected(start, path)
      }
    }
  }

  private init(name: String, confidence: Int? = nil, markLength: Int = 0) {
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

  private static func detected(_ start: [UInt8], _ path: String) throws(TextError) -> EncodingChoice {
    let utf8 = EncodingChoice(name: "UTF-8", confidence: 100)
    let foreign = UTF8Validation.asciiPrefix(of: start.span)
    // NUL, shifts and escapes in ASCII may be UTF-16, UTF-32, or one of the encodings of ISO 2022.
    let isPlain = !start.contains { $0 == 0 || $0 == 0x0E || $0 == 0x0F || $0 == 0x1B }
    let isASCII = foreign == start.count
    if isASCII && isPlain { return utf8 }
    // One character over ASCII at least; a Latin letter with an accent at the text's end is none yet.
    if case .valid(let end) = UTF8Validation.verdict(on: start.span, from: 0), end > foreign { return utf8 }
    let guesses = try guesses(on: isPlain ? start[max(0, foreign - 512)...] : start[...])
    let best = guesses.first { $0.confidence >= leastConfidence }
    if isASCII {
      // Confident of letters, the detector says nothing new here; and NULs alone are no sign of anything.
      if let best, isWide(best.encoding), start.contains(where: { $0 != 0 }) {
        return EncodingChoice(name: best.encoding, confidence: best.confidence)
      }
      // UTF-16 of Cyrillic is ASCII bytes too: every other one is 04.
      let controls = start.count { $0 < 0x20 && $0 != 0 && !(0x09...0x0D).contains($0) }
      if controls <= start.count / 8 { return utf8 }
    } else if let best {
      return EncodingChoice(name: best.encoding, confidence: best.confidence)
    }
    throw .undetectedEncoding(path: path, guesses: guesses)
  }

  private static func isWide(_ encoding: String) -> Bool {
    ["UTF-16", "UTF-32", "ISO-2022"].contains { encoding.hasPrefix($0) }
  }

  private static func guesses(on sample: ArraySlice<UInt8>) throws(TextError) -> [EncodingGuess] {
    var guesses = [cicu_guess](repeating: cicu_guess(), count: mostGuesses)
    var found = 0
    let code = unsafe sample.withUnsafeBufferPointer { bytes in
      unsafe guesses.withUnsafeMutableBufferPointer {
        unsafe cicu_detect(bytes.baseAddress, Int32(clamping: bytes.count), $0.baseAddress, $0.count, &found)
      }
    }
    try ICU.check(code, "detecting an encoding")
    return guesses.prefix(found).map { guess in
      let name = unsafe withUnsafeBytes(of: guess.charset) { unsafe Array($0.prefix { $0 != 0 }) }
      return EncodingGuess(encoding: String(decoding: name, as: UTF8.self), confidence: Int(guess.confidence))
    }
  }
}

/// An encoding that a text may be in, and how sure ICU's detector is of it, of 100.
public struct EncodingGuess: Hashable, Sendable {
  public let encoding: String
  public let confidence: Int
}
