public import Ledger
internal import Report

/// `lmctl compare --differ A,B`: two stored scores → the tokens on which they differ most.
public struct Differ {
  public var corpus: String?
  public var split: SplitName
  public var models: (String, String)
  /// Rows in each direction.
  public var limit: Int

  public init(corpus: String? = nil, split: SplitName, models: (String, String), limit: Int = 10) {
    self.corpus = corpus
    self.split = split
    self.models = models
    self.limit = limit
  }

  /// Whether it can be made, without its work.
  /// - Throws: ``CompareError``; where there are no such models.
  public func check(_ bench: Workbench) throws {
    let ledger = try bench.openForReading()
    // Whose models they are among several corpora is known when the leaderboard is.
    if try corpus == nil && ledger.corpora().count > 1 { return }
    let corpus = try ledger.corpus(named: corpus)
    for name in [models.0, models.1] { _ = try score(of: name, in: corpus, ledger) }
  }

  private func score(of name: String, in corpus: CorpusRecord, _ ledger: Ledger) throws -> ScoreRecord {
    let model = try ledger.model(named: name, in: corpus)
    guard let score = try ledger.scores(of: model).first(where: { $0.split == split }) else {
      throw CompareError.notScored(model: name, split: split.rawValue)
    }
    return score
  }

  /// - Throws: ``CompareError``; where there are no such models.
  public func callAsFunction(_ bench: Workbench) throws -> TokenDifferences {
    let ledger = try bench.openForReading()
    let corpus = try StoredCorpus(corpus, in: ledger)
    let ids = try corpus.ids(split)
    func logProbabilities(_ name: String) throws -> [Double] {
      let score = try score(of: name, in: corpus.record, ledger)
      guard corpus.isOwn(score), score.scored == ids.count else {
        throw CompareError.otherStreams(models: [models.0, models.1], split: split.rawValue)
      }
      return try ledger.logProbabilities(score)
    }
    for name in [models.0, models.1] where try !ledger.model(named: name, in: corpus.record).isNormalized {
      bench.progress(
        .warning("the probabilities of \(Figures.safe(name)) do not sum to 1: its bits compare with no other model's"))
    }
    return TokenDifferences(
      models, try logProbabilities(models.0), try logProbabilities(models.1), of: ids, limit: limit, shown: corpus.shown
    )
  }
}
