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

  func run() throws {
    let rows = try Compare(corpus: corpus, split: split)(common.bench())
    try Self.show(rows, asJSON: common.json, split: split)
  }

  static func show(_ rows: [LeaderboardRow], asJSON: Bool, split: SplitName?) throws {
    if asJSON { return try Console.json(rows) }
    Console.print(LeaderboardTable.lines(rows))
    if rows.isEmpty { Console.error("nothing is scored\(split.map { " on '\($0.rawValue)'" } ?? "") yet") }
  }

  /// The rows of some models on every split.
  static func printScores(of models: [String], corpus: String?, _ bench: Workbench, asJSON: Bool) throws {
    let rows = try Compare(corpus: corpus, split: nil)(bench).filter { models.contains($0.model) }
    try show(rows, asJSON: asJSON, split: nil)
  }
}
