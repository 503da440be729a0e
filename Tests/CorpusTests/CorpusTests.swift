import Platform
import Testing

@testable import Corpus

@Suite struct CorpusTests {
  private func split(_ name: Split.Name, tokens: Int, segments: Int, _ ids: [UInt32]) -> Split {
    Split(
      name: name, stream: IDStream([ids[...]]), tokens: tokens, segments: segments, oov: 0, characters: 10 * tokens,
      bytes: 12 * tokens, sha256: SHA256.digest(of: []))
  }

  @Test func figuresAreSumsOfTheSplits() {
    let corpus = Corpus(
      settings: CorpusSettings(), vocabulary: Vocabulary(tokens: [], counts: [], hasEOS: true),
      splits: [
        split(.train, tokens: 3, segments: 1, [2, 3, 2, 1]), split(.valid, tokens: 1, segments: 1, [2, 1]),
        split(.test, tokens: 0, segments: 0, []),
      ], typeCounts: [2, 1], isReversible: false)
    #expect((corpus.tokens, corpus.characters, corpus.bytes) == (4, 40, 48))
    #expect((corpus.types, corpus.hapaxes) == (2, 1))
    #expect(corpus.split(.valid).ids == [2, 1] && corpus.split(.valid).scored == 2)
    #expect(corpus.split(.test).scored == 0 && Split.Name.allCases.map { corpus.split($0).name } == Split.Name.allCases)
  }
}
