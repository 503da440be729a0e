extension HostileFile {
  /// ARPA files whose counts, sections, words or numbers lie.
  static let arpa: [HostileFile] = [
    arpa(
      "counts of 2^63", replacing: "ngram 1=5", "ngram 1=9223372036854775808", ["m.arpa:12:", "section of order 1"]),
    arpa(
      "counts beyond 2^64", replacing: "ngram 1=5", "ngram 1=99999999999999999999", ["m.arpa:2:", "ngram ORDER=COUNT"]),
    arpa(
      "counts of 10^18 before any line", bytes: "\\data\\\nngram 1=1000000000000000000\n\n\\1-grams:\n",
      ["m.arpa:4:", "cut off"]),
    arpa("a negative count", replacing: "ngram 2=4", "ngram 2=-4", ["m.arpa:3:", "ngram ORDER=COUNT"]),
    arpa("no count at all", replacing: "ngram 1=5\nngram 2=4\n", "", ["m.arpa:3:", "ngram ORDER=COUNT"]),
    arpa("more n-grams than announced", replacing: "ngram 2=4", "ngram 2=3", ["m.arpa:16:", "than the 3"]),
    arpa("fewer n-grams than announced", replacing: "ngram 2=4", "ngram 2=5", ["m.arpa:18:", "announces 5"]),
    arpa("order 1000", replacing: "ngram 2=4", "ngram 1000=4", ["m.arpa:3:", "order"]),
    arpa("order 2^64", replacing: "ngram 2=4", "ngram 18446744073709551617=4", ["m.arpa:3:"]),
    arpa(
      "seventeen orders", replacing: "ngram 2=4\n", (2...17).map { "ngram \($0)=4\n" }.joined(),
      ["m.arpa:18:", "is 16"]),
    arpa("a section that is missing", replacing: "\\2-grams:", "\\3-grams:", ["m.arpa:12:", "\\2-grams:"]),
    arpa("no \\end\\", replacing: "\\end\\\n", "", ["m.arpa:17:", "\\end\\"]),
    arpa("text after \\end\\", replacing: "\\end\\\n", "\\end\\\nngram 1=5\n", ["m.arpa:19:", "after"]),
    arpa("an n-gram that stands twice", replacing: "-0.5 a a", "-0.5 a b", ["m.arpa:16:", "line 14"]),
    arpa("a word that stands twice", replacing: "-0.6 b -0.3", "-0.6 a -0.3", ["m.arpa:10:", "already"]),
    arpa("a probability that is NaN", replacing: "-0.5 a a", "nan a a", ["m.arpa:16:", "number"]),
    arpa("an infinite probability", replacing: "-0.5 a a", "inf a a", ["m.arpa:16:"]),
    arpa("a probability above 1", replacing: "-0.5 a a", "0.5 a a", ["m.arpa:16:", "above 1"]),
    arpa("a number beyond any", replacing: "-0.5 a a", "1e999999999999999999999 a a", ["m.arpa:16:"]),
    arpa("a back-off that is NaN", replacing: "-0.6 a -0.3", "-0.6 a nan", ["m.arpa:9:", "back-off"]),
    arpa("a back-off of 10^308", replacing: "-0.6 a -0.3", "-0.6 a 1e308", ["m.arpa:9:", "back-off"]),
    arpa("a word that is not listed", replacing: "-0.5 a a", "-0.5 a zzz", ["m.arpa:16:", "1-grams"]),
    arpa("a token with NUL", replacing: "-0.5 a a", "-0.5 a a\0", ["m.arpa:16:"]),
    arpa(
      "a token that is not UTF-8",
      bytes: Array(validARPA.replacing("-0.6 b -0.3\n", with: "").utf8) + [0x2D, 0x31, 0x20, 0xFF, 0xFE, 0x0A],
      ["m.arpa:"]),
    arpa(
      "a line of 10 MB", replacing: "-0.5 a a", "-0.5 a " + String(repeating: "a", count: 10_000_000), ["m.arpa:16:"]),
    arpa("a binary file", bytes: (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 151) }, ["m.arpa:", "\\data\\"]),
    arpa("nothing", bytes: [], ["m.arpa:", "\\data\\"]),
  ]

  static let validARPA = """
    \\data\\
    ngram 1=5
    ngram 2=4

    \\1-grams:
    -1 <unk>
    -99 <s> -0.3
    -0.6 </s>
    -0.6 a -0.3
    -0.6 b -0.3

    \\2-grams:
    -0.3 <s> a
    -0.3 a b
    -0.3 b </s>
    -0.5 a a

    \\end\\

    """

  private static func arpa(_ description: String, bytes: [UInt8], _ words: [String]) -> HostileFile {
    HostileFile("ARPA: " + description, "m.arpa", bytes, ["import", "m.arpa", "--name", "m"], words)
  }

  private static func arpa(_ description: String, bytes: String, _ words: [String]) -> HostileFile {
    arpa(description, bytes: Array(bytes.utf8), words)
  }

  private static func arpa(
    _ description: String, replacing part: String, _ other: String, _ words: [String]
  ) -> HostileFile {
    precondition(validARPA.contains(part), "the valid file has what is to be replaced: \(part)")
    return arpa(description, bytes: validARPA.replacing(part, with: other), words)
  }
}
