import Foundation
import Testing

/// Files of any bytes through the program itself: tokens, places and counts, from a file, a pipe and gzip, for any number
/// of threads.
@Suite(.enabled(if: Tools.hasSQLite)) struct AnyBytesFilesTests {
  /// Words, beginnings and ends of characters, and bytes of any value.
  private static func dirt(_ count: Int, _ dice: inout SeededRandom) -> [UInt8] {
    let parts: [[UInt8]] = [
      Array("word ".utf8), Array("日本 é😀\n".utf8), [0xE6, 0x97], [0xF0, 0x9F, 0x98], [0xED, 0xA0, 0x80], [0xC0], [0xFF],
      [0xF4, 0x90], [0x0A], [0x20], [0],
    ]
    var bytes = Array("a".utf8)
    while bytes.count < count {
      if Int.random(in: 0..<4, using: &dice) == 0 {
        bytes.append(.random(in: 0...255, using: &dice))
      } else {
        bytes += parts[Int.random(in: 0..<parts.count, using: &dice)]
      }
    }
    return bytes
  }

  private struct Token: Decodable {
    let token: String
    let start: Int
    let end: Int
  }

  /// The standard library puts U+FFFD for each fault too.
  private static func repaired(_ bytes: [UInt8]) -> (text: String, faults: Int, firstFault: Int?) {
    var (parser, rest, place, faults) = (Unicode.UTF8.ForwardParser(), bytes.makeIterator(), 0, [Int]())
    while true {
      switch parser.parseScalar(from: &rest) {
      case .valid(let scalar): place += scalar.count
      case .error(let length):
        faults.append(place)
        place += length
      case .emptyInput: return (String(decoding: bytes, as: UTF8.self), faults.count, faults.first)
      }
    }
  }

  @Test func tokensPlacesAndFaults() throws {
    let work = try Workdir()
    var dice = SeededRandom(seed: 8)
    for round in 0..<(isLong ? 60 : 8) {
      let bytes = Self.dirt(round % 4 == 3 ? 3000 : 60, &dice)
      try work.write(bytes, to: "t")
      let known = Self.repaired(bytes)
      let replaced = try work.start(
        lmctl: ["tokenize", "t", "--print", "--json", "--unit", "char", "--boundary", "none", "--invalid", "replace"]
      ).wait()
      let tokens = try replaced.output.split(separator: 0x0A).map {
        try JSONDecoder().decode(Token.self, from: Data($0))
      }
      // All of the text, piece by piece.
      #expect(tokens.map(\.token).joined().unicodeScalars.elementsEqual(known.text.unicodeScalars), "\(bytes)")
      let text = Array(known.text.utf8)
      #expect(tokens.allSatisfy { Array(text[$0.start..<$0.end]) == Array($0.token.utf8) }, "\(bytes)")
      #expect(known.faults == 0 || replaced.errors.contains("\(known.faults) "), "\(known.faults): \(replaced.errors)")
      let stopped = try work.start(lmctl: ["tokenize", "t", "--print"]).wait()
      if let place = known.firstFault {
        let line = bytes[..<place].count { $0 == 0x0A } + 1
        #expect(stopped.status == 65 && stopped.errors.hasPrefix("lmctl: t:\(line): not UTF-8 at byte \(place);"))
      } else {
        #expect(stopped.status == 0)
      }
    }
  }

  /// More than one chunk of them: what a thread, a pipe's reads and gzip cut where, nobody can tell.
  @Test(arguments: [
    ["--unit", "word"], ["--unit", "char", "--boundary", "sentence"], ["--case", "fold", "--normalize", "nfkc"],
  ])
  func theSameHoweverItComes(options: [String]) throws {
    let work = try Workdir()
    var dice = SeededRandom(seed: 9)
    let bytes = Self.dirt(isLong ? 8_000_000 : 1_300_000, &dice)
    let known = Self.repaired(bytes)
    try work.write(bytes, to: "t.txt")
    // Of one member, and of two that part anywhere.
    let part = Int.random(in: 1..<bytes.count, using: &dice)
    let pack = "gzip -kn t.txt; { head -c \(part) t.txt | gzip -n; tail -c +\(part + 1) t.txt | gzip -n; } > two.txt.gz"
    #expect(try work.run("/bin/sh", ["-c", pack]).status == 0)
    var first: [String]?
    for (name, source, threads) in [
      ("a", "t.txt", "1"), ("b", "t.txt", "3"), ("c", "t.txt.gz", "2"), ("d", "-", "3"), ("e", "two.txt.gz", "2"),
      ("f", "t.txt", "8"),
    ] where isLong || ["a", "d", "e"].contains(name) {
      let command = ["tokenize", source, "--corpus", name, "--invalid", "replace", "--threads", threads] + options
      // In reads of any size.
      let made = try work.run(
        "/bin/sh",
        ["-c", "dd if=t.txt bs=777 status=none | \"$0\" \"$@\"", Workdir.binary] + command)
      #expect(made.status == 0, "\(made.errors)")
      let told = try work.run(
        "/usr/bin/sqlite3",
        [
          "lm.sqlite",
          """
          SELECT s.name, s.tokens, s.segments, s.oov, s.characters, s.bytes, s.stream_sha256, c.vocabulary_sha256
          FROM split s JOIN corpus c USING (corpus_id) WHERE c.name = '\(name)' ORDER BY 1;
          SELECT json_extract(sources, '$[0].invalid') FROM corpus WHERE name = '\(name)'
          """,
        ]
      ).output.split(separator: "\n").map(String.init)
      #expect(told.last == "\(known.faults)")
      #expect(told == first ?? told, "\(source), \(threads) threads")
      first = first ?? told
    }
  }
}
