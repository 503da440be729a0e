import Testing

@testable import Report

@Suite struct DisplayWidthTests {
  /// What Python's wcwidth 0.9.4 says of emoji with colours, joined families, flags, keycaps and variation selectors, of
  /// East Asian, Indic, Thai, Semitic and other scripts, and of signs.
  private static let recorded: [Int: String] = [
    1: "❤ ☎︎ ⌚︎ ✔ ™ → ｱ é ก็ ཨོཾ α Ж … — „ € ½ ﬁ ① ─ █ ▂ ⠿ 𝔸 𓀀",
    2: "👩🏻 👨‍👩‍👧 👩🏽‍🚀 🏳️‍🌈 🤷‍♀️ ❤️‍🔥 🇩🇪 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇩 1️⃣ #️⃣ ❤️ ⌚ 😀 ㊙ ㊙️ ©️ ☕ ✔️ ｶﾞ が 한 １ 𠀀 🀄 กำ ؀١ ㎏",
    3: "เด็ก",
    4: "がぎ 中文 नमस्ते हिन्दी বাংলা தமிழ் አማርኛ",
    5: "क्षत्रिय မြန်မာ עִבְרִית",
    6: "日本語 한국어 മലയാളം",
    7: "العَرَبِيَّة",
    8: "カタカナ",
  ]

  @Test(arguments: recorded.keys.sorted()) func columnsAreThoseOfTerminals(columns: Int) throws {
    for text in try #require(Self.recorded[columns]).split(separator: " ") {
      #expect(
        DisplayWidth.of(String(text)) == columns, "\(text), \(text.unicodeScalars.map { String($0.value, radix: 16) })")
    }
  }

  /// A colour makes a picture even of a hand that is none by itself: here wcwidth says 1, and terminals draw two.
  @Test func aColourMakesAPicture() {
    #expect(DisplayWidth.of("\u{261D}") == 1 && DisplayWidth.of("\u{261D}\u{1F3FB}") == 2)
  }

  @Test func whatIsNotSeenTakesNothing() {
    for text in ["", "\u{200B}", "\u{2060}", "\u{FEFF}", "\u{0301}", "\r\n", "\u{1B}", "\u{9B}", "\u{7F}", "\u{3164}"] {
      #expect(DisplayWidth.of(text) == 0, "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
    }
  }

  /// A text is as wide as its clusters, each at most two.
  @Test func widthsAddUp() {
    let words = Self.recorded.values.flatMap { $0.split(separator: " ").map(String.init) }
    #expect(DisplayWidth.of(words.sorted().joined(separator: " ")) == words.reduce(-1) { $0 + 1 + DisplayWidth.of($1) })
    #expect(words.allSatisfy { $0.allSatisfy { (0...2).contains(DisplayWidth.columns($0)) } })
  }
}
