import Report
import Testing

@Suite struct MarkdownTests {
  @Test func figuresStandToTheRight() {
    var table = Table([.init("model"), .init("perplexity", .perplexity)])
    table.append([.text("日本"), .real(57.7213)])
    table.append([.text("lstm_200"), .none])
    #expect(
      table.written(.markdown) == """
        | model    | perplexity |
        | -------- | ---------: |
        | 日本     |      57.72 |
        | lstm_200 |          – |

        """)
  }

  /// A row is a line with as many unescaped bars as there are cells, whatever the cells hold.
  @Test func noCellEndsItself() {
    let lines = hostileTable().written(.markdown).split(separator: "\n")
    #expect(lines.count == hostileTexts.count + 3)
    for line in lines {
      var (bars, isEscaped) = (0, false)
      for character in line.unicodeScalars {
        if character == "|", !isEscaped { bars += 1 }
        isEscaped = character == "\\" && !isEscaped
      }
      #expect(bars == 5, "\(line)")
    }
  }

  @Test func nothingBecomesMarkup() {
    var table = Table([.init("t")])
    for text in ["<unk>", "**b**", "_i_", "a_b", "`c`", "[l](u)", "a\\", "&lt;", "~~s~~", "$x$"] {
      table.append([.text(text)])
    }
    let cells = table.written(.markdown).split(separator: "\n").dropFirst(2).map { line in
      String(line.dropFirst(2).prefix { $0 != " " })
    }
    #expect(
      cells == [
        #"\<unk\>"#, #"\*\*b\*\*"#, #"\_i\_"#, "a_b", #"\`c\`"#, #"\[l\](u)"#, #"a\\"#, #"\&lt;"#, #"\~\~s\~\~"#,
        #"\$x\$"#,
      ])
  }
}
