public import Ledger

/// `lmctl compare`: the leaderboard of what is in the database.
public struct Compare {
  public var corpus: String?
  public var split: SplitName?

  public init(corpus: String? = nil, split: SplitName?) {
    self.corpus = corpus
    self.split = split
  }

  /// - Throws: where there is no database, or no corpus of the name.
  public func callAsFunction(_ bench: Workbench) throws -> [LeaderboardRow] {
    let ledger = try bench.openForReading()
    if let corpus { _ = try ledger.corpus(named: corpus) }
    return try ledger.leaderboard(corpus: corpus, split: split)
  }
}
