import Foundation
import Testing

/// The oracles against figures of KenLM and SRILM: on the project's own novel, and on the King James Bible, order 2
/// (all orders with LMCTL_LONG).
///
/// The Bible is not part of the project: `LMCTL_CORPORA` names a folder with kjv/train.txt, valid.txt and test.txt
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

  /// KenLM on files 01 to 32 of Corpora/english, a line a segment, scored on 33 to 40.
  struct English: Decodable {
    struct Row: Decodable {
      let order: Int
      let prune: [Int]
      let discounts: [[Double]]
      let listed: [Int]
      let including_oov: Double
      let excluding_oov: Double
      let oov: Int
      let scored: Int
    }
    let rows: [Row]
  }

  private static let corpora = ProcessInfo.processInfo.environment["LMCTL_CORPORA"]
  private static let isLong = ProcessInfo.processInfo.environment["LMCTL_LONG"] != nil

  @Test func agreesWithKenLMWhereItPrunes() throws {
    let truth: English = try fixture("ngram_kenlm_english")
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Corpora/english").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".txt") }
      .sorted()
    #expect(files.count == 40)
    let lines = try files.map { try Text.lines(folder.appendingPathComponent($0)) }
    let text = Text(train: lines.prefix(32).flatMap { $0 })
    for row in truth.rows {
      let counts = text.counts(order: row.order)
      let pruning = OraclePruning(counts: counts, thresholds: row.prune)
      for n in 1...row.order {
        let listed = counts.raw[n - 1].keys.count { pruning.keeps($0) } + (n == 1 ? 2 : 0)
        #expect(listed == row.listed[n - 1])
      }
      for (mine, other) in zip(KneserNeyOracle(counts, modified: true).discounts, row.discounts) {
        for (mine, other) in zip(mine.dropFirst(), other) { #expect(isClose(mine, other, within: 6e-6)) }
      }
      let oracle = Oracle(
        counts, method: .modifiedKneserNey, backsOff: false, unseen: .uniform, prune: row.prune)
      let scored = text.score(oracle, lines.suffix(8).flatMap { $0 })
      #expect(scored.logs.count == row.scored)
      #expect(scored.ids.count { $0 == 0 } == row.oov)
      #expect(abs(scored.perplexity / row.including_oov - 1) < 1e-6)
      #expect(abs(scored.perplexityExcludingOOV / row.excluding_oov - 1) < 1e-6)
    }
  }

  @Test(.enabled(if: corpora != nil, "LMCTL_CORPORA names no folder"), arguments: isLong ? [2, 3, 4, 5] : [2])
  func agreesWithKenLM(order: Int) throws {
    let truth: KenLM = try fixture("ngram_kneser_ney_kjv")
    let text = try Text(train: bible("train"))
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
      let scored = try text.score(oracle, bible(split))
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
    let text = try Text(train: bible("train"))
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
        let scored = try text.score(oracle, bible(row.split))
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

  private func bible(_ split: String) throws -> [[Substring]] {
    try Text.lines(URL(fileURLWithPath: try #require(Self.corpora)).appendingPathComponent("kjv/\(split).txt"))
  }

  /// Lines as ids: 0 for what train does not hold, 1 for the end of a line.
  private struct Text {
    private var ids: [Substring: UInt32] = [:]
    private var train: [[UInt32]] = []

    init(train lines: [[Substring]]) {
      train = lines.map { line in
        line.map { word in
          let id = ids[word] ?? UInt32(ids.count + 2)
          ids[word] = id
          return id
        }
      }
    }

    var vocabularySize: Int { ids.count + 2 }

    static func lines(_ file: URL) throws -> [[Substring]] {
      try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        .map { $0.split(separator: " ") }
    }

    func counts(order: Int) -> OracleCounts {
      OracleCounts(segments: train, vocabularySize: vocabularySize, endOfSegment: 1, order: order)
    }

    func score(_ oracle: Oracle, _ lines: [[Substring]]) -> Scored {
      var scored = Scored()
      for line in lines {
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
