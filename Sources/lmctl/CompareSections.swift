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
      throw ValidationError("--differ takes two models: --differ modified-kneser-ney-5,lstm-256")
    }
    return Pair(first: names[0], second: names[1])
  }

  func validate() throws {
    if !(1...1_000_000 ~= origins) { throw ValidationError("--origins takes a number from 1 to 1000000") }
  }

  /// What was asked for, worked out and stored, with a title each.
  func tables(corpus: String?, split: SplitName, _ bench: Workbench) throws -> [(title: String, table: Table)] {
    if byPlace { try Where(corpus: corpus, split: split)(bench) }
    if !horizon.isEmpty {
      try MeasureHorizon(corpus: corpus, split: split, horizons: horizon, origins: origins)(bench)
    }
    if !fractions.isEmpty { try DataCurves(corpus: corpus, split: split, percents: fractions)(bench) }
    let ledger = try bench.openForReading()
    func view(_ name: ViewName) throws -> Table {
      let rows = try ledger.rows(of: name, corpus: corpus, split: split)
      return Table(rows, hiding: corpus == nil ? [] : ["corpus", "split"])
    }
    var tables: [(title: String, table: Table)] = []
    if pairs { tables.append(("All pairs, the better one first; nats a position", try view(.significance))) }
    if byPlace { tables.append(("Where models are good", try view(.perplexityBy))) }
    if !horizon.isEmpty {
      tables.append(("Predicting k tokens ahead, and the same tokens one step ahead", try view(.horizon)))
    }
    if !fractions.isEmpty { tables.append(("Perplexity over the size of the text", try view(.dataCurve))) }
    if let differ {
      let found = try Differ(corpus: corpus, split: split, models: (differ.first, differ.second))(bench)
      tables += DifferTables.tables(found)
    }
    return tables
  }
}
