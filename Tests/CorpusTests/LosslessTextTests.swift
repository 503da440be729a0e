import Corpus
import Foundation
import Testing
import Text

/// decode(encode(text)) == text wherever a corpus says so, and it says so wherever it should.
@Suite struct LosslessTextTests {
  static func corpus(
    _ texts: [[UInt8]], _ settings: TokenizerSettings, splitting: Splitting = .shares(train: 100, valid: 0, test: 0),
    minCount: Int = 1, maxTokens: Int? = nil
  ) throws -> Corpus {
    let all = CorpusSettings(tokenizer: settings, splitting: splitting, minCount: minCount, maxTokens: maxTokens)
    let builder = try CorpusBuilder(all, threads: 2)
    let tokenizer = try Tokenizer(settings)
    for (number, text) in texts.enumerated() {
      let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).txt").path
      try Data(text).write(to: URL(filePath: path))
      defer { try? FileManager.default.removeItem(atPath: path) }
      let split = splitting == .files ? Split.Name.allCases[number] : .train
      _ = try builder.read(.file(path: path), with: tokenizer, into: split)
    }
    return try builder.finish()
  }

  private func isReversible(
    _ texts: String..., unit: TokenUnit, _ boundary: Boundary, invalid: InvalidInput = .error, maxTokens: Int? = nil
  ) throws -> Bool {
    let settings = TokenizerSettings(unit: unit, boundary: boundary, decoding: Decoding(invalid: invalid))
    return try Self.corpus(texts.map { Array($0.utf8) }, settings, maxTokens: maxTokens).isReversible
  }

  @Test func charactersWithoutLines() throws {
    for boundary in [Boundary.none, .sentence] {
      for text in ["ab\n", "a\r\nb", "\u{FEFF}One. Two.\n\n \t", "e\u{301}\u{0}\u{85}\u{2028}👩‍👩‍👧"] {
        #expect(try isReversible(text, "", text, unit: .char, boundary))
      }
    }
    #expect(try !isReversible("a\n\nb\n", unit: .char, .paragraph))
    #expect(try isReversible("abcdef", unit: .char, .none, maxTokens: 3))
  }

  @Test func charactersByLine() throws {
    #expect(try isReversible("a b\n\n\rc\tx\n", "d\n", "", unit: .char, .line))
    #expect(try !isReversible("a\nb", unit: .char, .line))
    #expect(try !isReversible("a\nb", "c\n", unit: .char, .line))
    #expect(try !isReversible("a\r\nb\n", unit: .char, .line))
  }

  @Test func wordsWithSingleSpaces() throws {
    #expect(try isReversible("a b\n\nccc é\u{A0}f\n", "g\n", unit: .whitespace, .line))
    for text in [
      "a  b\n", " a b\n", "a b \n", "a\tb\n", "a b\r\n", "a\u{B}b\n", "a\u{C}b\n", "a\rb\n", "a b", "a\n \nb\n",
    ] {
      #expect(try !isReversible(text, unit: .whitespace, .line), "\(text.debugDescription)")
    }
    #expect(try !isReversible("a b\n", unit: .whitespace, .none))
    #expect(try !isReversible("a <unk> b\n", unit: .whitespace, .line))
  }

  @Test func whatIsLostElsewhere() throws {
    #expect(try !isReversible("a b\n", unit: .word, .line))
    let text = [Array("aB\n\naB\nx\n".utf8)]
    #expect(try Self.corpus(text, TokenizerSettings(unit: .char)).isReversible)
    for settings in [
      TokenizerSettings(unit: .char, caseMapping: .lower), TokenizerSettings(unit: .char, normalization: .nfc),
      TokenizerSettings(unit: .char, skipEmptyLines: true), TokenizerSettings(preset: .d2lChar2022),
    ] {
      #expect(try !Self.corpus(text, settings).isReversible)
    }
    #expect(try !Self.corpus(text, TokenizerSettings(unit: .char), minCount: 2).isReversible)
    let broken = TokenizerSettings(unit: .char, boundary: .none, decoding: Decoding(invalid: .replace))
    #expect(try Self.corpus([[0x61, 0x0A]], broken).isReversible)
    #expect(try !Self.corpus([[0x61, 0xFF, 0x0A]], broken).isReversible)
  }

  private static let rounds = ProcessInfo.processInfo.environment["LMCTL_LONG"] == nil ? 40 : 600

  /// Random texts of what is hard, all units and boundaries, shares and files.
  @Test func whoeverSaysSoGivesTheTextBack() throws {
    let parts = [
      "a", "b", " ", "\n", "ab c\n", "\r", "\r\n", "\t", "é", "e\u{301}", "\u{2028}", ".", "A. B", "\u{FEFF}", "日本",
      "\u{0}",
      "🇩🇪", "\n\n", "<num>", "\\",
    ]
    var random = SystemRandomNumberGenerator()
    var reversible = 0
    for round in 0..<Self.rounds {
      // Few kinds at a time, so that texts without CR, tabs and double spaces come up too.
      let some = (0..<Int.random(in: 1...5, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
      let texts = (0..<3).map { _ in
        let text = (0..<Int.random(in: 20...60, using: &random)).map { _ in some.randomElement(using: &random) ?? "" }
          .joined()
        return Array((text + (Bool.random(using: &random) ? "\n" : "")).utf8)
      }
      // A mark at a file's start is dropped, as it is no part of the text.
      let whole = texts.flatMap { $0.starts(with: [0xEF, 0xBB, 0xBF]) ? $0.dropFirst(3) : $0[...] }
      for unit in TokenUnit.allCases {
        for boundary in Boundary.allCases {
          let settings = TokenizerSettings(unit: unit, boundary: boundary, skipEmptyLines: round % 5 == 4)
          let shares = Splitting.shares(train: 34, valid: 33, test: 33)
          for splitting in [shares, .files, .shares(train: 100, valid: 0, test: 0)] {
            guard let corpus = try? Self.corpus(texts, settings, splitting: splitting) else { continue }
            let decoded = Split.Name.allCases.map { corpus.decoded($0) }
            #expect(decoded.allSatisfy { ($0 != nil) == corpus.isReversible })
            guard corpus.isReversible else { continue }
            reversible += 1
            let text = decoded.flatMap { $0 ?? [] }
            #expect(
              text == whole,
              "\(unit) \(boundary) \(splitting): \(String(decoding: whole, as: UTF8.self).debugDescription)")
            for (split, text) in zip(corpus.splits, decoded) { #expect(split.bytes == text?.count) }
          }
        }
      }
    }
    #expect(reversible > Self.rounds)
  }
}
