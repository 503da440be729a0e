import ArgumentParser
import Experiment
import Foundation
import Ledger
import Report

struct RemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Remove a corpus, a model or a checkpoint.",
    discussion: """
      A corpus goes with all its models, a model with its scores and the checkpoint of its finished training. It is told \
      what goes before anything does; mixtures and caches that a model is part of stay, with their scores. Runs stay: they \
      are history. The file gives back free space once that is a quarter of it.

      Examples:
        lmctl remove lstm-256-tied
        lmctl remove book --kind corpus --yes
        lmctl remove lstm-256-tied --corpus book --dry-run --json

      Memory: some 100 MB. Time: up to 25 s for a GB.
      """)

  @OptionGroup var which: ThingArguments

  @Flag(help: "Do not ask.")
  var yes = false

  @Flag(help: "Tell what would go, and remove nothing.")
  var dryRun = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let bench = common.bench()
    let recipe = RemoveOne(which.thing)
    let plan = try recipe.plan(bench)
    if dryRun { return try show(plan) }
    if !yes {
      guard isatty(STDIN_FILENO) == 1 else { throw NamedThingError.notConfirmed(name: plan.thing.name) }
      Console.write(RemovalLines.lines(plan).map { $0 + "\n" }.joined() + "Remove? [y/N] ", to: .standardError)
      guard ["y", "yes"].contains(readLine()?.lowercased()) else {
        return Console.write("nothing is removed\n", to: .standardError)
      }
    }
    try recipe(plan, bench)
    try show(plan)
  }

  private func show(_ plan: RemovalPlan) throws {
    if common.json { return try Console.json(plan) }
    if !common.quiet { Console.print(RemovalLines.lines(plan) + (dryRun ? [] : ["removed"])) }
  }
}

/// What goes, in words.
enum RemovalLines {
  static func lines(_ plan: RemovalPlan) -> [String] {
    let (thing, removal) = (plan.thing, plan.removal)
    let belongs = thing.kind == .corpus ? "" : " of corpus '\(thing.corpus)'"
    var lines = ["\(thing.kind.rawValue) '\(thing.name)'\(belongs), \(thing.about), made \(thing.createdAt)"]
    var goes = named("model", removal.models) + named("checkpoint", removal.checkpoints)
    if removal.types > 0 { goes.append("a vocabulary of \(Figures.grouped(removal.types)) types") }
    if removal.scores > 0 { goes.append("\(removal.scores) score\(removal.scores == 1 ? "" : "s")") }
    if removal.ngrams > 0 { goes.append("\(Figures.grouped(removal.ngrams)) rows of n-grams") }
    goes.append(Figures.bytes(removal.bytes))
    lines.append("  goes with it: " + goes.joined(separator: ", "))
    if !removal.dependents.isEmpty {
      lines.append(
        "  is part of \(list(removal.dependents)): what is made of it stays, with its scores, and cannot be used any more"
      )
    }
    return lines.map(Figures.safe)
  }

  private static func named(_ kind: String, _ names: [String]) -> [String] {
    names.isEmpty ? [] : ["\(names.count) \(kind)\(names.count == 1 ? "" : "s") (\(list(names)))"]
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(10).map { "'\($0)'" }.joined(separator: ", ")
      + (names.count > 10 ? " and \(names.count - 10) more" : "")
  }
}
