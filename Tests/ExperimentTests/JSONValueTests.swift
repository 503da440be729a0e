import Foundation
import Testing

@testable import Experiment

@Suite struct JSONValueTests {
  private func lines(_ text: String) -> [String] { JSONValue(parsing: text).lines.map { "\($0.path)=\($0.value)" } }

  @Test func valuesHaveTheWayToThem() {
    #expect(
      lines(#"{"b":{"y":[1,2.5,"x"],"x":null},"a":true,"c":[],"d":{}}"#) == [
        "a=yes", "b.x=–", "b.y=1, 2.5, x", "c=–", "d=–",
      ])
    #expect(lines(#"[{"path":"a"},{"path":"b"}]"#) == ["[0].path=a", "[1].path=b"])
    #expect(lines("7") == ["=7"] && lines("false") == ["=no"])
  }

  /// What is no JSON is shown as it stands; nothing of it ends the program.
  @Test(arguments: [
    "", "{", "\u{1B}[31m", "1e400", "[1e999]", String(repeating: "[", count: 100_000), "{\"a\":\"\\ud800\"}",
    String(repeating: "[", count: 400) + String(repeating: "]", count: 400),
  ])
  func anythingIsRead(text: String) throws {
    let value = JSONValue(parsing: text)
    _ = value.lines
    _ = try JSONEncoder().encode(value)
    if text.utf8.count < 10 { #expect(value == .text(text) || text.hasPrefix("{\"a")) }
  }

  @Test func itIsWrittenAsItWasRead() throws {
    let text = #"{"a":[1,-2.5,"x\n",null,true],"b":{"c":9007199254740993}}"#
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(JSONValue(parsing: text)), as: UTF8.self) == text)
  }
}
