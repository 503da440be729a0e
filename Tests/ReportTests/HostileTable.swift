import Report

/// Texts that mean something to every format, and a table of them.
let hostileTexts = [
  "plain", "", " spaced ", "a,b", "say \"so\"", "two\nlines", "cr\rlf\r\n", "tab\there", "back\\slash\\n", "p|pe",
  "<unk>",
  "<script>alert(1)</script>", "*bold* _it_ `code` [a](b) ~~x~~ &amp; $x$", "snake_case", "=1+1", "+1", "-1", "@SUM",
  "'quoted", "\u{1B}[2J", "\u{9B}31m", "\u{202E}gnp", "\u{2028}", "\u{E0041}", "日本語", "👨‍👩‍👧", "e\u{301}", "null", "–", "#",
  "\u{7F}",
]

func hostileTable() -> Table {
  var table = Table([.init("text", .text), .init("place", .number), .init("nats_per_token", .real(2)), .init("ranked")])
  for (place, text) in hostileTexts.enumerated() {
    table.append([.text(text), .integer(-place), .real(0.1 + Double(place)), .flag(place % 2 == 0)])
  }
  table.append([.none, .none, .none, .none])
  return table
}

/// What a terminal would obey, but for line ends and tabs.
func obeyed(_ text: String) -> [Unicode.Scalar] {
  text.unicodeScalars.filter { scalar in
    switch scalar.properties.generalCategory {
    case .control: scalar != "\n" && scalar != "\t"
    case .format: scalar != "\u{200D}"
    case .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
