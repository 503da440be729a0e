import Testing

@testable import Text

@Suite struct TextErrorTests {
  @Test func everyErrorSaysWhereAndWhatToDo() {
    let all: [(TextError, [String])] = [
      (.noSuchFile(path: "p"), ["p: ", "check"]),
      (.cannotRead(path: "p", reason: "r"), ["p: ", ": r;", "permissions"]),
      (.wrongGzip(path: "p", byteOffset: 17, reason: "r"), ["p: ", "byte 17", ": r;", "gzip -t"]),
      (.expandsTooFar(path: "p", limit: 17), ["p: ", "17", "--max-expanded"]),
      (.badExpansionLimit(-1), ["-1", "--max-expanded"]),
      (.noTextFiles(folder: "p"), ["p: ", "*.txt"]),
      (.notAFile(path: "p"), ["p: ", "name one"]),
      (.nameNotUTF8(folder: "p", name: #"\xFF"#), ["p: ", #"\xFF"#, "rename"]),
      (.standardInputTwice, ["'-'", "leave"]),
      (.notUTF8(path: "p", line: 3, byteOffset: 17), ["p:3: ", "byte 17;", "--encoding", "--invalid"]),
      (
        .notUTF8(path: "p", line: 3, byteOffset: ByteOffset(17, isUnpacked: true)),
        ["byte 17 of the unpacked text"]
      ),
      (
        .malformed(path: "p", line: 3, encoding: "KOI8-R", byteOffset: 17),
        ["p:3: ", "byte 17", "KOI8-R", "--encoding"]
      ),
      (.unknownEncoding("x\u{1B}", near: ["KOI8-R", "KOI8-U"]), [#"'x\u{1B}'"#, "KOI8-R, KOI8-U?"]),
      (.unknownEncoding("", near: []), ["--encoding auto", "windows-1252"]),
      (.noFileEncoding("UTF-7"), ["UTF-7", "uconv"]),
      (.contradictingMark(path: "p", named: "KOI8-R", mark: "UTF-8"), ["p: ", "KOI8-R", "UTF-8", "leave --encoding"]),
      (
        .undetectedEncoding(path: "p", guesses: [EncodingGuess(encoding: "UTF-16BE", confidence: 10)]),
        ["p: ", "UTF-16BE 10 %", "30", "--encoding"]
      ),
      (.undetectedEncoding(path: "p", guesses: []), ["p: ", "--encoding"]),
      (.lineTooLong(path: "p", line: 3, limit: 9), ["p:3: ", "9", "--boundary none"]),
      (.badSegmentation("x", available: ["icu", "plain"]), ["'x'", "icu, plain", "leave it out"]),
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
