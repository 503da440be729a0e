internal import Text

/// UTF-8: judged, repaired and counted as Swift's own strings do it, and the same in two pieces.
enum FuzzedUTF8: FuzzedReader {
  static func run(_ bytes: [UInt8]) throws(BrokenPromise) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    let isRight: Bool
    switch UTF8Validation.verdict(on: bytes.span, from: 0) {
    case .valid(let end) where end == bytes.count: isRight = true
    case .valid(let wrong), .invalid(let wrong):
      isRight = false
      let (before, rest) = (bytes[..<wrong], bytes[wrong...])
      try BrokenPromise.unless(String(validating: before, as: UTF8.self) != nil, "all before the place is UTF-8")
      let length = UTF8Validation.scalarLength(in: bytes.span, at: rest.startIndex)
      try BrokenPromise.unless(length == 0, "no character begins at the place")
    }
    try BrokenPromise.unless(isRight == (String(validating: bytes, as: UTF8.self) != nil), "the verdict is Swift's")
    let whole = repaired(bytes, cut: bytes.count, replace: true)
    try BrokenPromise.unless(whole == Array(text.utf8), "the repair is Swift's")
    let cut = bytes.first.map { Int($0) % (bytes.count + 1) } ?? 0
    try BrokenPromise.unless(repaired(bytes, cut: cut, replace: true) == whole, "two pieces are repaired to the same")
    let skipped = repaired(bytes, cut: cut, replace: false)
    try BrokenPromise.unless(String(validating: skipped, as: UTF8.self) != nil, "what is left is UTF-8")
    let counts = UTF8Validation.counts(of: whole.span)
    var lineFeeds = 0
    for byte in whole where byte == 0x0A { lineFeeds += 1 }
    try BrokenPromise.unless(
      counts.scalars == text.unicodeScalars.count && counts.lineFeeds == lineFeeds, "the counts are Swift's")
    return isRight
  }

  private static func repaired(_ bytes: [UInt8], cut: Int, replace: Bool) -> [UInt8] {
    var text = Array(bytes[..<cut])
    let (end, _) = UTF8Validation.repair(&text, from: 0, last: cut == bytes.count, replace: replace)
    guard cut < bytes.count else { return text }
    text += bytes[cut...]
    _ = UTF8Validation.repair(&text, from: end, last: true, replace: replace)
    return text
  }

  static var seeds: [(name: String, bytes: [UInt8])] {
    let long = String(repeating: "Call me Ishmael. Ça va? Да. 鯨。🐳 ", count: 8)
    return [
      ("long", Array(long.utf8)), ("one-of-each", Array("a\u{80}\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}\n".utf8)),
      // Table 3-8 of The Unicode Standard: what one U+FFFD stands for.
      ("refused-subparts", [0x61, 0xF1, 0x80, 0x80, 0xE1, 0x80, 0xC2, 0x62, 0x80, 0x63, 0x80, 0xBF, 0x64]),
      ("refused-overlong", [0xC0, 0xAF, 0xE0, 0x80, 0xBF, 0xF0, 0x81, 0x82, 0x41]),
      ("refused-surrogates", [0xED, 0xA0, 0x80, 0xED, 0xBF, 0xBF, 0xED, 0xAF, 0x41]),
      ("refused-beyond", [0xF4, 0x91, 0x92, 0x93, 0xFF, 0x41, 0x80, 0xBF, 0x42]),
    ]
  }
}
