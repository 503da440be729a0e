import Foundation
import Testing

@testable import Counts

@Suite struct CountLinesMergeTests {
  private func merged(_ texts: [String], block: Int = 1 << 18) throws -> String {
    let fixture = try CountLinesFixture()
    var merge = try CountLinesMerge(texts.map { try fixture.file($0) }, block: block)
    var bytes: [UInt8] = []
    try merge { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func countsAreAdded() throws {
    #expect(try merged(["a\t1\na b\t2\nc\t9\n", "", "a b\t3\nb\t4\n", "a\t5\n"]) == "a\t6\na b\t5\nb\t4\nc\t9\n")
    #expect(try merged(["a\t1\n"]) == "a\t1\n" && merged([]) == "" && merged(["", ""]) == "")
    #expect(try merged(["a\t18446744073709551614\n", "a\t1\n"]) == "a\t18446744073709551615\n")
  }

  /// Against a dictionary: any number of files, of any lines, in blocks of any size.
  @Test(arguments: [1, 2, 3, 10, 40], [3, 50, 1 << 18]) func agreesWithADictionary(files: Int, block: Int) throws {
    var state = UInt64(files)
    func random(_ bound: UInt64) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % bound)
    }
    let words = ["a", "aa", "b", "é", "</s>", "<s>", "\u{1}", "a\u{1}"]
    var sums: [[String]: Int] = [:]
    let texts = (0..<files).map { _ in
      var own: [[String]: Int] = [:]
      for _ in 0..<random(60) { own[(0...random(3)).map { _ in words[random(8)] }] = random(1000) }
      sums.merge(own) { $0 + $1 }
      return lines(own)
    }
    #expect(try merged(texts, block: block) == lines(sums))
  }

  private func lines(_ counts: [[String]: Int]) -> String {
    func bytes(_ gram: [String]) -> [[UInt8]] { gram.map { Array($0.utf8) } }
    let sorted = counts.sorted {
      bytes($0.key).lexicographicallyPrecedes(bytes($1.key)) { $0.lexicographicallyPrecedes($1) }
    }
    return sorted.map { "\($0.key.joined(separator: " "))\t\($0.value)\n" }.joined()
  }

  @Test func sumsAreNeverWrong() throws {
    do {
      _ = try merged(["a\t18446744073709551615\n", "a\t1\n"])
      Issue.record("added")
    } catch CountLinesError.overflow(_, let line, let gram) { #expect(line == 1 && gram == "a") }
    #expect(throws: CountLinesError.self) { try merged(["a\t1\n", "b\t1\na\t1\n"]) }
    #expect(throws: CountLinesError.standardInputTwice) { try CountLinesMerge(["-", "-"]) }
    struct Full: Error {}
    let fixture = try CountLinesFixture()
    var merge = try CountLinesMerge([try fixture.file("a\t1\n")])
    #expect(throws: Full.self) { try merge { _ in throw Full() } }
  }
}
