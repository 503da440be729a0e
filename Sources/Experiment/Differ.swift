public import Ledger

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

  /// - Throws: ``CompareError``; where there are no such models.
  public func callAsFunction(_ bench: Workbench) throws -> TokenDifferences {
    let ledger = try bench.openForReading()
    let corpus = try StoredCorpus(corpus, in: ledger)
    let ids = try corpus.ids(split)
    func logProbabilities(_ name: String) throws -> [Double] {
      let model = try ledger.model(named: name, in: corpus.record)
      guard let score = try ledger.scores(of: model).first(where: { $0.split == split }) else {
        throw CompareError.notScored(model: name, split: split.rawValue)
      }
      guard corpus.isOwn(score), score.scored == ids.count else {
        throw CompareError.otherStreams(models: [models.0, models.1], split: split.rawValue)
      }
      return try ledger.logProbabilities(score)
    }
    return TokenDifferences(
      models, try logProbabilities(models.0), try logProbabilities(models.1), of: ids, limit: limit, shown: corpus.shown
    )
  }
}
