import ArgumentParser
import Experiment
import Report

struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "The laws of text: Zipf, Heaps, diversity, power law, collocations.",
    discussion: """
      Figures of the split train, for tokens and for n-grams that lie whole within a segment. They are stored as \
      statistics of the corpus, with the recipe of each (--json prints it); collocations are only listed. Types that \
      were cut from the vocabulary count as one, <unk>: tokenize with --min-count 1 for the text itself.

      Examples:
        lmctl stats
        lmctl stats --order 1,2,3 --collocations 20 --json

      Memory: that of 'lmctl ngram' for the highest order, at least 2 where collocations are listed.
      """)

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Orders, 1 to 16 (default: 1,2,3).", valueName: "n,…"),
    transform: CommaList.orders)
  var order: [Int] = [1, 2, 3]

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Pairs of words listed, by log-likelihood ratio.", valueName: "n"))
  var collocations = 10

  @OptionGroup var corpus: CorpusOption
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try CommaList.check(orders: order)
    if !(0...1_000_000 ~= collocations) { throw ValidationError("--collocations takes a number from 0 to 1000000") }
  }

  func run() throws {
    let result = try Stats(corpus: corpus.corpus, orders: order, collocations: collocations)(common.bench())
    if common.json { try Console.json(result) } else { Console.print(lines(result)) }
  }

  /// A row a figure, a column an order.
  private func lines(_ result: StatsResult) -> [String] {
    var table = TextTable(
      [("train of \(result.corpus)", .left)] + order.map { ($0 == 1 ? "tokens" : "\($0)-grams", .right) })
    var names: [String] = []
    for figure in result.figures where !names.contains(figure.name) { names.append(figure.name) }
    for name in names {
      table.append(
        [name]
          + order.map { order in
            let figure = result.figures.first { $0.order == order && $0.name == name }
            return figure?.value.map { $0 == $0.rounded() ? Figures.grouped($0) : Figures.significant($0) } ?? "–"
          })
    }
    var lines = table.lines()
    if result.unknown > 0 {
      lines.append(
        """
        \(Figures.grouped(result.unknown)) tokens are <unk>, which counts as one type: these are figures of the cut text \
        (tokenize with --min-count 1 for the whole).
        """)
    }
    guard !result.collocations.isEmpty else { return lines }
    var pairs = TextTable([
      ("collocation", .left), ("", .left), ("count", .right), ("G²", .right), ("PMI (bits)", .right),
    ])
    for pair in result.collocations {
      pairs.append([
        pair.words[0], pair.words[1], Figures.grouped(Double(pair.count)), Figures.fixed(pair.logLikelihood, 1),
        Figures.fixed(pair.pointwiseMutualInformation, 2),
      ])
    }
    return lines + [""] + pairs.lines()
  }
}
