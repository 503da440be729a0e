import Counts
import Foundation
import Recurrent
import Testing
import Text
import Platform

@testable import Experiment

/// Text files and what is counted of them.
final class CountFixture {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func bench(_ threads: Int = 1) -> Workbench {
    Workbench(database: folder.path + "/none.sqlite", threads: threads, arguments: []) { _ in }
  }

  func file(_ bytes: [UInt8]) throws -> String {
    let url = folder.appendingPathComponent(UUID().uuidString)
    try Data(bytes).write(to: url)
    return url.path
  }

  func count(
    _ text: String, _ settings: TokenizerSettings = TokenizerSettings(), orders: [Int], threads: Int = 1
  ) throws -> String {
    let path = try file(Array(text.utf8))
    return try lines { try CountNGrams(.text([path], settings), orders: orders)(bench(threads), write: $0) }
  }

  func merge(_ counts: [String]) throws -> String {
    let paths = try counts.map { try file(Array($0.utf8)) }
    return try lines { try MergeCounts(paths)(bench(), write: $0) }
  }

  func lines(_ work: (([UInt8]) throws -> Bool) throws -> Void) throws -> String {
    var bytes: [UInt8] = []
    try work {
      bytes += $0
      return true
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

@Suite struct CountNGramsTests {
  @Test func workedExample() throws {
    let fixture = try CountFixture()
    let words = TokenizerSettings(unit: .whitespace)
    #expect(
      try fixture.count("b a\n\n<unk> a", words, orders: [1, 2])
        == """
        </s>\t3
        <s>\t3
        <s> </s>\t1
        <s> <unk>\t1
        <s> b\t1
        <unk>\t1
        <unk> a\t1
        a\t2
        a </s>\t2
        b\t1
        b a\t1

        """)
    #expect(
      try fixture.count("b a\n\nc", TokenizerSettings(unit: .whitespace, boundary: .none), orders: [2])
        == "a c\t1\nb a\t1\n")
    #expect(try fixture.count("", words, orders: [1, 2]) == "")
    #expect(try fixture.count(" \n\n", words, orders: [1, 2]) == "</s>\t2\n<s>\t2\n<s> </s>\t2\n")
    #expect(try fixture.count("\n", TokenizerSettings(boundary: .paragraph), orders: [1]) == "")
    // White space is written as `tokenize --print` does, and sorted as it is written: the space behind "A".
    let clusters = try fixture.count("A a", TokenizerSettings(unit: .char), orders: [1])
    #expect(clusters == "</s>\t1\n<s>\t1\nA\t1\n\\u{20}\t1\na\t1\n")
  }

  /// The promise: counts of parts, merged, are those of the whole, byte for byte, for any cut at segment ends.
  @Test(
    arguments: [
      TokenizerSettings(), TokenizerSettings(unit: .char), TokenizerSettings(unit: .whitespace),
      TokenizerSettings(unit: .whitespace, skipEmptyLines: true), TokenizerSettings(caseMapping: .fold, keep: .words),
      TokenizerSettings(boundary: .paragraph),
    ], [[3], [1, 2, 4]])
  func partsMergeToTheWhole(settings: TokenizerSettings, orders: [Int]) throws {
    let fixture = try CountFixture()
    var random = RandomSource(seed: UInt64(orders.count))
    let words = ["a", "B", "b", "a b\u{301}", "\\", "x\u{1}", "日本語", "don't", ",", "\u{A0}", "a\tb", "<", "</s"]
    var segments: [String] = []
    for _ in 0..<60 {
      let line = (0..<random.below(6)).map { _ in words[random.below(words.count)] }.joined(separator: " ")
      segments.append(settings.boundary == .paragraph ? line + "\nb\n\n" : line + "\n")
    }
    let whole = try fixture.count(segments.joined(), settings, orders: orders, threads: 2)
    #expect(whole.contains("\t"))
    for parts in [2, 5, 20] {
      var cuts = [0, 60] + (0..<parts - 1).map { _ in random.below(61) }
      cuts.sort()
      let counts = try zip(cuts, cuts.dropFirst()).map { start, end in
        try fixture.count(segments[start..<end].joined(), settings, orders: orders)
      }
      #expect(try fixture.merge(counts) == whole, "\(cuts)")
      // Merging what was merged is the same.
      #expect(
        try fixture.merge([fixture.merge(Array(counts.prefix(2))), fixture.merge(Array(counts.dropFirst(2)))]) == whole)
    }
  }

  @Test func aReaderThatGoesAwayEndsTheWork() throws {
    let fixture = try CountFixture()
    let path = try fixture.file(Array("a b\n".utf8))
    var calls = 0
    try CountNGrams(.text([path], TokenizerSettings()), orders: [1])(fixture.bench()) { _ in
      calls += 1
      return false
    }
    #expect(calls == 1)
    #expect(throws: TextError.self) {
      try fixture.lines {
        try CountNGrams(.text(["none"], TokenizerSettings()), orders: [1])(fixture.bench(), write: $0)
      }
    }
    let shown = try fixture.lines {
      let hostile = try fixture.file(Array("\u{1B}[2J\n".utf8))
      try CountNGrams(.text([hostile], TokenizerSettings(unit: .whitespace)), orders: [1], isForTerminal: true)(
        fixture.bench(), write: $0)
    }
    #expect(shown.contains("\\u{1B}[2J\t1\n") && !shown.contains("\u{1B}"))
  }
}
