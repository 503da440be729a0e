import Corpus
import Foundation
import Platform
import Testing
import Text

@Suite struct CorpusBuilderTests {
  private func corpus(_ text: String, _ settings: CorpusSettings) throws -> Corpus {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).txt").path
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let builder = try CorpusBuilder(settings, threads: 2)
    _ = try builder.read(.file(path: path), with: Tokenizer(settings.tokenizer), into: .train)
    return try builder.finish()
  }

  private func settings(
    _ shares: (Int, Int, Int) = (100, 0, 0), unit: TokenUnit = .whitespace, boundary: Boundary = .line,
    minCount: Int = 1, maxVocabulary: Int? = nil, maxTokens: Int? = nil
  ) -> CorpusSettings {
    CorpusSettings(
      tokenizer: TokenizerSettings(unit: unit, boundary: boundary),
      splitting: .shares(train: shares.0, valid: shares.1, test: shares.2), minCount: minCount,
      maxVocabulary: maxVocabulary, maxTokens: maxTokens)
  }

  private func text(_ corpus: Corpus, _ id: UInt32) -> String {
    String(decoding: corpus.vocabulary.tokens[Int(id)], as: UTF8.self)
  }

  @Test func idsAreByCountThenBytes() throws {
    let corpus = try corpus("b a a\nc b a\n", settings())
    #expect(corpus.vocabulary.tokens.map { String(decoding: $0, as: UTF8.self) } == ["<unk>", "<eos>", "a", "b", "c"])
    #expect(corpus.vocabulary.counts == [0, 2, 3, 2, 1])
    #expect(corpus.split(.train).ids == [3, 2, 2, 1, 4, 3, 2, 1])
    #expect(corpus.typeCounts == [3, 2, 1])
    #expect(corpus.hapaxes == 1)
  }

  @Test func vocabularyComesFromTrainAlone() throws {
    let corpus = try corpus("a\na\na\na\na\na\na\na\nx\ny\n", settings((80, 10, 10)))
    #expect(corpus.split(.valid).ids == [0, 1])
    #expect(corpus.split(.valid).oov == 1)
    #expect(corpus.vocabulary.count == 3)
  }

  @Test func rareTypesBecomeUnknown() throws {
    let corpus = try corpus("a a b\n", settings(minCount: 2))
    #expect(corpus.split(.train).ids == [2, 2, 0, 1])
    #expect(corpus.vocabulary.counts == [1, 1, 2])
    #expect(corpus.hapaxes == 1)
    let capped = try self.corpus("a a b b b c\n", settings(maxVocabulary: 1))
    #expect(capped.vocabulary.tokens.count == 3)
    #expect(capped.split(.train).oov == 3)
  }

  @Test func literalUnknownIsUnknown() throws {
    #expect(throws: CorpusError.emptyVocabulary(types: 0, minCount: 1, highestCount: 0)) {
      try self.corpus("<unk> <unk>\n", settings())
    }
    let corpus = try corpus("a <unk> a\n", settings())
    #expect(corpus.types == 1 && corpus.hapaxes == 0 && corpus.vocabulary.counts == [1, 1, 2])
    #expect(corpus.split(.train).ids == [2, 0, 2, 1])
    #expect(corpus.vocabulary.count == 3)
  }

  @Test func emptyLinesAreSegments() throws {
    let corpus = try corpus("a\n\nb\n", settings())
    #expect(corpus.split(.train).ids == [2, 1, 1, 3, 1])
    #expect(corpus.split(.train).segments == 3)
  }

  /// ⌊80 n / 100⌋ and ⌊90 n / 100⌋ of the tokens where there are no segments.
  @Test func withoutSegmentsTokensAreCut() throws {
    let corpus = try corpus(
      (0..<19).map { "w\($0)" }.joined(separator: " "), settings((80, 10, 10), boundary: .none))
    #expect(corpus.splits.map(\.tokens) == [15, 2, 2])
    #expect(corpus.vocabulary.hasEOS == false)
    #expect(corpus.split(.train).segments == 0)
    #expect(text(corpus, 1) == "w0")
  }

  /// Every byte and character of the text belongs to exactly one split.
  @Test(arguments: [Boundary.line, .none], ["é a\r\nbb  ç\n\n日本 d\ne\nf\ng\nh\ni\nj \n", "a b c d e f g h i j k"])
  func extentsAddUp(boundary: Boundary, text: String) throws {
    let shares = text.contains("\n") ? (80, 10, 10) : (100, 0, 0)
    let corpus = try corpus(text, settings(shares, unit: .word, boundary: boundary))
    #expect(corpus.splits.map(\.bytes).reduce(0, +) == text.utf8.count)
    #expect(corpus.splits.map(\.characters).reduce(0, +) == text.unicodeScalars.count)
  }

  @Test func maxTokensCutsBeforeSplitting() throws {
    let corpus = try corpus("a b c d e f g h i j k l", settings((50, 50, 0), boundary: .none, maxTokens: 8))
    #expect(corpus.splits.map(\.tokens) == [4, 4, 0])
    let lines = try self.corpus("a b\nc d\ne f\n", settings(maxTokens: 5))
    #expect(lines.split(.train).tokens == 4)
  }

  @Test func identityIsOfVocabularyBoundaryAndIds() throws {
    let one = try corpus("a b\n", settings())
    let same = try corpus("a  b\n", settings())
    let otherToken = try corpus("a c\n", settings())
    #expect(one.split(.train).sha256 == same.split(.train).sha256)
    #expect(one.split(.train).ids == otherToken.split(.train).ids)
    #expect(one.split(.train).sha256 != otherToken.split(.train).sha256)
    #expect(
      one.vocabulary.identity(of: [2, 3, 1], boundary: "line")
        != one.vocabulary.identity(of: [2, 3, 1], boundary: "none"))
  }

  @Test func whatMakesNoCorpusIsRefused() {
    #expect(throws: CorpusError.self) { try corpus("", settings()) }
    #expect(throws: CorpusError.self) { try corpus(" \n\n", settings()) }
    #expect(throws: CorpusError.emptySplit(.valid, stretches: 3, isSegments: true)) {
      try corpus("a\nb\nc\n", settings((80, 10, 10)))
    }
    #expect(throws: CorpusError.emptyVocabulary(types: 2, minCount: 2, highestCount: 1)) {
      try corpus("a b\n", settings(minCount: 2))
    }
    #expect(throws: CorpusError.firstSegmentTooLong(tokens: 2, maxTokens: 1)) {
      try corpus("a b\nc\n", settings(maxTokens: 1))
    }
    #expect(throws: CorpusError.onlyEmptySegments(.train, segments: 8)) {
      try corpus(String(repeating: "\n", count: 9) + "a\n", settings((80, 10, 10)))
    }
  }

  @Test func onlyReversibleSettingsSaySo() throws {
    #expect(try corpus("ab\n", settings(unit: .char, boundary: .none)).isReversible)
    #expect(try !corpus("ab\n", settings(unit: .word, boundary: .none)).isReversible)
    #expect(try !corpus("aab\n", settings(unit: .char, boundary: .none, minCount: 2)).isReversible)
  }

  /// The ids are those that were given, whatever the text has of them.
  @Test func idsOfAnotherVocabulary() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).txt").path
    try "b c b\n<unk> d\n".write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let builder = try CorpusBuilder(settings(), threads: 1)
    _ = try builder.read(.file(path: path), with: Tokenizer(settings().tokenizer), into: .train)
    let corpus = try builder.finish(vocabulary: ["a", "b", "c"].map { Array($0.utf8) })
    #expect(corpus.split(.train).ids == [3, 4, 3, 1, 0, 0, 1])
    #expect(corpus.vocabulary.counts == [2, 2, 0, 2, 1])
    #expect(corpus.split(.train).oov == 2)
    // Types of the text itself, before any cut.
    #expect(corpus.typeCounts == [2, 1, 1])
  }
}
