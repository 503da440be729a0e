import Report
import Testing

@Suite struct DelimitedTextTests {
  /// A reader of RFC 4180 with LF or CR LF at line ends; nil for an empty field without quotation marks.
  private static func csv(_ text: String) -> [[String?]] {
    var rows: [[String?]] = []
    var (row, field, quoted, inside) = ([String?](), "", false, false)
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      if inside {
        if scalar != "\"" {
          field.unicodeScalars.append(scalar)
        } else if index < scalars.count, scalars[index] == "\"" {
          field += "\""
          index += 1
        } else {
          inside = false
        }
      } else if scalar == "\"" {
        (inside, quoted) = (true, true)
      } else if scalar == "," || scalar == "\n" {
        row.append(field.isEmpty && !quoted ? nil : field)
        (field, quoted) = ("", false)
        if scalar == "\n" {
          rows.append(row)
          row = []
        }
      } else {
        field.unicodeScalars.append(scalar)
      }
    }
    return rows
  }

  @Test func csvIsReadBack() {
    let rows = Self.csv(hostileTable().written(.csv))
    #expect(rows.map(\.count).allSatisfy { $0 == 4 } && rows[0] == ["text", "place", "nats_per_token", "ranked"])
    #expect(rows.dropFirst().map { $0[0] } == hostileTexts + [nil])
    #expect(rows[2] == ["", "-1", "1.1", "false"] && rows.last == [nil, nil, nil, nil])
  }

  @Test func onlyWhatNeedsMarksHasThem() {
    var table = Table([.init("a"), .init("b")])
    table.append([.text("plain text"), .text("a,b")])
    table.append([.text("5\" disk"), .real(1e-5)])
    #expect(table.written(.csv) == "a,b\nplain text,\"a,b\"\n\"5\"\" disk\",1e-05\n")
  }

  @Test func tsvIsReadBack() {
    let lines = hostileTable().written(.tsv).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == hostileTexts.count + 3 && lines.last == "")
    let cells = lines.dropFirst().prefix(hostileTexts.count).map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      #expect(fields.count == 4)
      var (text, isEscaped) = ("", false)
      for scalar in fields[0].unicodeScalars {
        if isEscaped {
          text.unicodeScalars.append(scalar == "t" ? "\t" : scalar == "n" ? "\n" : scalar == "r" ? "\r" : scalar)
          isEscaped = false
        } else if scalar == "\\" {
          isEscaped = true
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
      return text
    }
    #expect(cells.map { Array($0.unicodeScalars) } == hostileTexts.map { Array($0.unicodeScalars) })
  }

  /// Formulas of spreadsheets become text; numbers below zero stay numbers.
  @Test func spreadsheetsAreKeptFromFormulas() {
    var table = Table([.init("t"), .init("n")])
    for text in ["=1+1", "+1", "-1", "@SUM", "\tx", "\rx", "a=b", "'a"] { table.append([.text(text), .integer(-1)]) }
    let safe = Self.csv(table.written(.csv, isSafeForSpreadsheets: true))
    #expect(safe.dropFirst().map { $0[0] } == ["'=1+1", "'+1", "'-1", "'@SUM", "'\tx", "'\rx", "a=b", "'a"])
    #expect(safe.dropFirst().allSatisfy { $0[1] == "-1" })
    #expect(Self.csv(table.written(.csv))[1][0] == "=1+1")
    #expect(table.written(.tsv, isSafeForSpreadsheets: true).contains("\n'=1+1\t-1\n"))
  }
}
