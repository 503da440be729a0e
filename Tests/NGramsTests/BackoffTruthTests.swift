import Counts
import Evaluation
import Foundation
import Testing

@testable import NGrams

/// The library against KenLM and SRILM on the King James Bible (``KingJames``).
@Suite struct BackoffTruthTests {
  /// Discounts as KenLM prints them, perplexities, and the first words of `test` one by one.
  @Test(.enabled(if: KingJames.folder != nil, "LMCTL_CORPORA names no folder")) func agreesWithKenLM() throws {
    let truth: OracleTruthTests.KenLM = try fixture("ngram_kneser_ney_kjv")
    let text = try KingJames()
    let trie = try text.trie(5)
    for order in 2...5 {
      let (model, discounts) = BackoffEstimator(
        trie.cut(to: order), EstimationSettings(.modifiedKneserNey), threads: 2
      ).estimate()
      for n in 1...order {
        #expect(model.levels[n - 1].count == truth.counts["\(n)"])
        let printed = try #require(truth.discounts["\(order)"]?["\(n)"])
        // Six digits are printed.
        for (mine, other) in zip(discounts[n - 1].discounts, printed) { #expect(abs(mine - other) < 6e-6) }
        #expect(discounts[n - 1].discounts.count == 3 && !discounts[n - 1].isFallback)
      }
      for (split, stream) in [("valid", text.valid), ("test", text.test)] {
        let expected = try #require(truth.perplexity["\(split)/order\(order)"])
        var state = model.start()
        let p = model.score(stream, from: &state)
        let score = Score(p, of: stream, hasEOS: true, characters: 1, bytes: 1)
        #expect(score.scored == expected.scored && score.oov == expected.oov)
        #expect(abs(try #require(score.perplexity) / expected.including_oov - 1) < 1e-5)
        #expect(abs(try #require(score.perplexityExcludingOOV) / expected.excluding_oov - 1) < 1e-5)
        guard split == "test", let words = truth.word_log10["\(order)"]?.joined() else { continue }
        #expect(words.count > 100)
        for (mine, other) in zip(p, words) { #expect(abs(mine / log(10) - other) < 1e-5) }
      }
    }
  }

  /// All rows. What SRILM gives to `<unk>` is what is left after 12,019 rounded numbers: where little is left, Katz and
  /// one-discount Kneser–Ney agree in what excludes it.
  @Test(.enabled(if: KingJames.folder != nil, "LMCTL_CORPORA names no folder")) func agreesWithSRILM() throws {
    let truth: OracleTruthTests.SRILM = try fixture("ngram_srilm_kjv")
    let text = try KingJames()
    let trie = try text.trie(3)
    let methods: [(name: String, smoothing: Smoothing, interpolates: Bool, tolerance: Double)] = [
      ("witten-bell, interpolated", .wittenBell, true, 1e-6),
      ("witten-bell, back-off", .wittenBell, false, 1e-6),
      ("absolute 0.7, interpolated", .absolute(discount: 0.7), true, 1e-6),
      ("modified kneser-ney, interpolated", .modifiedKneserNey, true, 1e-4),
      ("modified kneser-ney, back-off", .modifiedKneserNey, false, 1e-6),
      ("kneser-ney (one discount), interpolated", .kneserNey, true, 2e-4),
      ("good-turing (Katz), default cut-offs 7", .goodTuring, false, 1e-4),
    ]
    #expect(Set(truth.rows.map(\.method)) == Set(methods.map(\.name)))
    var rows = 0
    for (name, smoothing, interpolates, tolerance) in methods {
      for order in 2...3 {
        let settings = EstimationSettings(smoothing, interpolates: interpolates, unseen: .leftover)
        let model = BackoffEstimator(trie.cut(to: order), settings, threads: 2).estimate().model
        for row in truth.rows where row.order == order && row.method == name {
          rows += 1
          let stream = row.split == "valid" ? text.valid : text.test
          var state = model.start()
          let score = Score(
            model.score(stream, from: &state), of: stream, hasEOS: true, characters: 1, bytes: 1)
          #expect(abs(try #require(score.perplexity) / row.ppl - 1) < tolerance, "\(name), \(order), \(row.split)")
          guard order == 2, let expected = truth.excluding_oov[name]?[row.split] else { continue }
          #expect(abs(try #require(score.perplexityExcludingOOV) / expected - 1) < 1e-6, "\(name), \(row.split)")
        }
      }
    }
    #expect(rows == 28)
  }

  /// The project's own novels, with cut-offs and without: discounts, how many n-grams are listed, perplexities.
  @Test func agreesWithKenLMOnTheNovels() throws {
    let truth: OracleTruthTests.English = try fixture("ngram_kenlm_english")
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Corpora/english").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".txt") }
      .sorted()
    var ids: [Substring: UInt32] = [:]
    var streams: (train: [UInt32], held: [UInt32]) = ([], [])
    for (number, file) in files.enumerated() {
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
        let words = line.split(separator: " ")
        if number < 32 {
          for word in words where ids[word] == nil { ids[word] = UInt32(ids.count + 2) }
          streams.train += words.map { ids[$0] ?? 0 } + [1]
        } else {
          streams.held += words.map { ids[$0] ?? 0 } + [1]
        }
      }
    }
    let size = ids.count + 2
    let trie = try TrieCounter(
      order: truth.rows.map(\.order).max() ?? 0, vocabularySize: size, endOfSegment: 1, threads: 2
    ).count(streams.train)
    for row in truth.rows {
      let settings = EstimationSettings(.modifiedKneserNey, cutoffs: row.prune.map { UInt32($0) })
      let (model, discounts) = BackoffEstimator(trie.cut(to: row.order), settings, threads: 2).estimate()
      // `<s>` and `<unk>` stand among KenLM's unigrams and among ours.
      #expect(model.levels.map(\.count) == row.listed)
      for (mine, other) in zip(discounts, row.discounts) {
        for (mine, other) in zip(mine.discounts, other) { #expect(abs(mine - other) < 6e-6) }
      }
      var state = model.start()
      let score = Score(
        model.score(streams.held, from: &state), of: streams.held, hasEOS: true, characters: 1, bytes: 1)
      #expect(score.scored == row.scored && score.oov == row.oov)
      #expect(abs(try #require(score.perplexity) / row.including_oov - 1) < 1e-5, "\(row.order) \(row.prune)")
      #expect(abs(try #require(score.perplexityExcludingOOV) / row.excluding_oov - 1) < 1e-5)
    }
  }

  private func fixture<T: Decodable>(_ name: String) throws -> T {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/\(name).json")
    return try JSONDecoder().decode(T.self, from: Data(contentsOf: file))
  }
}
