internal import Counts
internal import Ledger
internal import NGrams

/// The most frequent n-grams of a model as rows: of each order so many, or all.
struct NGramRows {
  let corpus: StoredCorpus
  /// Of each order; nil for all.
  let limit: Int?

  private static let page = 10_000

  /// Writes the rows ahead of their model.
  /// - Parameter figures: ln p and ln of the back-off weight of an n-gram, where the model has them.
  /// - Returns: nil where there are none.
  func write(
    _ counts: NGramTrie, to ledger: Ledger, run: String,
    figures: (_ gram: [UInt32], _ index: Int, _ history: Int?) -> (probability: Double?, backoff: Double?)
  ) throws -> NGramList? {
    if limit == 0 { return nil }
    let writer = ledger.topNGramWriter(run: run)
    for order in 1...counts.order {
      var page: [TopNGramRecord] = []
      for (place, index) in counts.mostFrequent(limit ?? .max, order: order).enumerated() {
        let (gram, history) = counts.gram(order: order, index)
        let (probability, backoff) = figures(gram, index, history)
        page.append(
          TopNGramRecord(
            n: order, place: place + 1, gram: gram.map(corpus.shown).joined(separator: " "),
            count: Int(counts.levels[order - 1].counts[index]), logProbability: probability, logBackoff: backoff))
        if page.count == Self.page {
          try writer.append(page)
          page.removeAll(keepingCapacity: true)
        }
      }
      try writer.append(page)
    }
    return try writer.finish()
  }
}
