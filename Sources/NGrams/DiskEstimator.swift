public import Counts
internal import Foundation

/// From counts on disk to a model on disk: what ``BackoffEstimator`` makes, number by number, in bounded memory.
///
/// Order by order, each file from its beginning to its end; only what an n-gram ends in is looked up, slice by slice
/// (``DiskTrie/gather(_:order:)``).
public struct DiskEstimator {
  private let trie: DiskTrie
  private let order: Int
  private let settings: EstimationSettings

  /// - Parameter order: of the model, at most that of the trie.
  public init(_ trie: DiskTrie, order: Int, _ settings: EstimationSettings) {
    precondition((1...trie.order).contains(order), "an order that was counted")
    self.trie = trie
    self.order = order
    self.settings = settings
  }

  /// The model, and how the discounts of each order were come by.
  /// - Throws: ``TemporaryFileError``.
  public func estimate() throws -> (model: DiskBackoffModel, discounts: [OrderDiscounts]) {
    let folder = trie.settings.folder
    var discounts: [OrderDiscounts] = []
    var levels: [DiskBackoffModel.Level] = []
    var lower = try DiskArray<Double>(in: folder)
    for n in 1...order {
      let level = DiskBackoffModel.Level(
        count: try kept(order: n), logProbabilities: try DiskArray(in: folder), logBackoffs: try DiskArray(in: folder))
      levels.append(level)
      if n == 1 {
        let (probabilities, figures) = try unigrams()
        discounts.append(figures)
        try lower.append(probabilities)
        try level.logProbabilities.append(probabilities.map { Float(log10($0)) })
      } else {
        let counts = try adjusted(order: n)
        let (smoother, figures) = settings.smoother(
          order: n, try tally(counts), vocabularySize: trie.vocabularySize)
        discounts.append(figures)
        lower = try smooth(order: n, counts, try trie.gather(lower, order: n), smoother, levels)
      }
    }
    let model = DiskBackoffModel(trie, levels, settings)
    return (model, discounts)
  }

  /// How many n-grams are not cut off.
  private func kept(order n: Int) throws -> Int {
    let cutoff = settings.cutoff(order: n)
    if cutoff == 0 { return trie.count(order: n) }
    var kept = 0
    try trie.level(n).counts.forEach(batch: trie.settings.batch) { kept += $0.count { $0 > cutoff } }
    return kept
  }

  // MARK: counts

  private func adjusted(order n: Int) throws -> DiskArray<UInt32> {
    settings.smoothing.countsNeighbours && n < order ? try trie.leftNeighbours(order: n) : trie.level(n).counts
  }

  private func tally(_ counts: DiskArray<UInt32>) throws -> [Int] {
    var tally = Array(repeating: 0, count: CountsOfCounts.highest + 1)
    try counts.forEach(batch: trie.settings.batch) { counts in
      for (r, count) in CountsOfCounts.tally(counts, threads: trie.settings.threads).enumerated() { tally[r] += count }
    }
    return tally
  }

  // MARK: one order

  private func unigrams() throws -> (probabilities: [Double], figures: OrderDiscounts) {
    let countsNeighbours = settings.smoothing.countsNeighbours && order > 1
    // <bos> is never predicted.
    let counts = (countsNeighbours ? try trie.leftNeighboursOfUnigrams() : trie.unigrams)[..<trie.vocabularySize]
    let tally = CountsOfCounts.tally(counts, threads: trie.settings.threads)
    let (smoother, figures) = settings.smoother(order: 1, tally, vocabularySize: trie.vocabularySize)
    return (UnigramSmoother(smoother: smoother, unseen: settings.unseen).probabilities(counts) + [0], figures)
  }

  /// - Parameter lower: p of what each n-gram ends in.
  /// - Returns: p of each n-gram; nothing at the highest order.
  private func smooth(
    order n: Int, _ counts: DiskArray<UInt32>, _ lower: DiskArray<Double>, _ smoother: HistorySmoother,
    _ levels: [DiskBackoffModel.Level]
  ) throws -> DiskArray<Double> {
    let probabilities = try DiskArray<Double>(in: trie.settings.folder)
    let occurrences = trie.level(n).counts
    // What an n-gram ends in is looked up already: it stands at its own place.
    var places: [UInt32] = []
    try trie.forEachHistory(order: n - 1) { _, starts in
      let grams = Int(starts[0])..<Int(starts[starts.count - 1])
      if places.count < grams.count { places += UInt32(places.count)..<UInt32(grams.count) }
      let occurring = try occurrences.read(grams)
      let histories = Histories(
        starts: starts.map { $0 - starts[0] }, counts: counts === occurrences ? occurring : try counts.read(grams),
        occurrences: occurring, lower: try lower.read(grams),
        suffixes: places.count == grams.count ? places : Array(places[..<grams.count]), smoother: smoother)
      let smoothed = SmoothedOrder(histories, isLast: n == order, threads: trie.settings.threads)
      try levels[n - 2].logBackoffs.append(smoothed.logBackoffs)
      try levels[n - 1].logProbabilities.append(smoothed.logProbabilities)
      if n < order { try probabilities.append(smoothed.probabilities) }
    }
    return probabilities
  }
}
