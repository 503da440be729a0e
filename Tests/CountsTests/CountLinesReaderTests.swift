import Foundation
import Testing

@testable import Counts

@Suite struct CountLinesReaderTests {
  private func rows(_ text: String, block: Int = 1 << 18) throws -> [String] {
    let fixture = try CountLinesFixture()
    var reader = try CountLinesReader(try fixture.file(text, "f"), block: block)
    var rows: [String] = []
    while try reader.next() {
      rows.append("\(String(decoding: reader.bytes[reader.gram], as: UTF8.self))=\(reader.count)")
    }
    #expect(try !reader.next())
    return rows
  }

  /// However the file comes in pieces.
  @Test(arguments: [1, 2, 3, 7, 1 << 18]) func linesAreRead(block: Int) throws {
    let text = "\u{1}\t1\na\t2\na b\t18446744073709551615\na b c\t0\na\u{1} b\t7\nab\t4\né\t5\n"
    #expect(
      try rows(text, block: block)
        == ["\u{1}=1", "a=2", "a b=18446744073709551615", "a b c=0", "a\u{1} b=7", "ab=4", "é=5"])
    #expect(try rows("", block: block).isEmpty)
    let long = (0..<300).map { "w\(1000 + $0) \(String(repeating: "x", count: $0))y\t\($0)\n" }
    #expect(try rows(long.joined(), block: block).count == 300)
  }

  @Test(arguments: [
    ("a 1\n", 1), ("a\t1\n\n", 2), ("a\t\n", 1), ("a\tx\n", 1), ("a\t-1\n", 1), ("a\t1 \n", 1), ("a\t1\r\n", 1),
    ("\t1\n", 1), (" a\t1\n", 1), ("a \t1\n", 1), ("a  b\t1\n", 1), ("a\tb\t1\n", 1), ("a\t1\nb\t2", 2),
  ])
  func whatIsNoLineIsRefused(text: String, line: Int) throws {
    do {
      _ = try rows(text)
      Issue.record("read")
    } catch let error as CountLinesError {
      guard case .malformed(_, line, _) = error else { return #expect("\(error)" == "malformed at \(line)") }
      #expect("\(error)".contains("f:\(line): "))
    }
  }

  @Test func orderIsChecked() throws {
    let fixture = try CountLinesFixture()
    func error(_ text: String) throws -> CountLinesError? {
      do {
        var reader = try CountLinesReader(try fixture.file(text, "f"))
        while try reader.next() {}
        return nil
      } catch let error as CountLinesError { return error }
    }
    let path = fixture.folder.path + "/f"
    #expect(try error("b\t1\na\t1\n") == .unsorted(path: path, line: 2, gram: "a"))
    #expect(try error("a b\t1\na\t1\n") == .unsorted(path: path, line: 2, gram: "a"))
    // A token that others begin with comes before them, whatever follows.
    #expect(try error("a\u{1}\t1\na z\t1\n") == .unsorted(path: path, line: 2, gram: "a z"))
    #expect(try error("a\t1\nb\t1\nb\t1\n") == .repeated(path: path, line: 3, gram: "b"))
    #expect(try error("a\t18446744073709551616\n") == .overflow(path: path, line: 1, gram: "a"))
    #expect(throws: CountLinesError.self) { try CountLinesReader("/none") }
    #expect(throws: CountLinesError.self) {
      var reader = try CountLinesReader(fixture.folder.path)
      return try reader.next()
    }
  }

  /// The order of the strings' tokens as arrays of bytes.
  @Test func comparesTokenByToken() {
    let grams = ["a", "a b", "a\u{1}", "ab", "a  c", "a c", "b", "é", "a\u{1F} b", "~", "aa b"]
    for x in grams {
      for y in grams {
        let (left, right) = (Array(x.utf8), Array(y.utf8))
        let tokens = [left, right].map { $0.split(separator: 0x20, omittingEmptySubsequences: false) }
        let expected =
          tokens[0] == tokens[1]
          ? 0 : tokens[0].lexicographicallyPrecedes(tokens[1]) { $0.lexicographicallyPrecedes($1) } ? -1 : 1
        #expect(CountLineOrder.compare(left, left.indices, right, right.indices).signum() == expected, "\(x) \(y)")
      }
    }
  }
}
