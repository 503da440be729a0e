import ArgumentParser
import Experiment
import Ledger
import Report

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List what the database holds: corpora, their models and checkpoints.",
    discussion: """
      Bytes are those of large values: the ids of a corpus, a model with its log-probability of each position, a \
      checkpoint. The file holds vocabularies, rows and indices besides.

      Examples:
        lmctl list
        lmctl list --kind model --corpus book
        lmctl list --format csv

      Memory: the rows.
      """)

  @Option(help: ArgumentHelp("Only these: corpus, model or checkpoint.", valueName: "kind"))
  var kind: StoredThing.Kind?

  @Option(
    help: ArgumentHelp("Only this corpus and what belongs to it.", valueName: "name"), completion: StoredNames.corpora)
  var corpus: String?

  @OptionGroup var format: FormatOptions
  @OptionGroup var common: CommonOptions

  func validate() throws { _ = try format.chosen(json: common.json) }

  func run() throws {
    let things = try ListAll(corpus: corpus, kind: kind)(common.bench())
    Console.write(
      try Table(Self.columns, encoding: things), as: try format.chosen(json: common.json), csvSafe: format.csvSafe)
    if things.isEmpty {
      Console.error("nothing of that is in the database; 'lmctl tokenize FILE --corpus NAME' begins")
    }
  }

  static let columns: [Table.Column] = [
    .init("kind"), .init("name"), .init("corpus"), .init("about"), .init("bytes", title: "size", .bytes),
    .init("created_at", title: "made"),
  ]
}
