public import Ledger
public import Report

/// The leaderboard, and what its reader must know of the corpora to read it fairly.
public struct Comparison: Equatable, Sendable {
  public let rows: [LeaderboardRow]
  public let facts: [CorpusFacts]
}

/// `lmctl compare`: the leaderboard of what is in the database.
public struct Compare {
  public var corpus: String?
  public var split: SplitName?

  public init(corpus: String? = nil, split: SplitName?) {
    self.corpus = corpus
    self.split = split
  }

  /// - Throws: where there is no database, or no corpus of the name.
  public func callAsFunction(_ bench: Workbench) throws -> Comparison {
    let ledger = try bench.openForReading()
    if let corpus { _ = try ledger.corpus(named: corpus) }
    let rows = try ledger.leaderboard(corpus: corpus, split: split)
    let compared = try ledger.corpora().filter { corpus in rows.contains { $0.corpus == corpus.name } }
    return Comparison(
      rows: rows,
      facts: try compared.map { corpus in
        let train = try ledger.splits(of: corpus).first { $0.name == .train }
        return CorpusFacts(
          corpus: corpus.name, isReversible: corpus.isReversible, unknownInTraining: train?.oov ?? 0)
      })
  }
}
