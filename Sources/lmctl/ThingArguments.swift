public import ArgumentParser
import Experiment
public import Ledger

extension StoredThing.Kind: ExpressibleByArgument {}

/// Which corpus, model or checkpoint is meant.
struct ThingArguments: ParsableArguments {
  @Argument(
    help: "The name of a corpus, a model or a checkpoint, as 'lmctl list' shows it.", completion: StoredNames.all)
  var name: String

  @Option(help: ArgumentHelp("Where several have the name: corpus, model or checkpoint.", valueName: "kind"))
  var kind: StoredThing.Kind?

  @Option(help: ArgumentHelp("Only what belongs to this corpus.", valueName: "name"), completion: StoredNames.corpora)
  var corpus: String?

  var thing: NamedThing { NamedThing(name, corpus: corpus, kind: kind) }
}
