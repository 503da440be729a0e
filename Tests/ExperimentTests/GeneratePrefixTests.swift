import Foundation
import Ledger
import Testing
import Text

@testable import Experiment

@Suite struct GeneratePrefixTests {
  private func tokens(_ text: String, _ settings: TokenizerSettings) throws -> [String] {
    let fixture = try ScoreFixture(settings, models: [])
    let corpus = try StoredCorpus("c", in: fixture.bench.openForReading())
    let prefix = try GeneratePrefix(text, corpus.tokenizerSettings(), corpus)
    #expect(prefix.ids.count == prefix.tokens.count)
    for (id, token) in zip(prefix.ids, prefix.tokens) where id > 1 { #expect(corpus.tokens[Int(id)].bytes == token) }
    return prefix.ids.indices.map { index in
      prefix.ids[index] == corpus.endOfSegment ? "|" : String(decoding: prefix.tokens[index], as: UTF8.self)
    }
  }

  /// Read as the corpus's text is, but that its end is open.
  @Test func theEndStaysOpen() throws {
    let lines = TokenizerSettings(caseMapping: .lower)
    #expect(try tokens("The CAT", lines) == ["the", "cat"])
    #expect(try tokens("a dog.\nthe", lines) == ["a", "dog", ".", "|", "the"])
    #expect(try tokens("a dog.\n", lines) == ["a", "dog", ".", "|"])
    #expect(try tokens("", lines).isEmpty)
    let sentences = TokenizerSettings(boundary: .sentence)
    #expect(try tokens("A dog. My", sentences) == ["A", "dog", ".", "|", "My"])
    #expect(try tokens("a dog.", sentences) == ["a", "dog", "."])
    #expect(try tokens("a d\n", TokenizerSettings(unit: .char, boundary: .none)) == ["a", " ", "d", "\n"])
    #expect(try tokens("A d", TokenizerSettings(preset: .d2lChar)) == ["a", " ", "d"])
    // A string is no bytes in the corpus's encoding.
    let latin = TokenizerSettings(decoding: Decoding(encoding: .named("windows-1252")))
    #expect(try tokens("é the", latin) == ["é", "the"])
  }

  /// The file that it is read from is nobody's business, and its limit the corpus's own.
  @Test func whatIsNoPrefixIsNamed() throws {
    let error = #expect(throws: NewTextError.self) {
      try tokens(String(repeating: "x", count: 70_000), TokenizerSettings(unit: .whitespace))
    }
    #expect(error.map { "\($0)".hasPrefix("--prefix: a token of 70000 bytes") } == true)
  }

  @Test func unknownWordsAreTold() throws {
    final class Told { var events: [String] = [] }
    let (fixture, told) = (try ScoreFixture(models: []), Told())
    let bench = Workbench(database: fixture.bench.database, threads: 1, arguments: []) { event in
      if case .warning(let text) = event { told.events.append(text) }
    }
    let corpus = try StoredCorpus("c", in: bench.openForReading())
    try GeneratePrefix("the cat", corpus.tokenizerSettings(), corpus).tell(bench)
    #expect(told.events.isEmpty)
    try GeneratePrefix("the zebra\u{202E} z1 z2 z3 z4 z5", corpus.tokenizerSettings(), corpus).tell(bench)
    #expect(told.events.count == 1 && told.events[0].contains("zebra") && told.events[0].contains("and 1 more"))
    #expect(!told.events[0].contains("\u{202E}"))
  }
}
