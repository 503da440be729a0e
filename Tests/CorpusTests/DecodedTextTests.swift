import Testing
import Text

@testable import Corpus

@Suite struct DecodedTextTests {
  private let vocabulary = Vocabulary(
    tokens: ["<unk>", "<eos>", "ab", "é"].map { Array($0.utf8) }, counts: [0, 0, 0, 0], hasEOS: true)

  private func check(_ settings: TokenizerSettings, _ ids: [[UInt32]], _ text: String) {
    let decoded = DecodedText(vocabulary, settings)
    let stream = IDStream(ids.map { $0[...] })
    #expect(String(decoding: decoded.bytes(of: stream), as: UTF8.self) == text)
    #expect(decoded.count(of: stream) == text.utf8.count)
  }

  /// Parts of a stream end anywhere.
  @Test func spacesStandBetweenWordsAndLineFeedsEndLines() {
    check(TokenizerSettings(unit: .whitespace), [[2, 3], [2, 1, 1], [], [3, 1]], "ab é ab\n\né\n")
    check(TokenizerSettings(unit: .char), [[2, 3, 1], [1, 2, 1]], "abé\n\nab\n")
    check(TokenizerSettings(unit: .char, boundary: .sentence), [[2, 1], [3, 1]], "abé")
    check(TokenizerSettings(unit: .whitespace), [], "")
  }

  @Test func aSplitWithoutTextIsEmpty() throws {
    let corpus = try LosslessTextTests.corpus([Array("ab\n".utf8)], TokenizerSettings(unit: .char))
    #expect(corpus.decoded(.train).map { String(decoding: $0, as: UTF8.self) } == "ab\n")
    #expect(corpus.decoded(.valid) == [])
    #expect(try LosslessTextTests.corpus([Array("ab\n".utf8)], TokenizerSettings()).decoded(.train) == nil)
  }
}
