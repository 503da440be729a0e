import Corpus
import Foundation
import Testing
import Text

@testable import Experiment

/// The lines of `score --detail tokens` against those of KenLM's `query`, which scored the same text with the same model.
@Suite struct ScoreTruthTests {
  static let corpora = ProcessInfo.processInfo.environment["LMCTL_CORPORA"]

  private struct Truth: Decodable {
    /// By order: log₁₀ p of each word and of each `</s>` of the first lines.
    let wordLog10: [String: [[Double]]]

    enum CodingKeys: String, CodingKey { case wordLog10 = "word_log10" }
  }

  @Test(.enabled(if: corpora != nil)) func kenLMQuery() throws {
    let folder = try #require(Self.corpora) + "/kjv"
    let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../NGramsTests/Fixtures/ngram_kneser_ney_kjv.json")
    let truth = try JSONDecoder().decode(Truth.self, from: try Data(contentsOf: fixture)).wordLog10
    let files = try CountFixture()
    let bench = Workbench(database: files.folder.path + "/lm.sqlite", threads: 2, arguments: []) { _ in }
    let sources = Dictionary(uniqueKeysWithValues: Split.Name.allCases.map { ($0, ["\(folder)/\($0.rawValue).txt"]) })
    let settings = CorpusSettings(tokenizer: TokenizerSettings(unit: .whitespace), splitting: .files)
    _ = try Tokenize(sources: sources, name: "kjv", settings: settings)(bench)
    try TrainNGrams(corpus: nil, orders: [2, 3], smoothings: [.modifiedKneserNey])(bench)
    for order in [2, 3] {
      let expected = try #require(truth["\(order)"]).flatMap { $0 }
      let test = try String(contentsOfFile: "\(folder)/test.txt", encoding: .utf8).split(separator: "\n")
      let text = test.prefix(12).map { $0 + "\n" }.joined()
      let path = try files.file(Array(text.utf8))
      let output = try files.lines {
        try ScoreInput(sources: [path], model: "modified-kneser-ney-\(order)", detail: .tokens)(bench, write: $0)
      }
      let rows = output.split(separator: "\n").dropFirst().map {
        $0.split(separator: "\t", omittingEmptySubsequences: false)
      }
      let found = rows.filter { !$0[1].isEmpty }.map { Double($0[5]) ?? .nan }
      #expect(found.count == expected.count)
      #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-5 })
      let totals = rows.filter { $0[1].isEmpty }.map { Double($0[5]) ?? .nan }
      #expect(totals.count == 12 && abs(totals.reduce(0, +) - expected.reduce(0, +)) < 1e-4)
    }
  }
}
