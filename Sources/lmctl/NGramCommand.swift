public import ArgumentParser
public import Experiment
public import NGrams

/// Values with commas between: 1,2,3.
enum CommaList {
  /// - Throws: with what is expected of a value.
  static func parse<Value: LosslessStringConvertible>(_ text: String, _ expected: String) throws -> [Value] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      guard let value = Value(String(part)) else { throw ValidationError("'\(part)' is not \(expected)") }
      return value
    }
  }

  /// One alone. The argument parser itself would take what is too small for a double for zero.
  static func number(_ text: String) throws -> Double {
    guard let number = Double(asWritten: text) else {
      throw ValidationError("'\(text)' is no number, or beyond all doubles")
    }
    return number
  }

  static func orders(_ text: String) throws -> [Int] { try parse(text, "a whole number from 1 to 16") }
  static func check(orders: [Int]) throws {
    if let wrong = orders.first(where: { !(1...16).contains($0) }) {
      throw ValidationError("--order takes numbers from 1 to 16, not \(wrong)")
    }
    if Set(orders).count < orders.count { throw ValidationError("--order names an order twice") }
  }

  static func smoothings(_ text: String) throws -> [SmoothingName] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      guard let smoothing = SmoothingName(rawValue: String(part)) else {
        let names = SmoothingName.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("'\(part)' is no smoothing; there are \(names)")
      }
      return smoothing
    }
  }

  static func cutoffs(_ text: String) throws -> [UInt32] {
    let cutoffs: [UInt32] = try parse(text, "a whole number of at least 0")
    guard cutoffs.first == 0, zip(cutoffs, cutoffs.dropFirst()).allSatisfy({ $0 <= $1 }) else {
      throw ValidationError("--prune begins with 0 for unigrams, and no number is below the one before it")
    }
    return cutoffs
  }

  static func rows(_ text: String) throws -> Int? {
    if text == "all" { return nil }
    guard let rows = Int(text), rows >= 0 else { throw ValidationError("--rows takes a number of at least 0, or all") }
    return rows
  }

  static func alphas(_ text: String) throws -> [Alpha] { try parse(text, "a number from 0 to 1e280, or auto") }
}

extension SmoothingName: ExpressibleByArgument {}
extension Unseen: ExpressibleByArgument {}

/// How lower orders come in.
enum Form: String, EnumerableFlag {
  case interpolate
  case backOff

  static func help(for value: Form) -> ArgumentHelp? {
    switch value {
    case .interpolate: "Mix what was seen after a history with the lower order (default where there is a choice)."
    case .backOff: "Use the lower order only for what was not seen."
    }
  }
}

struct NGramCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ngram",
    abstract: "Train n-gram models and score them on valid and test.",
    discussion: """
      Smoothings: laplace or add (P = (c(h, w) + α) / (c(h) + α V), Laplace with --alpha 1), mle (maximum likelihood), \
      jelinek-mercer (weights by EM on valid), witten-bell, good-turing (Katz), absolute, kneser-ney, \
      modified-kneser-ney (as KenLM), stupid-backoff (does not sum to 1, and is not ranked). Several orders and \
      smoothings share the counting. Models are named NAME, or NAME-smoothing-order-α as far as the call makes several.

      --unseen says who gets what unigrams leave over: uniform spreads it over all V types, as KenLM; leftover gives it \
      to <unk>, as SRILM. Much of a perplexity with unknown words hangs on it: models that differ in it are not ranked \
      together. (Interpolated unigrams give 1/V its share first, as in SRILM: there the two may come to the same.)

      Examples:
        lmctl ngram --order 1,2,3
        lmctl ngram --order 3 --alpha 0.01,auto --name trigram
        lmctl ngram --order 2,3,5 --smoothing modified-kneser-ney,witten-bell
        lmctl ngram --order 5 --smoothing modified-kneser-ney --prune 0,0,1 --name pruned

      Memory: for each token of train up to 16 bytes and 52 for each order above the first; where that is not free, or \
      above --memory, as much as there is: blocks of text are counted one after another, sorted n-grams lie in files \
      without a name, some 40 bytes for each distinct n-gram, and the models are the same to the byte. --check, --rows \
      all and --prune-entropy want all in memory.
      """)

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Orders, 1 to 16 (default: 1,2,3).", valueName: "n,…"),
    transform: CommaList.orders)
  var order: [Int] = [1, 2, 3]

  @Option(
    help: ArgumentHelp("How probability gets to the unseen (default: laplace).", valueName: "smoothing,…"),
    transform: CommaList.smoothings)
  var smoothing: [SmoothingName] = [.laplace]

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Of add: numbers from 0 to 1e280, or auto: the best on valid (default: 1).", valueName: "α,…"),
    transform: CommaList.alphas)
  var alpha: [Alpha]?

  @Option(
    help: ArgumentHelp("Of absolute: D (default: n1 / (n1 + 2 n2) of each order).", valueName: "D"),
    transform: CommaList.number)
  var discount: Double?

  @Flag(exclusivity: .exclusive) var form: Form?

  @Option(help: "Who gets what unigrams leave over.")
  var unseen = Unseen.uniform

  @Option(
    help: ArgumentHelp(
      "Leave out n-grams that occur at most so often: a number for each order, 0 for unigrams; the last goes on.",
      valueName: "n,…"), transform: CommaList.cutoffs)
  var prune: [UInt32] = []

  @Option(
    help: ArgumentHelp(
      "Leave out n-grams without which the training perplexity rises by no more than this part.", valueName: "θ"),
    transform: CommaList.number)
  var pruneEntropy: Double?

  @Option(
    help: ArgumentHelp("Most frequent n-grams that are stored as rows, or all (default: 100).", valueName: "N|all"),
    transform: CommaList.rows)
  var rows: Int?? = .some(100)

  @Option(help: ArgumentHelp("Sum the probabilities after N histories, seen, unseen and pruned.", valueName: "N"))
  var check = 0

  @Option(
    help: ArgumentHelp(
      "Memory for n-grams, such as 512M or 4G, besides some 100 MB; beyond it counts go through files (default: what is free).",
      valueName: "size"))
  var memory: MemorySize?

  @Option(
    help: ArgumentHelp("Where such files lie (default: the folder of the database).", valueName: "dir"),
    completion: .directory)
  var temporary: String?

  @Option(help: ArgumentHelp("The models' name (default: SMOOTHING-ORDER).", valueName: "name"))
  var name: String?

  @OptionGroup var corpus: CorpusOption
  @OptionGroup var replacing: ReplaceFlag
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try CommaList.check(orders: order)
    let alphas = alpha ?? []
    if Set(alphas).count < alphas.count { throw ValidationError("--alpha names a number twice") }
    if Set(smoothing).count < smoothing.count { throw ValidationError("--smoothing names one twice") }
    if alpha != nil, !smoothing.contains(.laplace), !smoothing.contains(.add) {
      throw ValidationError("--alpha goes with --smoothing add")
    }
    if smoothing.contains(.laplace) && smoothing.contains(.add) {
      throw ValidationError("laplace and add are the same: give one of them, and --alpha")
    }
    if let discount {
      guard smoothing.contains(.absolute) else { throw ValidationError("--discount goes with --smoothing absolute") }
      guard discount > 0, discount < 1 else { throw ValidationError("--discount takes a number between 0 and 1") }
    }
    if let form, let one = smoothing.first(where: { !$0.hasBothForms }) {
      throw ValidationError("--\(form == .interpolate ? "interpolate" : "back-off"): \(one.rawValue) has one form only")
    }
    if !prune.isEmpty || pruneEntropy != nil, let one = smoothing.first(where: \.addsAlpha) {
      throw ValidationError("\(one.rawValue) cannot be pruned: it needs every count; give another --smoothing")
    }
    if let pruneEntropy, !(pruneEntropy > 0 && pruneEntropy < 1) {
      throw ValidationError("--prune-entropy takes a number between 0 and 1, such as 1e-8")
    }
    if pruneEntropy != nil && smoothing.contains(.stupidBackoff) {
      throw ValidationError("stupid-backoff has no probabilities, and no entropy to prune by; use --prune")
    }
    if temporary == "" { throw ValidationError("--temporary takes the name of a folder") }
    if !(0...100_000).contains(check) { throw ValidationError("--check takes a number from 0 to 100000") }
    if prune.count > order.max() ?? 1 {
      throw ValidationError(
        "--prune has \(prune.count) numbers, one for each order, and the highest order is \(order.max() ?? 1)")
    }
  }

  func run() throws {
    var settings = NGramSettings()
    settings.interpolates = form != .backOff
    settings.unseen = unseen
    settings.discount = discount
    settings.cutoffs = prune
    settings.entropyThreshold = pruneEntropy
    settings.rows = rows ?? nil
    settings.checks = check
    var recipe = TrainNGrams(
      corpus: corpus.corpus, orders: order, smoothings: smoothing, alphas: alpha ?? [.value(1)], settings: settings,
      name: name, replaces: replacing.replace)
    recipe.memory = memory?.bytes
    recipe.temporary = temporary
    let bench = common.bench()
    try CompareCommand.showScores(of: try recipe(bench), corpus: corpus.corpus, bench, asJSON: common.json)
  }
}
