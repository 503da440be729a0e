import Foundation
import Report
import Testing

@Suite struct TableWriterTests {
  private static func sample() -> Table {
    var table = Table([
      .init("model"), .init("perplexity", .perplexity), .init("stored_bytes", title: "stored", .bytes),
    ])
    table.append([.text("a"), .real(57.7213), .integer(1_500_000)])
    table.append([.text("long-name"), .none, .integer(7)])
    return table
  }

  @Test func alignedForPeople() {
    #expect(
      Self.sample().written(.table) == """
        model      perplexity  stored
        a               57.72  1.5 MB
        long-name           –     7 B

        """)
  }

  @Test func theBestRowIsBold() {
    let lines = Self.sample().written(.table, bold: [0]).split(separator: "\n")
    #expect(lines[1] == "\u{1B}[1ma               57.72  1.5 MB\u{1B}[0m" && !lines[2].contains("\u{1B}"))
    for format in OutputFormat.allCases where format != .table {
      #expect(Self.sample().written(format, bold: [0]) == Self.sample().written(format))
    }
  }

  @Test func exactForPrograms() {
    #expect(
      Self.sample().written(.jsonl) == """
        {"model":"a","perplexity":57.7213,"stored_bytes":1500000}
        {"model":"long-name","perplexity":null,"stored_bytes":7}

        """)
    #expect(
      Self.sample().written(.json).hasPrefix(
        """
        [
          {
            "model": "a",
            "perplexity": 57.7213,
            "stored_bytes": 1500000
          },
          {
        """))
  }

  /// JSON and JSON lines hold the same, with every key in every row, and come back as what they were.
  @Test func jsonIsReadBack() throws {
    struct Row: Decodable, Equatable {
      let text: String?
      let place: Int?
      let nats_per_token: Double?
      let ranked: Bool?
    }
    let table = hostileTable()
    let whole = try JSONDecoder().decode([Row].self, from: Data(table.written(.json).utf8))
    let lines = try table.written(.jsonl).split(separator: "\n").map { line in
      #expect(Set(try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]).keys).count == 4)
      return try JSONDecoder().decode(Row.self, from: Data(line.utf8))
    }
    #expect(whole == lines && whole.map(\.text) == hostileTexts + [nil])
    #expect(whole.dropLast().map(\.place) == hostileTexts.indices.map { -$0 } && whole.last?.ranked == nil)
    #expect(whole.dropLast().map(\.nats_per_token) == hostileTexts.indices.map { 0.1 + Double($0) })
    #expect(whole[0].ranked == true && whole[1].ranked == false)
  }

  /// Without rows: a header, an empty array, or nothing.
  @Test func noRows() {
    let empty = Table([.init("a"), .init("b")])
    #expect(
      OutputFormat.allCases.map { empty.written($0) } == [
        "a  b\n", "[]\n", "", "a,b\n", "a\tb\n", "| a   | b   |\n| --- | --- |\n",
      ])
  }

  /// Nothing that a terminal obeys, in no format; and in the exact ones only where nobody looks.
  @Test func nothingActsOnATerminal() {
    for format in OutputFormat.allCases {
      #expect(obeyed(hostileTable().written(format, forTerminal: true)).isEmpty, "\(format)")
    }
    for format in [OutputFormat.table, .json, .jsonl, .markdown] {
      #expect(obeyed(hostileTable().written(format)).isEmpty, "\(format)")
    }
    #expect(hostileTable().written(.csv).contains("\u{1B}[2J") && hostileTable().written(.tsv).contains("\u{9B}31m"))
  }
}
