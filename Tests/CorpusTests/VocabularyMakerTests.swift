import Platform
import Testing

@testable import Corpus

@Suite struct VocabularyMakerTests {
  private func maker(_ types: [(String, UInt64)], hasEOS: Bool = true) -> VocabularyMaker {
    VocabularyMaker(
      tokens: PackedBytes(types.map { Array($0.0.utf8) }), counts: types.map(\.1), hasEOS: hasEOS, segments: 7)
  }

  private func names(_ vocabulary: Vocabulary) -> [String] {
    vocabulary.tokens.map { String(decoding: $0, as: UTF8.self) }
  }

  private let types: [(String, UInt64)] = [
    ("prefix-one", 3), ("b", 3), ("<unk>", 4), ("é", 3), ("a", 9), ("prefix-oné", 3), ("rare", 1), ("valid", 0),
  ]

  /// By count, ties by bytes, beyond the first eight too; a literal `<unk>` is no type.
  @Test func theMostFrequentComeFirst() throws {
    let (vocabulary, ids) = try maker(types).mostFrequent(minCount: 2, atMost: nil)
    #expect(names(vocabulary) == ["<unk>", "<eos>", "a", "b", "prefix-one", "prefix-oné", "é"])
    #expect(vocabulary.counts == [5, 7, 9, 3, 3, 3, 3])
    #expect(ids == [4, 3, 0, 6, 2, 5, 0, 0])
    #expect(maker(types).typeCounts == [9, 3, 3, 3, 3, 1])
    let (few, _) = try maker(types, hasEOS: false).mostFrequent(minCount: 0, atMost: 2)
    #expect(names(few) == ["<unk>", "a", "b"] && few.counts == [14, 9, 3])
    #expect(throws: CorpusError.emptyVocabulary(types: 6, minCount: 10, highestCount: 9)) {
      try maker(types).mostFrequent(minCount: 10, atMost: nil)
    }
  }

  /// Types that are given keep their order, whether they occur or not; what is not among them is unknown.
  @Test func givenTypesKeepTheirIDs() throws {
    let (vocabulary, ids) = try maker(types).fixed(["é", "nowhere", "a"].map { Array($0.utf8) })
    #expect(names(vocabulary) == ["<unk>", "<eos>", "é", "nowhere", "a"])
    #expect(vocabulary.counts == [14, 7, 3, 0, 9])
    #expect(ids == [0, 0, 0, 2, 4, 0, 0, 0])
  }

  @Test func eachTypeIsGivenOnce() {
    for (types, token) in [
      (["a", "b", "a"], "a"), (["<unk>"], "<unk>"), (["x", "<eos>"], "<eos>"), (["\u{1B}", "\u{1B}"], #"\u{1B}"#),
    ] {
      let error = #expect(throws: CorpusError.self) { try maker(self.types).fixed(types.map { Array($0.utf8) }) }
      guard case .repeatedType(let shown) = error else { continue }
      #expect(shown == token || token.first == "\\" && !shown.contains("\u{1B}"))
    }
    #expect(throws: Never.self) { try maker(types, hasEOS: false).fixed([Array("<eos>".utf8)]) }
  }
}
