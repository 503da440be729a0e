public import ArgumentParser
import Experiment
import Foundation
public import Ledger
import Platform
import Report

extension SplitName: ExpressibleByArgument {}

/// What models are scored on.
enum ScoredSplit: String, ExpressibleByArgument, CaseIterable {
  case valid
  case test

  var name: SplitName { self == .valid ? .valid : .test }
}

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Who is better, by how much, and is it real: the leaderboard, mixtures, caches, horizons, a page.",
    discussion: """
      Models are ranked only on the same stream of ids. Every figure comes from the stored ln p of each position: standard \
      errors and the differences of all pairs by block bootstrap, which are worked out once and stored (views leaderboard \
      and significance; p after Holm over all pairs of a corpus and split).

      --mix, --cache, --neural-cache, --dynamic and --import add models of their own to the table; weights, windows and \
      rates are chosen on valid. --where, --horizon, --fractions, --differ and --pairs print another table under it (with a \
      --format for programs: that table alone, of --differ that of the types). --html writes all of it as one page.

      Examples:
        lmctl compare
        lmctl compare --split valid --format csv
        lmctl compare --mix modified-kneser-ney-5,lstm-256-tied --neural-cache lstm-256-tied
        lmctl compare --where --horizon 1,2,4,8,16 --fractions 1,10,100 --html report.html
        lmctl compare --differ modified-kneser-ney-5,lstm-256-tied
        lmctl compare --import theirs=theirs.npy
        sqlite3 -box lm.sqlite 'SELECT place, model, perplexity, standard_error FROM leaderboard'

      Memory: 8 bytes for each position of the split and model; what one of the models takes where it is asked anew \
      (--horizon, --neural-cache, --dynamic, --log-linear); that of 'lmctl ngram --order 4' for --where, of the highest \
      order for --fractions.
      """)

  @Option(name: .customLong("split"), help: "The split that models were scored on.")
  var scored = ScoredSplit.test

  @Option(
    help: ArgumentHelp("Only this corpus; may be left out where there is only one.", valueName: "name"),
    completion: StoredNames.corpora)
  var corpus: String?

  @OptionGroup(title: "Models of their own") var making: CompareMaking
  @OptionGroup(title: "Other tables") var sections: CompareSections

  @Option(help: ArgumentHelp("Write everything that is known as one page.", valueName: "file"), completion: .file())
  var html: String?

  @OptionGroup var formats: FormatOptions
  @OptionGroup var common: CommonOptions

  private var split: SplitName { scored.name }

  func validate() throws {
    let format = try formats.chosen(json: common.json)
    if format.isForPrograms && sections.count > 1 {
      throw ValidationError("--format \(format.rawValue) writes one table: give one of \(CompareSections.names)")
    }
  }

  func run() throws {
    let bench = common.bench()
    // A file that cannot be made is found out before the work.
    if let html { try WholeFile.check(html, keeping: common.databaseFiles) }
    try making.make(corpus: corpus, split: split, bench)
    try sections.checkNames(corpus: corpus, split: split, bench)
    let format = try formats.chosen(json: common.json)
    let comparison = try Compare(corpus: corpus, split: split)(bench)
    try sections.measure(corpus: corpus, split: split, bench)
    if let html {
      let bytes = try WritePage(corpus: corpus, split: split, path: html)(bench)
      bench.progress(.note("\(html): \(Figures.bytes(bytes)), to be opened in a browser"))
    }
    if format.isForPrograms, let table = try sections.tableForPrograms(corpus: corpus, split: split, bench) {
      return Console.write(table, as: format, csvSafe: formats.csvSafe)
    }
    try Self.show(comparison, as: format, csvSafe: formats.csvSafe)
    if format.isForPrograms || sections.count == 0 { return Self.hint(comparison) }
    for (title, table) in try sections.tables(comparison.rows, corpus: corpus, split: split, bench) {
      Console.print(["", Figures.safe(format == .markdown ? "### \(title)\n" : title)])
      Console.write(table, as: format)
    }
    Self.hint(comparison)
  }

  static func show(_ comparison: Comparison, as format: OutputFormat, csvSafe: Bool = false) throws {
    switch format {
    case .table:
      Console.print(
        LeaderboardTable.lines(
          comparison.rows, comparison.facts, pairs: comparison.pairs,
          columns: Terminal.isOutput ? Terminal.columns : 120,
          inColour: Terminal.takesColour))
      for across in comparison.acrossTokenizations { Console.print([""] + AcrossTable.lines(across)) }
    case .markdown:
      Console.write(
        LeaderboardTable.markdown(comparison.rows, comparison.facts, pairs: comparison.pairs), to: .standardOutput)
    case .json, .jsonl, .csv, .tsv:
      Console.write(try LeaderboardTable.table(comparison.rows), as: format, csvSafe: csvSafe)
    }
  }

  /// What is missing where there is nothing to show: last, since what follows the leaderboard may be refused.
  static func hint(_ comparison: Comparison) {
    guard comparison.rows.isEmpty else { return }
    Console.error(
      "nothing is scored here yet: 'lmctl ngram' and 'lmctl train-rnn' do, on valid and test where these have text")
  }

  /// The rows of some models on every split.
  /// - Parameter flow: what JSON shows beside them, where it was measured.
  static func showScores(
    of models: [String], corpus: String?, _ bench: Workbench, asJSON: Bool, flow: [DiagnosedFigure]? = nil
  ) throws {
    let all = try Compare(corpus: corpus, split: nil)(bench)
    let rows = all.rows.filter { models.contains($0.model) }
    if asJSON, let flow { return try Console.json(ScoresAndFlow(scores: rows, flow: flow)) }
    if asJSON { return try Console.json(rows) }
    Console.print(
      LeaderboardTable.lines(rows, all.facts, columns: Terminal.isOutput ? Terminal.columns : 120))
    if rows.isEmpty { Console.error("stored \(models.joined(separator: ", ")); valid and test have nothing to score") }
  }
}

/// The scores of a training with what was measured on the way.
private struct ScoresAndFlow: Encodable {
  let scores: [LeaderboardRow]
  let flow: [DiagnosedFigure]
}
