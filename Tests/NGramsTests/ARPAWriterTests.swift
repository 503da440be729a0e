import Foundation
import NGrams
import Testing

@Suite struct ARPAWriterTests {
  /// "a" after the start, and what follows it.
  private let small = BackoffModel(
    vocabularySize: 3, endOfSegment: 1,
    levels: [
      .init(
        words: [0, 1, 2, 3], continuations: [0, 0, 0, 1, 2], logProbabilities: [-1.5, -0.25, -1e-05, -.infinity],
        logBackoffs: [0, 0, -0.1, 0]),
      .init(words: [1, 2], continuations: [], logProbabilities: [-3, -.infinity], logBackoffs: []),
    ])

  @Test func fileToTheByte() throws {
    let tokens = try ARPATokens(["<unk>", "<eos>", "a"].map { Array($0.utf8) }, endOfSegment: 1, escapesSpaces: true)
    #expect(
      String(decoding: try small.arpa(tokens), as: UTF8.self) == """
        \\data\\
        ngram 1=4
        ngram 2=2

        \\1-grams:
        -1.5\t<unk>
        -0.25\t</s>
        -0.00001\ta\t-0.1
        -99\t<s>\t0

        \\2-grams:
        -3\ta </s>
        -99\t<s> a

        \\end\\

        """)
  }

  /// KenLM refuses a file without `</s>`; reading it back gives the same model.
  @Test func withoutSegmentsThereIsAnEndThatNeverComes() throws {
    let model = BackoffModel.random(order: 2, vocabulary: 5, eos: nil, seed: 3)
    let tokens = try ARPATokens(madeUpTypes(5, hasEOS: false), endOfSegment: nil, escapesSpaces: true)
    let text = try model.arpa(tokens)
    #expect(String(decoding: text, as: UTF8.self).contains("\n-99\t</s>\n"))
    let (read, facts) = try BackoffModel.arpa(text, tokens)
    #expect(read.bits == model.bits && facts.vocabulariesAgree && facts.dropped == [1, 0])
  }

  /// Enough n-grams for several pieces, and rounds, of each order.
  @Test func sameBytesForAnyNumberOfThreads() throws {
    let model = BackoffModel.random(order: 3, vocabulary: 3000, eos: 1, seed: 11, branching: 8)
    #expect(model.levels[2].count > 4 << 15)
    let tokens = try ARPATokens(madeUpTypes(3000, hasEOS: true), endOfSegment: 1, escapesSpaces: true)
    let one = try model.arpa(tokens)
    for threads in [2, 3, 8] { #expect(try model.arpa(tokens, threads: threads) == one) }
  }

  @Test func whatWritingThrowsComesThrough() throws {
    struct Full: Error {}
    let model = BackoffModel.random(order: 2, vocabulary: 200, eos: 1, seed: 5)
    let tokens = try ARPATokens(madeUpTypes(200, hasEOS: true), endOfSegment: 1, escapesSpaces: true)
    for threads in [1, 2] {
      var pieces = 0
      #expect(throws: Full.self) {
        try model.writeARPA(tokens: tokens, threads: threads) { _ in
          pieces += 1
          if pieces == 3 { throw Full() }
        }
      }
      #expect(pieces == 3)
    }
  }

  /// A word longer than what is set aside for a piece, and longer than what is copied at once.
  @Test func longWords() throws {
    var types = madeUpTypes(40, hasEOS: true)
    types[7] = Array(repeating: UInt8(ascii: "x"), count: 3_000_000)
    types[8] = Array(repeating: UInt8(ascii: "y"), count: 17)
    let tokens = try ARPATokens(types, endOfSegment: 1, escapesSpaces: true)
    let model = BackoffModel.random(order: 2, vocabulary: 40, eos: 1, seed: 21)
    let lines = try model.arpa(tokens).split(separator: UInt8(ascii: "\n")).map { $0.count }
    #expect((lines.max() ?? 0) > 3_000_000)
  }

  @Test func whatIsNoModelIsRefused() throws {
    let tokens = try ARPATokens(["<unk>", "<eos>", "a"].map { Array($0.utf8) }, endOfSegment: 1, escapesSpaces: true)
    for wrong in [Float.nan, .infinity] {
      var levels = small.levels
      levels[1].logProbabilities[1] = wrong
      let model = BackoffModel(vocabularySize: 3, endOfSegment: 1, levels: levels)
      #expect(throws: ARPAError.unwritable(order: 2, row: 1)) { try model.arpa(tokens) }
    }
    var levels = small.levels
    levels[0].continuations = [0, 0, 0, 0, 1]
    let gap = BackoffModel(vocabularySize: 3, endOfSegment: 1, levels: levels)
    #expect(throws: ARPAError.self) { try gap.arpa(tokens) }
    levels = small.levels
    levels[1].words[0] = 4
    let beyond = BackoffModel(vocabularySize: 3, endOfSegment: 1, levels: levels)
    #expect(throws: ARPAError.unwritable(order: 2, row: 0)) { try beyond.arpa(tokens) }
    let stupid = BackoffModel(vocabularySize: 3, endOfSegment: 1, levels: small.levels, logBackoffOfUnseen: -0.4)
    #expect(throws: ARPAError.backsOffFromUnlisted) { try stupid.arpa(tokens) }
  }
}
