import ArgumentParser
import Evaluation
import Experiment
import Foundation
import Ledger

/// The options of `compare` that add models to the table, made of others that stand.
struct CompareMaking: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A mixture of these models, weights by EM on valid; may be repeated.", valueName: "model,model,…"),
    transform: Self.names)
  var mix: [[String]] = []

  @Flag(help: "Mixtures multiply instead of adding: p ∝ Π pᵏ; the models are asked anew, which takes its time.")
  var logLinear = false

  @Option(
    help: ArgumentHelp(
      "The model with a cache of the last words (Kuhn & De Mori 1990); may be repeated.", valueName: "model"),
    completion: StoredNames.models)
  var cache: [String] = []

  @Option(
    help: ArgumentHelp(
      "The network with a cache of its own states (Grave et al. 2017); may be repeated.", valueName: "model"),
    completion: StoredNames.models)
  var neuralCache: [String] = []

  @Option(
    help: ArgumentHelp(
      "The network, learning on from what it was scored on (Mikolov 2010, Krause et al. 2018); may be repeated.",
      valueName: "model"), completion: StoredNames.models)
  var dynamic: [String] = []

  @Option(
    name: .customLong("import"),
    help: ArgumentHelp(
      "Another program's ln p: one natural logarithm a line for each token and <eos> of the split, or .npy; may be repeated.",
      valueName: "name=file"),
    transform: Self.imported)
  var imports: [Imported] = []

  @Option(
    help: ArgumentHelp("The name of the one model that is made (default: what it is made of).", valueName: "name"))
  var name: String?

  @OptionGroup var expansion: ExpansionOption
  @OptionGroup var replacing: ReplaceFlag

  struct Imported {
    let name: String
    let file: String
  }

  private static func names(_ argument: String) throws -> [String] {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard names.count >= 2, !names.contains("") else {
      throw ValidationError(
        "--mix takes two models or more with commas between: --mix modified-kneser-ney-5,lstm-256-tied")
    }
    return names
  }

  private static func imported(_ argument: String) throws -> Imported {
    guard let sign = argument.firstIndex(of: "="), sign > argument.startIndex,
      argument.index(after: sign) < argument.endIndex
    else { throw ValidationError("--import takes a name and a file: --import theirs=theirs.npy") }
    return Imported(name: String(argument[..<sign]), file: String(argument[argument.index(after: sign)...]))
  }

  private var count: Int { mix.count + cache.count + neuralCache.count + dynamic.count }

  func validate() throws {
    if name != nil && count != 1 {
      throw ValidationError("--name names one model: give it with one --mix, --cache, --neural-cache or --dynamic")
    }
    if expansion.maxExpanded != nil && imports.isEmpty {
      throw ValidationError("--max-expanded goes with --import: nothing else here unpacks gzip")
    }
    if logLinear && mix.isEmpty { throw ValidationError("--log-linear goes with --mix") }
    if replacing.replace && count + imports.count == 0 {
      throw ValidationError("--replace makes models anew, and nothing here makes one: give --mix, --cache, --import …")
    }
  }

  /// Makes them, in this order: what is imported may be mixed.
  func make(corpus: String?, split: SplitName, _ bench: Workbench) throws {
    let replaces = replacing.replace
    for one in imports {
      try StandingModels(corpus: corpus, replaces: replaces).checkReplaceable(one.name, bench)
      let recipe = ImportScores(
        name: one.name, file: one.file, corpus: corpus, split: split, replaces: replaces,
        maxExpanded: expansion.maxExpanded)
      try recipe(bench)
    }
    let standing = StandingModels(corpus: corpus, replaces: replaces)
    for model in cache where try !standing.has(name ?? "\(model)+cache", madeOf: [model], by: .cache, bench) {
      try Cache(corpus: corpus, model: model, name: name, replaces: replaces)(bench)
    }
    for model in neuralCache
    where try !standing.has(name ?? "\(model)+neural-cache", madeOf: [model], by: .neuralCache, bench) {
      try NeuralCache(corpus: corpus, model: model, name: name, replaces: replaces)(bench)
    }
    for model in dynamic where try !standing.has(name ?? "\(model)+dynamic", madeOf: [model], by: .dynamic, bench) {
      try DynamicEvaluate(corpus: corpus, model: model, name: name, replaces: replaces)(bench)
    }
    for models in mix {
      let own = models.joined(separator: "+") + (logLinear ? "-log-linear" : "")
      if try standing.has(name ?? own, madeOf: models, by: logLinear ? .logLinear : .linear, bench) { continue }
      try Mix(
        corpus: corpus, models: models, method: logLinear ? .logLinear : .linear, name: name, replaces: replaces)(bench)
    }
  }
}
