import ArgumentParser
import Experiment
import Report

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show all that the database knows of a corpus, a model or a checkpoint.",
    discussion: """
      Sizes, settings, versions and the command line that made it; the splits of a corpus; the scores of a model, what it \
      is made of, and its curves. A model goes before the checkpoint that its training left.

      Examples:
        lmctl show book
        lmctl show lstm-256-tied --corpus book --json
        lmctl show lstm-256-tied --kind checkpoint

      Memory: the curve's rows.
      """)

  @OptionGroup var which: ThingArguments
  @OptionGroup var common: CommonOptions

  func run() throws {
    let shown = try ShowOne(which.thing)(common.bench())
    if common.json { return try Console.json(shown) }
    Console.print(ShownLines.lines(shown, columns: Terminal.isOutput ? Terminal.columns : 80))
  }
}
