extension HostileFile {
  /// Vocabularies and counts: lines with tabs.
  static let lists: [HostileFile] = [
    vocabulary("an id that stands twice", "2\t5\t1\ta\n2\t5\t2\tb\n", ["v.tsv:5:", "id 2 where 3"]),
    vocabulary("a gap", "2\t5\t1\ta\n4\t5\t2\tb\n", ["v.tsv:5:", "id 4 where 3"]),
    vocabulary("an id of 2^63", "9223372036854775808\t5\t1\ta\n", ["v.tsv:4:"]),
    vocabulary("an id of 2^63 - 1", "9223372036854775807\t5\t1\ta\n", ["v.tsv:4:", "where 2"]),
    vocabulary("a negative count", "2\t-5\t1\ta\n", ["v.tsv:4:"]),
    vocabulary("an escape that is none", "2\t5\t1\t\\q\n", ["v.tsv:4:"]),
    vocabulary("an escape of a surrogate", "2\t5\t1\t\\u{D800}\n", ["v.tsv:4:"]),
    vocabulary("an escape beyond Unicode", "2\t5\t1\t\\u{FFFFFFFFFF}\n", ["v.tsv:4:"]),
    vocabulary("an escape that does not end", "2\t5\t1\t\\u{41\n", ["v.tsv:4:"]),
    vocabulary("a terminal's orders", "2\t5\t1\t\u{1B}[2J\n", ["v.tsv:4:", "control"]),
    vocabulary("a type that stands twice", "2\t5\t1\ta\n3\t5\t2\t\\u{61}\n", ["v.tsv:5:", "twice"]),
    vocabulary("five columns", "2\t5\t1\ta\tb\n", ["v.tsv:4:"]),
    vocabulary("an empty type", "2\t5\t1\t\n", ["v.tsv:4:"]),
    vocabulary("the end cut off", "2\t5\t1\ta", ["v.tsv:4:", "cut off"]),
    vocabulary("no types", "", ["v.tsv", "no types"]),
    HostileFile(
      "vocabulary: a line of 20 MB", "v.tsv", Array(repeating: 0x61, count: 20_000_000),
      ["tokenize", "t.txt", "--corpus", "d", "--unit", "whitespace", "--vocabulary-from", "v.tsv"], ["v.tsv:1:"]),
    counts("a negative count", "a\t-1\n", ["n.txt:1:", "no count"]),
    counts("a count of 2^64", "a\t18446744073709551616\n", ["n.txt:1:", "2^64"]),
    counts("a sum beyond 2^64", "a\t18446744073709551615\n", ["n.txt", "2^64"], twice: true),
    counts("lines that fall", "b\t1\na\t1\n", ["n.txt:2:", "sort"]),
    counts("a line that stands twice", "a\t1\na\t1\n", ["n.txt:2:", "twice"]),
    counts("no count", "a\n", ["n.txt:1:", "no tab"]),
    counts("a count that is a word", "a\t\u{1B}[2J\n", ["n.txt:1:", "no count"]),
    counts("an empty word", "a  b\t1\n", ["n.txt:1:", "empty"]),
    counts("the end cut off", "a\t1", ["n.txt:1:", "cut off"]),
    counts("a line of 20 MB", String(repeating: "a", count: 20_000_000), ["n.txt:1:"]),
  ]

  static let vocabularyBeginning = "id\tcount\trank\ttoken\n0\t0\t\t<unk>\n1\t20\t\t<eos>\n"

  private static func vocabulary(_ description: String, _ rows: String, _ words: [String]) -> HostileFile {
    HostileFile(
      "vocabulary: " + description, "v.tsv", Array((vocabularyBeginning + rows).utf8),
      ["tokenize", "t.txt", "--corpus", "d", "--unit", "whitespace", "--vocabulary-from", "v.tsv"], words)
  }

  private static func counts(
    _ description: String, _ text: String, _ words: [String], twice: Bool = false
  ) -> HostileFile {
    HostileFile(
      "counts: " + description, "n.txt", Array(text.utf8), ["merge", "n.txt"] + (twice ? ["./n.txt"] : []), words)
  }
}
