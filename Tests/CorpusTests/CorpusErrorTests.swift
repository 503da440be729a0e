import Platform
import Testing

@testable import Corpus

@Suite struct CorpusErrorTests {
  static let all: [CorpusError] = [
    .noTokens(paths: ["a.txt"]), .firstSegmentTooLong(tokens: 7, maxTokens: 3),
    .onlyEmptySegments(.train, segments: 4), .emptySplit(.valid, stretches: 2, isSegments: true),
    .emptySplit(.test, stretches: 2, isSegments: false), .emptyFiles(.test, paths: ["b", "c", "d", "e"]),
    .emptyVocabulary(types: 0, minCount: 1, highestCount: 0), .emptyVocabulary(types: 5, minCount: 9, highestCount: 4),
    .repeatedType(token: "<unk>"), .tooLarge(what: "tokens", limit: 10),
  ]

  /// Each says what is wrong, and then what to do.
  @Test(arguments: all) func whatToDoComesLast(error: CorpusError) {
    let sentence = error.description
    #expect(sentence.first?.isLowercase == true && sentence.last != "." && !sentence.contains("\n"))
    #expect(
      sentence.split(separator: ";").last.map { $0.contains("give") || $0.contains("cut") || $0.contains("drop") }
        == true)
    #expect(error.exitCode == .data)
  }

  @Test func figuresAndPathsAreNamed() {
    #expect(Self.all[1].description.contains("7 tokens") && Self.all[1].description.contains("--max-tokens 3"))
    #expect(Self.all[3].description.contains("'valid'") && Self.all[3].description.contains("2 segments"))
    #expect(Self.all[4].description.contains("2 tokens"))
    #expect(Self.all[5].description.contains("b and 3 more files"))
    #expect(Self.all[7].description.contains("none of the 5 types") && Self.all[7].description.contains("4 times"))
  }
}
