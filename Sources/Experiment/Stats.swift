internal import Counts
internal import Ledger
internal import Statistics

/// `lmctl stats`: ids → counts → laws of text → database.
public struct Stats {
  public var corpus: String?
  public var orders: [Int]
  /// How many of the most frequent types and n-grams are listed; nil for all.
  public var ranks: Int? = 10
  public var collocations: CollocationList
  public var dispersion = DispersionList()
  /// The corpus of reference for key words, and how many of them are listed.
  public var against: String?
  public var keywords = 10

  public init(corpus: String?, orders: [Int], collocations: Int) {
    self.corpus = corpus
    self.orders = orders
    self.collocations = CollocationList(limit: collocations)
  }

  /// Of the split `train`. The figures are stored as statistics of the corpus, those of n-grams as `nN_NAME`; in a database
  /// that cannot be written they are only told.
  public func callAsFunction(_ bench: Workbench) throws -> StatsResult {
    do {
      return try result(in: bench.openForWriting(), bench, isStored: true)
    } catch LedgerError.readOnly {
      bench.progress(.warning("the database is read-only: the figures are told and not stored"))
      return try result(in: bench.openForReading(), bench, isStored: false)
    }
  }

  private func result(in ledger: Ledger, _ bench: Workbench, isStored: Bool) throws -> StatsResult {
    let corpus = try StoredCorpus(corpus, in: ledger)
    let reference = try against.map { try KeynessList.Reference($0, in: ledger, bench) }
    let train = try corpus.trainingIDs()
    let words = try dispersion.words(in: corpus)
    let counted = Set(orders + (collocations.limit > 0 ? [1, 2] : [])).sorted()
    for order in counted {
      try bench.require(memory(order, corpus, positions: train.count, bench), for: "counting n-grams of order \(order)")
    }
    let run = NewRun(
      command: "stats", subject: corpus.record.name, corpusID: corpus.record.id, settings: try JSON.string(settings))
    func measure() throws -> StatsResult {
      var result = StatsResult(
        corpus: corpus.record.name, unknown: corpus.splits.first { $0.name == .train }?.oov ?? 0)
      var tables: [Int: NGramTable] = [:]
      for order in counted {
        bench.progress(.stage("the laws of \(order)-grams of \(corpus.record.name)"))
        let table = try counter(order, corpus, bench).count(train)
        if collocations.limit > 0 && order <= 2 { tables[order] = table }
        if orders.contains(order) {
          result.orders.append(try OrderStats(table, train, corpus, ranks: ranks, bench))
        }
      }
      result.collocations = collocations.list(tables[1], tables[2], corpus)
      if !words.isEmpty {
        bench.progress(.stage("dispersion"))
        result.dispersion = dispersion.list(words, TextFigures.nGrams(of: train, order: 1, corpus), corpus)
      }
      if let reference {
        bench.progress(.stage("key words"))
        result.keyness = KeynessList(corpus, against: reference, limit: keywords)
        if KeynessList.differ(reference.record, corpus.record) {
          bench.progress(
            .warning("'\(reference.record.name)' was tokenized with other settings: differences may be theirs"))
        }
      }
      return result
    }
    guard isStored else { return try measure() }
    return try bench.recorded(in: ledger, run) { _ in
      let result = try measure()
      try ledger.add(statistics: result.records, to: corpus.record)
      return result
    }
  }

  private func counter(_ order: Int, _ corpus: StoredCorpus, _ bench: Workbench) -> NGramCounter {
    NGramCounter(
      order: order, vocabularySize: corpus.record.vocabularySize, endOfSegment: corpus.endOfSegment,
      threads: bench.threads)
  }

  /// What counting takes, or then, beside the table, Heaps' curve.
  private func memory(_ order: Int, _ corpus: StoredCorpus, positions: Int, _ bench: Workbench) -> Int? {
    let counting = counter(order, corpus, bench).memory(positions: positions)
    let growth = TextFigures.memory(
      positions: positions, order: order, vocabularySize: corpus.record.vocabularySize)
    let (table, overflows) = positions.multipliedReportingOverflow(by: 4 * order + 16)
    return overflows ? nil : max(counting, table + growth)
  }

  private struct Settings: Encodable {
    let orders: [Int]
    let collocations: Int
    let by: String
    let minCount: UInt64
    let parts: Int
    let against: String?
  }

  private var settings: Settings {
    Settings(
      orders: orders, collocations: collocations.limit, by: collocations.measure.rawValue,
      minCount: collocations.minimum, parts: dispersion.parts, against: against)
  }
}

extension TextFigures {
  static func nGrams(of stream: [UInt32], order: Int, _ corpus: StoredCorpus) -> [UInt32] {
    nGrams(of: stream, order: order, endOfSegment: corpus.endOfSegment)
  }
}
