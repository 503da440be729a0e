import Corpus
import Evaluation
import Foundation
import Ledger
import NGrams
import Testing

@testable import Experiment

@Suite struct NGramTrainerTests {
  /// Every smoothing, in both forms, under both rules: what is stored scores `test` as its row says, is finite, and
  /// tells how it was made.
  @Test(arguments: SmoothingName.allCases, Unseen.allCases) func everySmoothing(
    smoothing: SmoothingName, unseen: Unseen
  ) throws {
    let fixture = try NGramFixture()
    let (ledger, corpus) = try fixture.stored()
    let ids = try corpus.ids(.test)
    for interpolates in smoothing.hasBothForms ? [true, false] : [true] {
      let record = try #require(
        try fixture.train([smoothing], orders: [3]) {
          $0.unseen = unseen
          $0.interpolates = interpolates
          $0.checks = 20
        }.first)
      #expect(record.name == (interpolates ? "\(smoothing.rawValue)-3" : "\(smoothing.rawValue)-backoff-3"))
      #expect(record.order == 3 && record.kind == "ngram" && record.context == .segment)
      #expect(record.unseen == (smoothing == .mle ? "zero" : unseen.rawValue))
      #expect(record.isNormalized == (smoothing != .stupidBackoff))
      // Sums are checked of all that promise something; of what does not it is told.
      let notes = fixture.notes.filter { $0.contains(record.name) }
      #expect(notes.count == 1 && notes[0].contains(smoothing == .stupidBackoff ? "not summed" : "sum to 1"))
      let stored = try fixture.model(record)
      let score = try #require(try ledger.scores(of: record).first { $0.split == .test })
      func scores(_ model: some LanguageModel) -> [Double] {
        var state = model.start()
        return model.score(ids, from: &state)
      }
      #expect(try scores(stored.model) == ledger.loadArtifact(score.artifactID, as: Double.self))
      // `test` has words that training never saw: maximum likelihood says never, and so does what leaves nothing over.
      let isZero = smoothing == .mle || smoothing == .stupidBackoff && unseen == .leftover
      #expect((score.perplexity == nil) == isZero)
      let settings = try fixture.settings(record)
      #expect(settings["order"] as? Int == 3)
      if !smoothing.addsAlpha {
        #expect(settings["interpolate"] as? Bool == (interpolates && smoothing != .goodTuring))
        #expect(settings["unseen"] as? String == unseen.rawValue)
        #expect((settings["weights"] != nil) == (smoothing == .jelinekMercer))
        #expect((settings["counts_of_counts"] as? [[Int]])?.count == 3)
      }
    }
  }

  /// Where discounts cannot be estimated a warning says of which order, why, and what to do.
  @Test func fallbacksAreTold() throws {
    let scores = try ScoreFixture(models: [])
    try scores.write("one two\n", to: "tiny.txt")
    for name in ["valid", "test"] { try scores.write("one\n", to: "\(name).txt") }
    _ = try Tokenize(
      sources: [
        .train: [scores.path("tiny.txt")], .valid: [scores.path("valid.txt")], .test: [scores.path("test.txt")],
      ],
      name: "c", settings: .init(splitting: .files), replaces: true)(scores.bench)
    let fixture = NGramFixture(scores)
    for (smoothing, taken) in [
      (.modifiedKneserNey, "0.5, 1, 1.5 are taken"), (.kneserNey, "0.5 is taken"), (.absolute, "0.5 is taken"),
      (.goodTuring, "counts are taken whole"),
    ] as [(SmoothingName, String)] {
      let before = fixture.warnings.count
      try fixture.train([smoothing], orders: [2])
      let warnings = fixture.warnings.dropFirst(before)
      #expect(warnings.count == 2)
      for (order, warning) in zip(1...2, warnings) {
        #expect(warning.contains("\(smoothing.rawValue)-2") && warning.contains("order \(order)"))
        #expect(warning.contains("t1 = ") && warning.contains(taken) && warning.contains("--smoothing witten-bell"))
      }
    }
    let before = fixture.warnings.count
    try fixture.train([.wittenBell, .stupidBackoff, .laplace], orders: [2])
    #expect(fixture.warnings.count == before)
  }

  /// Both ways to prune leave fewer n-grams, say so, and the model still sums to 1.
  @Test func pruned() throws {
    let fixture = try NGramFixture()
    let all = try fixture.train([.modifiedKneserNey, .wittenBell], orders: [3])
    let byCount = try fixture.train([.modifiedKneserNey, .wittenBell], orders: [3], name: "cut") {
      $0.cutoffs = [0, 0, 1]
      $0.checks = 30
    }
    let byEntropy = try fixture.train([.modifiedKneserNey, .wittenBell], orders: [3], name: "entropy") {
      $0.entropyThreshold = 1e-3
      $0.checks = 30
    }
    for (index, record) in all.enumerated() {
      for pruned in [byCount[index], byEntropy[index]] {
        #expect(pruned.parameters < record.parameters)
        #expect(try fixture.model(pruned).backoff?.count == pruned.parameters)
      }
      #expect(try fixture.settings(byCount[index])["prune"] as? [Int] == [0, 0, 1])
      #expect(try fixture.settings(byEntropy[index])["prune_entropy"] as? Double == 1e-3)
      #expect(fixture.notes.contains { $0.hasPrefix("\(byEntropy[index].name): \(byEntropy[index].parameters) of ") })
    }
  }

  /// What is better and what may be compared: models with other rules for the unseen, or without a sum, have no place
  /// among the others.
  @Test func ranking() throws {
    let fixture = try NGramFixture()
    try fixture.train([.modifiedKneserNey, .wittenBell, .laplace, .stupidBackoff], orders: [2])
    try fixture.train([.wittenBell], orders: [2], name: "left") { $0.unseen = .leftover }
    let rows = try fixture.stored().ledger.leaderboard(corpus: "c", split: .test)
    let positions = try fixture.stored().corpus.positions(of: .train)
    #expect(rows.allSatisfy { $0.trained == positions })
    let places = Dictionary(uniqueKeysWithValues: rows.map { ($0.model, $0.place) })
    #expect(places["stupid-backoff-2"] == .some(nil))
    #expect(places["left"] == 1)
    let ranked = ["modified-kneser-ney-2", "witten-bell-2", "laplace-2"]
    #expect(Set(ranked.compactMap { places[$0] ?? nil }) == [1, 2, 3])
    #expect(places["laplace-2"] == 3)
  }

  /// α by the best on valid, and of the discount what was given.
  @Test func alphaAndDiscount() throws {
    let fixture = try NGramFixture()
    let records = try fixture.train([.add], orders: [2], alphas: [.value(0.001), .value(5), .auto])
    let (ledger, _) = try fixture.stored()
    let nats = try records.map { record in
      let score = try #require(try ledger.scores(of: record).first { $0.split == .valid })
      return try #require(score.nats)
    }
    #expect(nats[2] <= nats[0] && nats[2] <= nats[1])
    let auto = try fixture.settings(records[2])
    #expect(auto["alpha_auto"] as? Bool == true && (auto["alpha"] as? Double ?? -1) > 0)
    #expect(records.map(\.name) == ["add-2-0.001", "add-2-5", "add-2-auto"])
    let absolute = try fixture.train([.absolute], orders: [2]) { $0.discount = 0.25 }
    #expect(try fixture.settings(absolute[0])["discounts"] as? [[Double]] == [[0.25], [0.25]])
  }
}
