internal import CICU

/// An encoding that a text may be in, and how sure ICU's detector is of it, of 100.
public struct EncodingGuess: Hashable, Sendable {
  public let encoding: String
  public let confidence: Int

  public init(encoding: String, confidence: Int) {
    self.encoding = encoding
    self.confidence = confidence
  }
}

/// Finds the encoding of a text that has no byte order mark.
///
/// ASCII, and text whose sample is UTF-8, are UTF-8, with confidence 100; else ICU's detector decides. Where the sample is
/// ASCII, the question is asked again at the first character beyond.
enum EncodingDetection {
  /// As much of a text as is looked at.
  static let sampleSize = 1 << 20
  /// Guesses below are refused: ICU gives 10 to what it merely cannot rule out.
  static let leastConfidence = 30
  private static let mostGuesses = 16
  private static let utf8 = EncodingGuess(encoding: "UTF-8", confidence: 100)

  /// - Parameter start: of the text, ``sampleSize``, unless the text is shorter.
  /// - Throws: ``TextError/undetectedEncoding(path:guesses:)``.
  static func detect(_ start: [UInt8], path: String) throws(TextError) -> EncodingGuess {
    let foreign = UTF8Validation.asciiPrefix(of: start.span)
    // NUL, shifts and escapes in ASCII may be UTF-16, UTF-32, or one of the encodings of ISO 2022.
    let isPlain = !start.contains { $0 == 0 || $0 == 0x0E || $0 == 0x0F || $0 == 0x1B }
    let isASCII = foreign == start.count
    if isASCII && isPlain { return utf8 }
    // One character over ASCII at least; a Latin letter with an accent at the text's end is none yet.
    if case .valid(let end) = UTF8Validation.verdict(on: start.span, from: 0), end > foreign { return utf8 }
    // The detector counts letters in 8 KiB only; a header in ASCII may be longer.
    let guesses = try guesses(on: isPlain ? start[max(0, foreign - 512)...] : start[...])
    let best = guesses.first { $0.confidence >= leastConfidence }
    if isASCII {
      // Confident of letters, the detector says nothing new here; and NULs alone are no sign of anything.
      if let best, isWide(best.encoding), start.contains(where: { $0 != 0 }) { return best }
      // UTF-16 of Cyrillic is ASCII bytes too: every other one is 04.
      let controls = start.count { $0 < 0x20 && $0 != 0 && !(0x09...0x0D).contains($0) }
      if controls <= start.count / 8 { return utf8 }
    } else if let best {
      return EncodingGuess(encoding: refined(best.encoding, start), confidence: best.confidence)
    }
    throw .undetectedEncoding(path: path, guesses: guesses)
  }

  /// The encoding of `text` that ICU means by one of ISO 8859.
  ///
  /// ICU names the code page of Windows that has the same letters where it meets a byte 80–9F, a control character in
  /// ISO 8859; but it looks for one in the first 8 KiB only. Code pages 1252 and 1254 are the encodings of ISO in all
  /// else, so that they are right for what follows the sample too, as in the Encoding Standard of WHATWG. ICU does not
  /// know ISO-8859-15, which has the euro sign where ISO-8859-1 has ¤, a sign that texts are not written with.
  private static func refined(_ encoding: String, _ text: [UInt8]) -> String {
    let hasControls = text.contains { (0x80...0x9F).contains($0) }
    return switch encoding {
    case "ISO-8859-1": !hasControls && text.contains(0xA4) ? "ISO-8859-15" : "windows-1252"
    case "ISO-8859-9": "windows-1254"
    case "ISO-8859-2" where hasControls: "windows-1250"
    case "ISO-8859-7" where hasControls: "windows-1253"
    case "ISO-8859-8" where hasControls: "windows-1255"
    default: encoding
    }
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
