internal import Counts
internal import Ledger
internal import Report
internal import Statistics

/// The laws of the text that models were trained on.
extension PageChapterMaker {
  private static let (orders, ranks) = ([1, 2, 3], 10)

  /// - Returns: nil where there is no training text, or counting it does not fit into memory.
  /// - Parameter notes: gets what was left out, in words.
  func text(of corpus: StoredCorpus, notes: inout [String], _ bench: Workbench) throws -> PageText? {
    guard let train = corpus.splits.first(where: { $0.name == .train }), train.tokens > 0 else { return nil }
    do {
      let ids = try corpus.trainingIDs()
      let counted = try Self.orders.map { order in
        let counter = NGramCounter(
          order: order, vocabularySize: corpus.record.vocabularySize, endOfSegment: corpus.endOfSegment,
          threads: bench.threads)
        try bench.require(counter.memory(positions: ids.count), for: "counting n-grams of order \(order)")
        return try OrderStats(try counter.count(ids), ids, corpus, ranks: Self.ranks, bench)
      }
      return PageText(
        ranks: LogPlot(
          title: "Rank and frequency in \(record.name)",
          description: counted.map { "\($0.name): \(Figures.grouped($0.types)) types" }.joined(separator: "; "),
          xTitle: "rank", yTitle: "frequency", curves: counted.map(\.curve)),
        orders: counted.filter { $0.types > 0 }.map(Self.order))
    } catch ExperimentError.needsMemory, ExperimentError.tooLarge {
      let note = "Counting the text does not fit into memory: the page leaves its laws out."
      bench.progress(.warning(note))
      notes.append(note)
      return nil
    }
  }

  private static func order(_ stats: OrderStats) -> PageText.Order {
    var order = PageText.Order(
      name: stats.name, types: stats.types,
      growth: stats.growth.map { LogPlot.Point(x: Double($0.tokens), y: Double($0.types)) },
      top: stats.ranks.map { .init(text: $0.gram, count: Int(clamping: $0.count)) })
    order.heapsScale = stats.figures.first { $0.name == "heaps_scale" }?.value
    order.heapsExponent = stats.figures.first { $0.name == "heaps_exponent" }?.value
    return order
  }
}

extension OrderStats {
  fileprivate var types: Int { spectrum.reduce(0) { $0 + $1.types } }
}
