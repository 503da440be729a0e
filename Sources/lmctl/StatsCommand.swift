public import ArgumentParser
public import Experiment
import Platform
import Report

extension CollocationList.Measure: ExpressibleByArgument {}

/// How many rows: a number, or all.
enum RowLimit: ExpressibleByArgument {
  case all
  case first(Int)

  init?(argument: String) {
    if argument == "all" {
      self = .all
    } else {
      guard let number = Int(argument) else { return nil }
      self = .first(number)
    }
  }

  var defaultValueDescription: String { number.map(String.init) ?? "all" }

  var number: Int? { if case .first(let number) = self { number } else { nil } }
}

struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "The laws of text: Zipf, Heaps, diversity, power law, collocations, dispersion, key words.",
    discussion: """
      Figures of the split train, for tokens and for n-grams that lie whole within a segment. They are stored as \
      statistics of the corpus, with the recipe of each (--json prints it; 'SELECT * FROM statistic'); lists are only \
      printed, and whole with --json: the spectrum with Good-Turing's adjusted counts, Heaps' curve. Types that were \
      cut from the vocabulary count as one, <unk>: tokenize with --min-count 1 for the text itself.

      Collocations are pairs that occur more often than chance would have it. Dispersion: Juilland's D is 1 and Gries' DP \
      0 for a type that is spread evenly over the parts. Key words: a count of 0 is taken as 1/2 in the log ratio (1: \
      twice as frequent).

      On a terminal the ranks and frequencies are drawn (--no-plot: not). --svg FILE draws them with Zipf's and \
      Zipf-Mandelbrot's laws; as with cp, a file that stands is replaced, once the new one is whole.

      Examples:
        lmctl stats
        lmctl stats --order 1,2,3 --svg zipf.svg
        lmctl stats --order 1 --ranks all --json > laws.json
        lmctl stats --order 1 --collocations 20 --by pmi --min-count 10
        lmctl stats --order 1 --word whale --word sea --parts 10
        lmctl stats --order 1 --against reference --keyness 25

      Memory: that of 'lmctl ngram' for the highest order, at least 2 where collocations are listed; or beside the \
      n-grams 12 bytes a token (100 + 4 n where n ids take more than 63 bits); 1.5 kB for each row of --ranks; 0.4 kB \
      for each type of --against.
      """)

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Orders, 1 to 16 (default: 1,2,3).", valueName: "n,…"),
    transform: CommaList.orders)
  var order: [Int] = [1, 2, 3]

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Most frequent types and n-grams listed, a number or all.", valueName: "n|all"))
  var ranks = RowLimit.first(10)

  @Option(parsing: .unconditional, help: ArgumentHelp("Pairs of words listed.", valueName: "n"))
  var collocations = 10

  @Option(help: "By what pairs are ranked.")
  var by = CollocationList.Measure.logLikelihood

  @Option(parsing: .unconditional, help: ArgumentHelp("Only pairs that occur so often.", valueName: "n"))
  var minCount = 5

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Most frequent types whose dispersion is measured.", valueName: "n"))
  var dispersion = 10

  @Option(help: ArgumentHelp("A type whose dispersion is measured instead; may be repeated.", valueName: "type"))
  var word: [String] = []

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Contiguous parts of equal size for dispersion.", valueName: "n"))
  var parts = 100

  @Option(
    help: ArgumentHelp("List what sets the corpus apart from this one.", valueName: "corpus"),
    completion: StoredNames.corpora)
  var against: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Key words listed in each direction.", valueName: "n"))
  var keyness = 10

  @Option(help: ArgumentHelp("Draw ranks and frequencies into this file.", valueName: "file"), completion: .file())
  var svg: String?

  @Flag(
    inversion: .prefixedNo, help: "Draw ranks and frequencies in the terminal (default: where standard output is one).")
  var plot: Bool?

  @OptionGroup var corpus: CorpusOption
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try CommaList.check(orders: order)
    for (name, number) in [("--collocations", collocations), ("--dispersion", dispersion), ("--keyness", keyness)] {
      if !(0...1_000_000 ~= number) { throw ValidationError("\(name) takes a number from 0 to 1000000") }
    }
    if let number = ranks.number, number < 0 { throw ValidationError("--ranks takes a number of at least 0, or all") }
    if !(1...Int(UInt32.max) ~= minCount) {
      throw ValidationError("--min-count takes a number from 1 to \(UInt32.max)")
    }
    if !(2...DispersionList.mostParts ~= parts) {
      throw ValidationError("--parts takes a number from 2 to \(DispersionList.mostParts)")
    }
    if plot == true && common.json {
      throw ValidationError("--plot draws under the tables; with --json use --svg FILE")
    }
  }

  func run() throws {
    var recipe = Stats(corpus: corpus.corpus, orders: order, collocations: collocations)
    recipe.ranks = ranks.number
    recipe.collocations.measure = by
    recipe.collocations.minimum = UInt64(minCount)
    recipe.dispersion.limit = dispersion
    recipe.dispersion.named = word
    recipe.dispersion.parts = parts
    recipe.against = against
    recipe.keywords = keyness
    // A file that cannot be made is found out before the work.
    let file = try svg.map { try WholeFile($0, keeping: common.databaseFiles) }
    let result = try recipe(common.bench())
    if let file {
      try file.append(SVGPlot.document(result.plot))
      try file.finish()
    }
    if common.json { return try Console.json(result) }
    Console.print(StatsTables.lines(result))
    if plot ?? Terminal.isOutput {
      Console.print(
        [""] + TerminalPlot.lines(result.plot, columns: Terminal.columns, inColour: Terminal.takesColour))
    }
  }
}
