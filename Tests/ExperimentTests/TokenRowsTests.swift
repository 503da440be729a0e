import Corpus
import Ledger
import Platform
import Testing
import Text

@testable import Experiment

@Suite struct TokenRowsTests {
  /// Ranks by count whatever the ids are; what is not visible ASCII, or too long, is shown escaped.
  @Test func ofAVocabulary() {
    let long = String(repeating: "x", count: 201)
    let tokens = ["<unk>", "<eos>", "rare", "the", "é", "a\\b", "\u{1B}[2J", long].map { Array($0.utf8) } + [[0xFF]]
    let rows = TokenRows(
      Vocabulary(tokens: tokens, counts: [3, 7, 1, 50, 4, 2, 2, 9, 1], hasEOS: true))
    #expect(Array(rows.bytes) == tokens && rows.counts == [3, 7, 1, 50, 4, 2, 2, 9, 1])
    #expect(rows.ranks == [nil, nil, 6, 1, 3, 4, 5, 2, 7])
    #expect(rows.texts[..<4].allSatisfy { $0 == nil })
    #expect(rows.texts[4...].map { $0 ?? "" } == tokens[4...].map { DisplayText.escaped($0) })
    #expect(rows.texts[5] == #"a\\b"# && rows.texts[6] == #"\u{1B}[2J"# && rows.texts[8] == #"\xFF"#)
  }
}
