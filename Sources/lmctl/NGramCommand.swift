import ArgumentParser
import Experiment

/// Numbers with commas between: 1,2,3.
struct CommaList<Element: LosslessStringConvertible & Sendable>: ExpressibleByArgument, Sendable {
  let values: [Element]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Element(String($0)) }
    let values = parts.compactMap(\.self)
    guard !values.isEmpty, values.count == parts.count else { return nil }
    self.values = values
  }
}

enum Smoothing: String, ExpressibleByArgument, CaseIterable {
  case laplace
}

struct NGramCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ngram",
    abstract: "Train n-gram models and score them on valid and test.",
    discussion: """
      P(w | h) = (c(h, w) + α) / (c(h) + α V): Laplace with --alpha 1, maximum likelihood with --alpha 0. Models are \
      named NAME, or NAME-order-α where the call makes several.

      Examples:
        lmctl ngram --order 1,2,3
        lmctl ngram --order 3 --alpha 0.01,auto --name trigram

      Memory: for order n, 16 bytes a token while counting and 4 n + 16 a distinct n-gram after it.
      """)

  @Option(help: ArgumentHelp("Orders, 1 to 16.", valueName: "n,…"))
  var order: CommaList<Int>

  @Option(help: "Add α to every count.")
  var smoothing = Smoothing.laplace

  @Option(help: ArgumentHelp("Numbers of at least 0, or auto: the best on valid (default: 1).", valueName: "α,…"))
  var alpha: CommaList<Alpha>?

  @Option(help: ArgumentHelp("The models' name (default: laplace).", valueName: "name"))
  var name: String?

  @OptionGroup var corpus: CorpusOption
  @OptionGroup var replacing: ReplaceFlag
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let wrong = order.values.first(where: { !(1...16).contains($0) }) {
      throw ValidationError("--order takes numbers from 1 to 16, not \(wrong)")
    }
    if Set(order.values).count < order.values.count { throw ValidationError("--order names an order twice") }
    let alphas = alpha?.values ?? []
    if Set(alphas).count < alphas.count { throw ValidationError("--alpha names a number twice") }
  }

  func run() throws {
    let recipe = TrainNGrams(
      corpus: corpus.corpus, orders: order.values, alphas: alpha?.values ?? [.value(1)], name: name,
      replaces: replacing.replace)
    let bench = common.bench()
    try CompareCommand.printScores(of: try recipe(bench), corpus: corpus.corpus, bench, asJSON: common.json)
  }
}
