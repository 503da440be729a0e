public import ArgumentParser
import Experiment
public import Ledger
import Report

extension SplitName: ExpressibleByArgument {}

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Print the leaderboard.",
    discussion: """
      Models are ranked only on the same stream of ids. The same rows are in the view leaderboard.

      Examples:
        lmctl compare
        lmctl compare --split valid --json
        sqlite3 -box lm.sqlite 'SELECT place, model, perplexity FROM leaderboard'

      Memory: the rows.
      """)

  @Option(help: "The split that models were scored on.")
  var split = SplitName.test

  @Option(help: ArgumentHelp("Only this corpus.", valueName: "name"))
  var corpus: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if split == .train { throw ValidationError("--split takes valid or test: models are not scored on train") }
  }

  func run() throws {
    try Self.show(try Compare(corpus: corpus, split: split)(common.bench()), asJSON: common.json)
  }

  static func show(_ comparison: Comparison, asJSON: Bool) throws {
    if asJSON { return try Console.json(comparison.rows) }
    Console.print(LeaderboardTable.lines(comparison.rows, comparison.facts))
    if comparison.rows.isEmpty { Console.error("nothing is scored here yet: 'lmctl ngram' and 'lmctl train-rnn' do") }
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
    Console.print(LeaderboardTable.lines(rows, all.facts))
    if rows.isEmpty { Console.error("stored \(models.joined(separator: ", ")); valid and test have nothing to score") }
  }
}

/// The scores of a training with what was measured on the way.
private struct ScoresAndFlow: Encodable {
  let scores: [LeaderboardRow]
  let flow: [DiagnosedFigure]
}
