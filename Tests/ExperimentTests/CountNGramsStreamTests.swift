import Corpus
import Counts
import Foundation
import Ledger
import Testing
import Text

@testable import Experiment

@Suite struct CountNGramsStreamTests {
  @Test func idsFollowTheBytesOfTokens() {
    let tokens = ["<unk>", "</s>", "b", "a", "abcdefghj", "abcdefghi", "", "a\u{0}"]
    var stream = CountedStream(
      ids: [0, 1, 2, 3, 4, 5, 6, 7], tokens: tokens.map { Array($0.utf8) }, endOfSegment: 1)
    stream.sort()
    #expect(
      stream.tokens.map { String(decoding: $0, as: UTF8.self) }
        == tokens.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
    #expect(stream.ids.map { String(decoding: stream.tokens[Int($0)], as: UTF8.self) } == tokens)
    #expect(stream.endOfSegment.map { stream.tokens[Int($0)] } == Array("</s>".utf8))
  }

  /// One id near 2³¹ is counted as any other is, and takes no more.
  @Test(arguments: [true, false]) func anIDMayBeAnyNumber(hasSegments: Bool) throws {
    let fixture = try ScoreFixture(models: [])
    func lines(_ highest: UInt32) throws -> Set<String> {
      let ids = [5, highest, 1, 5, highest, 7, 1, 2] as [UInt32]
      let bytes = NumPyHeader.bytes(of: ids.count) + NumPyHeader.littleEndian(ids)
      try Data(bytes).write(to: URL(fileURLWithPath: fixture.path("ids.npy")))
      var written: [UInt8] = []
      let input = CountNGrams.Input.ids(fixture.path("ids.npy"), hasSegments: hasSegments, vocabulary: nil)
      try CountNGrams(input, orders: [1, 2, 3])(fixture.bench) {
        written += $0
        return true
      }
      let text = String(decoding: written, as: UTF8.self)
      return Set(text.replacingOccurrences(of: "\(highest)", with: "n").split(separator: "\n").map(String.init))
    }
    let (dense, sparse) = (try lines(900), try lines(2_147_483_647))
    #expect(sparse == dense && sparse.contains("5 n\t2") && sparse.contains("</s>\t2") == hasSegments)
  }

  /// An exported stream has the counts of the text that it was made of.
  @Test func exportedIDsCountAsTheirText() throws {
    let fixture = try ScoreFixture(models: [])
    var npy: [UInt8] = []
    try Export(corpus: "c", format: .ids, split: .train)(fixture.bench) { npy += $0 }
    try Data(npy).write(to: URL(fileURLWithPath: fixture.path("ids.npy")))
    func lines(_ input: CountNGrams.Input) throws -> String {
      var bytes: [UInt8] = []
      try CountNGrams(input, orders: [1, 2, 3])(fixture.bench) {
        bytes += $0
        return true
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    let text = try lines(.text([fixture.path("train.txt")], .init()))
    #expect(try lines(.ids(fixture.path("ids.npy"), hasSegments: true, vocabulary: "c")) == text)
    // As numbers, in the byte order of their digits.
    let numbers = try lines(.ids(fixture.path("ids.npy"), hasSegments: true, vocabulary: nil))
    #expect(numbers.split(separator: "\n").count == text.split(separator: "\n").count)
    let single = numbers.split(separator: "\n").filter { !$0.contains(" ") }.map { $0.split(separator: "\t")[0] }
    #expect(single == single.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
    #expect(Set(single).isSuperset(of: ["</s>", "<s>", "10", "2"]) && !single.contains("1"))
    try fixture.write("the cat\n", to: "other.txt")
    _ = try Tokenize(
      sources: [.train: [fixture.path("other.txt")]], name: "d",
      settings: .init(splitting: .shares(train: 100, valid: 0, test: 0)))(fixture.bench)
    #expect(throws: CountLinesError.self) {
      try lines(.ids(fixture.path("ids.npy"), hasSegments: true, vocabulary: "d"))
    }
  }
}
