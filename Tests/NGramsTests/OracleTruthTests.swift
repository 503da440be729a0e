import Foundation
import Testing

/// The oracles against KenLM's and SRILM's figures on the King James Bible, order 2 (all orders with LMCTL_LONG).
///
/// The text is not part of the project: `LMCTL_CORPORA` names a folder with kjv/train.txt, valid.txt and test.txt
/// (one verse a line, lower case, letters and apostrophes).
@Suite struct OracleTruthTests {
  struct KenLM: Decodable {
    struct Perplexity: Decodable {
      let including_oov: Double
      let excluding_oov: Double
      let oov: Int
      let scored: Int
    }
    let counts: [String: Int]
    let discounts: [String: [String: [Double]]]
    let perplexity: [String: Perplexity]
    let word_log10: [String: [[Double]]]
  }

  struct SRILM: Decodable {
    struct Row: Decodable {
      let order: Int
      let method: String
      let split: String
      let ppl: Double
      let log10_p_unk_unigram: Double
    }
    let rows: [Row]
    let excluding_oov: [String: [String: Double]]
  }

  private static let corpora = ProcessInfo.processInfo.environment["LMCTL_CORPORA"]
  private static let isLong = ProcessInfo.processInfo.environment["LMCTL_LONG"] != nil

  @Test(.enabled(if: corpora != nil, "LMCTL_CORPORA names no folder"), arguments: isLong ? [2, 3, 4, 5] : [2])
  func agreesWithKenLM(order: Int) throws {
    let truth: KenLM = try fixture("ngram_kneser_ney_kjv")
    let text = try Text()
    let counts = text.counts(order: order)
    for n in 1...order {
      // Of unigrams KenLM lists <s> and <unk> too.
      let listed = counts.raw[n - 1].count + (n == 1 ? 2 : 0)
      #expect(listed == truth.counts["\(n)"])
    }
    let discounts = KneserNeyOracle(counts, modified: true).discounts
    for n in 1...order {
      let expected = try #require(truth.discounts["\(order)"]?["\(n)"])
      for (mine, other) in zip(discounts[n - 1].dropFirst(), expected) { #expect(isClose(mine, other, within: 6e-6)) }
    }
    let oracle = Oracle(counts, method: .modifiedKneserNey, backsOff: false, unseen: .uniform)
    for split in ["valid", "test"] {
      let expected = try #require(truth.perplexity["\(split)/order\(order)"])
      let scored = try text.score(oracle, split)
      #expect(scored.logs.count == expected.scored)
      #expect(scored.ids.count { $0 == 0 } == expected.oov)
      #expect(abs(scored.perplexity / expected.including_oov - 1) < 1e-6)
      #expect(abs(scored.perplexityExcludingOOV / expected.excluding_oov - 1) < 1e-6)
      guard split == "test", let words = truth.word_log10["\(order)"]?.joined() else { continue }
      for (mine, other) in zip(scored.logs, words) { #expect(isClose(mine, other, within: 1e-6)) }
    }
  }

  @Test(.enabled(if: corpora != nil, "LMCTL_CORPORA names no folder"), arguments: isLong ? [2, 3] : [2])
  func agreesWithSRILM(order: Int) throws {
    let truth: SRILM = try fixture("ngram_srilm_kjv")
    let text = try Text()
    let counts = text.counts(order: order)
    // What remains of <unk>'s probability after SRILM has subtracted 12,019 rounded ones is its rounding where little
    // remains, and decides the fifth digit: Katz's −5.394763 is −5.396142 in double precision.
    let methods: [(name: String, method: Oracle.Method, backsOff: Bool, tolerance: Double, unknown: Double)] = [
      ("witten-bell, interpolated", .wittenBell, false, 1e-6, 1e-6),
      ("witten-bell, back-off", .wittenBell, true, 1e-6, 1e-6),
      ("absolute 0.7, interpolated", .absolute(discount: 0.7), false, 1e-6, 1e-6),
      ("modified kneser-ney, interpolated", .modifiedKneserNey, false, 1e-5, 2e-4),
      ("modified kneser-ney, back-off", .modifiedKneserNey, true, 1e-6, 1e-6),
      ("kneser-ney (one discount), interpolated", .kneserNey, false, 2e-4, 3e-3),
      ("good-turing (Katz), default cut-offs 7", .goodTuring, true, 1e-4, 2e-3),
    ]
    #expect(Set(truth.rows.map(\.method)) == Set(methods.map(\.name)))
    for (name, method, backsOff, tolerance, unknown) in methods {
      let oracle = Oracle(counts, method: method, backsOff: backsOff, unseen: .leftover)
      for row in truth.rows where row.order == order && row.method == name {
        let scored = try text.score(oracle, row.split)
        #expect(abs(scored.perplexity / row.ppl - 1) < tolerance, "\(name), \(row.split)")
        #expect(isClose(log10(oracle.probability(of: 0, after: [])), row.log10_p_unk_unigram, within: unknown))
        guard order == 2, let expected = truth.excluding_oov[name]?[row.split] else { continue }
        #expect(abs(scored.perplexityExcludingOOV / expected - 1) < 1e-6, "\(name), \(row.split)")
      }
    }
  }

  private func fixture<T: Decodable>(_ name: String) throws -> T {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/\(name).json")
    return try JSONDecoder().decode(T.self, from: Data(contentsOf: file))
  }

  /// The Bible as ids: 0 for what train does not hold, 1 for the end of a line.
  private struct Text {
    private var ids: [Substring: UInt32] = [:]
    private var train: [[UInt32]] = []

    init() throws {
      train = try Self.lines("train").map { line in
        line.map { word in
          let id = ids[word] ?? UInt32(ids.count + 2)
          ids[word] = id
          return id
        }
      }
    }

    var vocabularySize: Int { ids.count + 2 }

    private static func lines(_ split: String) throws -> [[Substring]] {
      let file = URL(fileURLWithPath: try #require(corpora)).appendingPathComponent("kjv/\(split).txt")
      return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { $0.split(separator: " ") }
    }

    func counts(order: Int) -> OracleCounts {
      OracleCounts(segments: train, vocabularySize: vocabularySize, endOfSegment: 1, order: order)
    }

    func score(_ oracle: Oracle, _ split: String) throws -> Scored {
      var scored = Scored()
      for line in try Self.lines(split) {
        var history = [UInt32(vocabularySize)]
        for id in line.map({ ids[$0, default: 0] }) + [1] {
          scored.ids.append(id)
          scored.logs.append(log10(oracle.probability(of: id, after: history)))
          history.append(id)
        }
      }
      return scored
    }
  }

  private struct Scored {
    var ids: [UInt32] = []
    var logs: [Double] = []

    var perplexity: Double { pow(10, -logs.reduce(0, +) / Double(logs.count)) }

    var perplexityExcludingOOV: Double {
      let known = zip(ids, logs).filter { $0.0 != 0 }.map(\.1)
      return pow(10, -known.reduce(0, +) / Double(known.count))
    }
  }
}
