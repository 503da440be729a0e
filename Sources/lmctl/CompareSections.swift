import ArgumentParser
import Experiment
import Foundation
import Ledger
import Report

/// The options of `compare` that print another table than the leaderboard.
struct CompareSections: ParsableArguments {
  @Flag(help: "All pairs of models, and which differences are significant.")
  var pairs = false

  @Flag(
    name: .customLong("where"),
    help: "Perplexity by the token's frequency in train, its place in the segment, its history seen, its kind.")
  var byPlace = false

  @Option(
    help: ArgumentHelp("How well models predict so many tokens ahead, by their own predictions.", valueName: "k,…"),
    transform: Self.horizons)
  var horizon: [Int] = []

  @Option(help: ArgumentHelp("Places from which --horizon predicts.", valueName: "n"))
  var origins = 500

  @Option(
    help: ArgumentHelp(
      "N-gram models made again of so many percent of train: perplexity over the size of the text.", valueName: "%,…"),
    transform: Self.percents)
  var fractions: [Double] = []

  @Option(
    help: ArgumentHelp("The tokens, and the places, on which two models differ most.", valueName: "model,model"),
    transform: Self.pair)
  var differ: Pair?

  struct Pair {
    let first: String
    let second: String
  }

  static let names = "--pairs, --where, --horizon, --fractions and --differ"

  var count: Int {
    [pairs, byPlace, !horizon.isEmpty, !fractions.isEmpty, differ != nil].count { $0 }
  }

  private static func horizons(_ argument: String) throws -> [Int] {
    let numbers = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard !numbers.isEmpty, numbers.allSatisfy({ (1...MeasureHorizon.farthest).contains($0) }) else {
      throw ValidationError("--horizon takes numbers from 1 to \(MeasureHorizon.farthest): --horizon 1,2,4,8,16")
    }
    return numbers
  }

  private static func percents(_ argument: String) throws -> [Double] {
    let numbers = argument.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) ?? 0 }
    guard !numbers.isEmpty, numbers.allSatisfy({ $0 > 0 && $0 <= 100 }) else {
      throw ValidationError("--fractions takes percents above 0 and up to 100: --fractions 1,10,100")
    }
    return numbers
  }

  private static func pair(_ argument: String) throws -> Pair {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard names.count == 2, !names.contains("") else {
      throw ValidationError("--differ takes two models: --differ modified-kneser-ney-5,lstm-256-tied")
    }
    return Pair(first: names[0], second: names[1])
  }

  func validate() throws {
    if !(1...1_000_000 ~= origins) { throw ValidationError("--origins takes a number from 1 to 1000000") }
  }

  /// Works out what was asked for, and stores it.
  func measure(corpus: String?, split: SplitName, _ bench: Workbench) throws {
    if byPlace { try Where(corpus: corpus, split: split)(bench) }
    if !horizon.isEmpty {
      try MeasureHorizon(corpus: corpus, split: split, horizons: horizon, origins: origins)(bench)
    }
    if !fractions.isEmpty { try DataCurves(corpus: corpus, split: split, percents: fractions)(bench) }
  }

  /// Refuses names that are none before anything is worked out or shown: call it when what is to be made stands.
  func checkNames(corpus: String?, split: SplitName, _ bench: Workbench) throws {
    guard let differ else { return }
    try Differ(corpus: corpus, split: split, models: (differ.first, differ.second)).check(bench)
  }

  /// The one table that was asked for, with every column of its view; nil where none was.
  func tableForPrograms(corpus: String?, split: SplitName, _ bench: Workbench) throws -> Table? {
    let ledger = try bench.openForReading()
    let view: ViewName? =
      pairs
      ? .significance : byPlace ? .perplexityBy : !horizon.isEmpty ? .horizon : !fractions.isEmpty ? .dataCurve : nil
    let name = try corpus.map { try ledger.corpus(named: $0).name }
    if let view { return Table(try ledger.rows(of: view, corpus: name, split: split)) }
    return try differ.map { try DifferTables.tables(difference($0, corpus, split, bench))[0].table }
  }

  private func difference(
    _ pair: Pair, _ corpus: String?, _ split: SplitName, _ bench: Workbench
  ) throws -> TokenDifferences {
    try Differ(corpus: corpus, split: split, models: (pair.first, pair.second))(bench)
  }

  /// Models that stand side by side.
  private static let mostModels = 6

  /// What was asked for, with a title each: a column for each of the best models.
  /// - Parameter rows: of the leaderboard, the best first.
  func tables(
    _ rows: [LeaderboardRow], corpus: String?, split: SplitName, _ bench: Workbench
  ) throws -> [(title: String, table: Table)] {
    let ledger = try bench.openForReading()
    let name = try ledger.corpus(named: rows.isEmpty ? corpus : corpus ?? rows[0].corpus).name
    let ranked = rows.filter { $0.corpus.utf8.elementsEqual(name.utf8) }.map(\.model)
    let models = Array(ranked.prefix(Self.mostModels))
    let leftOut = ranked.count > models.count ? "; the best \(models.count) of \(ranked.count) models" : ""
    func view(_ view: ViewName) throws -> ViewRows { try ledger.rows(of: view, corpus: name, split: split) }
    var tables: [(title: String, table: Table)] = []
    if pairs {
      tables.append(
        (
          "All pairs, the better one first; nats a position",
          Table(try view(.significance), hiding: ["corpus", "split"])
        ))
    }
    if byPlace {
      let all = try view(.perplexityBy)
      for (dimension, title) in [
        ("frequency", "by how often train has the token"), ("position", "by the place in the segment"),
        ("history", "by the longest n-gram of train that ends with the token"),
        ("kind", "by what the token is made of"),
      ] {
        let table = Table(
          pivoting: all.filtered("dimension") { $0 == dimension },
          by: [.init("label", title: dimension, .text), .init("positions", .count), .init("share", .real(3))],
          models: models, value: "perplexity", as: .perplexity)
        if !table.rows.isEmpty { tables.append(("Perplexity \(title)\(leftOut)", table)) }
      }
    }
    if !horizon.isEmpty {
      let all = try view(.horizon)
      for (value, title, kind) in [
        (
          "accuracy", "How often the k-th token ahead is right, after the model's own predictions",
          Table.Column.Kind.real(3)
        ),
        ("one_step_accuracy", "The same tokens after the true ones", .real(3)),
        ("perplexity", "Perplexity of the k-th token ahead, after the model's own predictions", .perplexity),
        ("one_step_perplexity", "The same tokens after the true ones", .perplexity),
      ] {
        tables.append(
          (
            title + leftOut,
            Table(
              pivoting: all, by: [.init("k", .number), .init("origins", .count)], models: models, value: value, as: kind
            )
          ))
      }
    }
    if !fractions.isEmpty {
      tables.append(
        (
          "Perplexity over the size of the text",
          Table(
            pivoting: try view(.dataCurve), by: [.init("percent", .number), .init("positions", .count)], models: ranked,
            value: "perplexity", as: .perplexity)
        ))
    }
    if let differ { tables += DifferTables.tables(try difference(differ, name, split, bench)) }
    return tables
  }
}
