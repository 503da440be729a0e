import Corpus
import Counts
import Evaluation
import Foundation
import NGrams
import Testing
import Text

/// Laplace and Lidstone perplexities on the King James Bible, worked out by other software: 18 rows to 1e-9.
///
/// The text is not part of the project: `LMCTL_CORPORA` names a folder with kjv/train.txt, valid.txt and test.txt
/// (one verse a line, lower case, letters and apostrophes).
@Suite struct AddAlphaTruthTests {
  struct Row: Decodable {
    let perplexity: Double
    let perplexity_excluding_oov: Double
    let nats: Double
    let scored: Int
    let oov: Int
    let V: Int
    let distinct_ngrams: Int
  }

  static let corpora = ProcessInfo.processInfo.environment["LMCTL_CORPORA"]

  @Test(.enabled(if: corpora != nil, "LMCTL_CORPORA names no folder")) func agreesWithOtherSoftware() throws {
    let folder = try #require(Self.corpora) + "/kjv/"
    let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/ngram_add_alpha_kjv.json")
    let rows = try JSONDecoder().decode([String: Row].self, from: Data(contentsOf: fixture))
    #expect(rows.count == 18)
    let corpus = try self.corpus(folder)
    var largest = 0.0
    for order in 1...3 {
      let trie = try TrieCounter(order: order, vocabularySize: corpus.vocabulary.count, endOfSegment: 1)
        .count(corpus.split(.train).ids)
      for alpha in ["1.0", "0.1", "0.01"] {
        for name in [Split.Name.valid, .test] {
          let expected = try #require(rows["line/\(name.rawValue)/order\(order)/alpha\(alpha)"])
          let split = corpus.split(name)
          let model = AddAlphaModel(trie, alpha: try #require(Double(alpha)))
          var state = model.start()
          let score = Score(
            model.score(split.ids, from: &state), of: split.ids, hasEOS: true, characters: split.characters,
            bytes: split.bytes)
          #expect(score.scored == expected.scored)
          #expect(score.oov == expected.oov)
          #expect(corpus.vocabulary.count == expected.V)
          #expect(NGramTable(trie).count == expected.distinct_ngrams)
          for (mine, other) in [
            (score.perplexity, expected.perplexity), (score.nats, expected.nats),
            (score.perplexityExcludingOOV, expected.perplexity_excluding_oov),
          ] {
            largest = max(largest, abs(try #require(mine) / other - 1))
          }
        }
      }
    }
    #expect(largest < 1e-9)
    print("add-alpha on the King James Bible: largest relative difference \(largest)")
  }

  private func corpus(_ folder: String) throws -> Corpus {
    let settings = CorpusSettings(tokenizer: TokenizerSettings(unit: .whitespace), splitting: .files)
    let builder = try CorpusBuilder(settings, threads: 2)
    let tokenizer = try Tokenizer(settings.tokenizer)
    for split in Split.Name.allCases {
      _ = try builder.read(.file(path: folder + split.rawValue + ".txt"), with: tokenizer, into: split)
    }
    return try builder.finish()
  }
}
