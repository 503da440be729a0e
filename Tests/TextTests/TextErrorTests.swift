import Testing

@testable import Text

@Suite struct TextErrorTests {
  @Test func everyErrorSaysWhereAndWhatToDo() {
    let all: [(TextError, [String])] = [
      (.noSuchFile(path: "p"), ["p: ", "check"]),
      (.cannotRead(path: "p", reason: "r"), ["p: ", ": r;", "permissions"]),
      (.compressed(path: "p"), ["p: ", "gunzip"]),
      (.noTextFiles(folder: "p"), ["p: ", "*.txt"]),
      (.notAFile(path: "p"), ["p: ", "'-'"]),
      (.nameNotUTF8(folder: "p", name: #"\xFF"#), ["p: ", #"\xFF"#, "rename"]),
      (.standardInputTwice, ["'-'", "leave"]),
      (.notUTF8(path: "p", line: 3, byteOffset: 17), ["p:3: ", "byte 17", "iconv -f"]),
      (.malformed(path: "p", encoding: "UTF-16LE", byteOffset: 17), ["p: ", "byte 17", "UTF-16LE", "iconv"]),
      (.lineTooLong(path: "p", line: 3, limit: 9), ["p:3: ", "9", "--boundary none"]),
      (.stretchTooLong(path: "p", line: 3, limit: 9), ["p:3: ", "9", "break"]),
      (.tokenTooLong(path: "p", line: 3, bytes: 10, limit: 9), ["p:3: ", "10", "9", "--max-token-bytes"]),
      (.reservedToken(path: "p", line: 3, token: "<s>"), ["p:3: ", "<s>", "remove"]),
      (.badLocale("xx"), ["xx", "--locale"]),
      (.badTokenLimit(0), ["0", "--max-token-bytes"]),
      (.icu(operation: "o", code: "c"), ["o", "c", "libicu"]),
      (.outOfMemory(operation: "o"), ["o", "memory"]),
    ]
    for (error, parts) in all {
      for part in parts { #expect(error.description.contains(part), "\(error)") }
      #expect(!error.description.contains("\n"))
    }
  }

  @Test func pathsReachTheTerminalEscaped() {
    #expect(TextError.noSuchFile(path: "a\u{1B}[2J\n").description.hasPrefix(#"a\u{1B}[2J\n: "#))
    #expect(TextError.noSuchFile(path: "").description.hasPrefix("'': "))
    let long = String(repeating: "x", count: 300)
    #expect(TextError.noSuchFile(path: long).description.hasPrefix(long))
  }
}
