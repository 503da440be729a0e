import Corpus
import Platform
import Testing

@Suite struct VocabularyTests {
  private let vocabulary = Vocabulary(
    tokens: ["<unk>", "<eos>", "a"].map { Array($0.utf8) }, counts: [0, 2, 3], hasEOS: true)

  private func length(_ bytes: [UInt8]) -> [UInt8] { [UInt8(bytes.count), 0, 0, 0, 0, 0, 0, 0] + bytes }

  /// Put together by hand: each token after its length, the boundary after its length, the ids as four bytes each.
  @Test func identityIsWhatItsDefinitionSays() {
    let tokens = vocabulary.tokens.flatMap(length)
    #expect(vocabulary.sha256 == SHA256.digest(of: tokens))
    let stream = tokens + length(Array("line".utf8)) + [2, 0, 0, 0, 1, 0, 0, 0]
    #expect(vocabulary.identity(of: [2, 1], boundary: "line") == SHA256.digest(of: stream))
  }

  @Test func specialsComeFirst() {
    #expect((vocabulary.count, vocabulary.specials, vocabulary.endOfSegment) == (3, 2, 1))
    let whole = Vocabulary(tokens: [Vocabulary.unknownToken], counts: [0], hasEOS: false)
    #expect((whole.count, whole.specials, whole.endOfSegment) == (1, 1, nil))
  }

  @Test func mostFrequentFirstWhateverTheIds() {
    #expect(vocabulary.byCount == [2])
    let taken = Vocabulary(
      tokens: ["<unk>", "x", "y", "z", "v"].map { Array($0.utf8) }, counts: [9, 2, 0, 7, 2], hasEOS: false)
    #expect(taken.byCount == [3, 1, 4, 2])
  }
}
