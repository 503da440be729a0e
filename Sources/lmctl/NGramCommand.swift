import ArgumentParser
import Experiment

/// Values with commas between: 1,2,3.
enum CommaList {
  /// - Throws: with what is expected of a value.
  static func parse<Value: LosslessStringConvertible>(_ text: String, _ expected: String) throws -> [Value] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      guard let value = Value(String(part)) else { throw ValidationError("'\(part)' is not \(expected)") }
      return value
    }
  }

  static func orders(_ text: String) throws -> [Int] { try parse(text, "a whole number from 1 to 16") }
  static func check(orders: [Int]) throws {
    if let wrong = orders.first(where: { !(1...16).contains($0) }) {
      throw ValidationError("--order takes numbers from 1 to 16, not \(wrong)")
    }
    if Set(orders).count < orders.count { throw ValidationError("--order names an order twice") }
  }

  static func alphas(_ text: String) throws -> [Alpha] { try parse(text, "a number of at least 0, or auto") }
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

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Orders, 1 to 16 (default: 1,2,3).", valueName: "n,…"),
    transform: CommaList.orders)
  var order: [Int] = [1, 2, 3]

  @Option(help: "Add α to every count.")
  var smoothing = Smoothing.laplace

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Numbers of at least 0, or auto: the best on valid (default: 1).", valueName: "α,…"),
    transform: CommaList.alphas)
  var alpha: [Alpha]?

  @Option(help: ArgumentHelp("The models' name (default: laplace).", valueName: "name"))
  var name: String?

  @OptionGroup var corpus: CorpusOption
  @OptionGroup var replacing: ReplaceFlag
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try CommaList.check(orders: order)
    let alphas = alpha ?? []
    if Set(alphas).count < alphas.count { throw ValidationError("--alpha names a number twice") }
  }

  func run() throws {
    let recipe = TrainNGrams(
      corpus: corpus.corpus, orders: order, alphas: alpha ?? [.value(1)], name: name,
      replaces: replacing.replace)
    let bench = common.bench()
    try CompareCommand.showScores(of: try recipe(bench), corpus: corpus.corpus, bench, asJSON: common.json)
  }
}
