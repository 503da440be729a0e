extension HostileFile {
  /// Texts that are none, and tokens beyond the limit.
  static let texts: [HostileFile] = [
    text("a byte that is no UTF-8", Array("a b\nc ".utf8) + [0xFF], ["x.txt:2:", "byte 6"]),
    text("a sequence that is cut off", Array("a b\nc ".utf8) + [0xF0, 0x9F, 0x98], ["x.txt:2:", "byte 6"]),
    text("an overlong slash", Array("a ".utf8) + [0xC0, 0xAF, 0x0A], ["x.txt:1:", "byte 2"]),
    text("half a surrogate in UTF-8", Array("a ".utf8) + [0xED, 0xA0, 0x80, 0x0A], ["x.txt:1:", "byte 2"]),
    text("UTF-16 with half a character", [0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0x62], ["x.txt"]),
    text("UTF-16 with half a surrogate", [0xFF, 0xFE, 0x61, 0, 0x00, 0xD8, 0x0A, 0], ["x.txt"]),
    text("nothing", [], ["x.txt"]),
    text("white space alone", Array("\n \n\t\n".utf8), ["x.txt"]),
    text(
      "a token one byte over the limit", longToken(65537), ["x.txt:2:", "65537 bytes", "65536", "--max-token-bytes"]),
    text("a token of 20 MB", longToken(20_000_000), ["x.txt:2:", "65536"]),
    text("a literal <s>", Array("a b\na <s> b\n".utf8), ["x.txt:2:", "<s>"]),
    text("a compressed tape", [0x1F, 0x8B], ["x.txt", "cut off"]),
  ]

  static func longToken(_ count: Int) -> [UInt8] {
    Array("a b\n".utf8) + Array(repeating: UInt8(ascii: "x"), count: count) + Array("\na b\n".utf8)
  }

  private static func text(_ description: String, _ bytes: [UInt8], _ words: [String]) -> HostileFile {
    HostileFile(
      "text: " + description, "x.txt", bytes, ["tokenize", "x.txt", "--corpus", "d", "--unit", "whitespace"], words)
  }
}
