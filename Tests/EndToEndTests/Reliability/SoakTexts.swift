import Foundation

/// Small texts of every sort: languages, encodings, attacks, and what is no text at all.
struct SoakTexts {
  /// Lines of the project's own corpora, by language.
  private let languages: [[String]]

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Corpora")
    let names = ["ar", "de", "hi", "ja", "ru", "th", "zh"].map { "multilingual/\($0).txt" }
    languages = try (names + ["english/01-storm-watch.txt"]).map { name in
      try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
        .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// Not gzip: ``SoakFiles`` packs it, now and then.
  func next(_ random: inout SeededRandom) -> [UInt8] {
    var bytes = whole(&random)
    if random.chance(8), !bytes.isEmpty {
      for _ in 0..<random.number(1...4) { bytes[random.number(0...bytes.count - 1)] = UInt8(random.number(0...255)) }
    }
    if random.chance(4) { bytes.removeLast(random.number(0...bytes.count)) }
    return bytes
  }

  private func whole(_ random: inout SeededRandom) -> [UInt8] {
    switch random.number(0...19) {
    case 0...8: Array(lines(of: random.pick(languages), &random).utf8)
    case 9...11: Array(Workdir.story(random.number(20...600)).utf8)
    case 12: Array(languages.map { lines(of: $0, &random) }.joined().utf8)
    case 13: Array((0..<random.number(5...300)).map { _ in random.pick(Self.attacks) + "\n" }.joined().utf8)
    case 14: (0..<random.number(0...5000)).map { _ in UInt8.random(in: 0...255, using: &random) }
    case 15: Array(random.pick(["", "\n", "\n\n\n", " ", "one", "\u{FEFF}", "\0", "\r\r\r", "a b\nc d\n"]).utf8)
    case 16: Array(repeating: UInt8(ascii: "x"), count: random.number(1...140_000)) + [UInt8(ascii: "\n")]
    case 17: Array(lines(of: random.pick(languages), &random).replacing("\n", with: " ").utf8)
    default: encoded(lines(of: random.pick(languages), &random), &random)
    }
  }

  private func lines(of language: [String], _ random: inout SeededRandom) -> String {
    (0..<random.number(3...250)).map { _ in random.pick(language) + random.pick(["\n", "\n", "\n", "\r\n", "\n\n"]) }
      .joined()
  }

  private func encoded(_ text: String, _ random: inout SeededRandom) -> [UInt8] {
    let encoding = random.pick([
      String.Encoding.utf16, .utf16BigEndian, .utf32, .isoLatin1, .windowsCP1251, .shiftJIS, .japaneseEUC,
    ])
    return [UInt8](text.data(using: encoding, allowLossyConversion: true) ?? Data(text.utf8))
  }

  private static let attacks = [
    "'; DROP TABLE corpus; --", "\" OR 1=1", "<script>alert(1)</script>", "</text></svg>", "=HYPERLINK(\"x\")",
    "@SUM(1)",
    "+1", "\u{1B}[2J\u{1B}]0;title\u{7}", "\u{202E}abc\u{202C}", "\u{9B}31m", "<s> </s>", "<unk> <unk>", "<bos>",
    "<eos>",
    "<num>", "a\u{300}\u{301}\u{302}", "👩‍👩‍👧‍👦🏳️‍🌈", "\u{FFFE}\u{FFFF}", "\u{E000}", "x\ty\tz", "\\u{41}\\n\\x41",
    "\0nul\0", "ﬀ ﬃ ǆ İ ı ß", "\u{85}next\u{2028}line", "1e400 NaN -0", "%s%n%x", "../../etc/passwd", "| & ; $(id)",
  ]
}
