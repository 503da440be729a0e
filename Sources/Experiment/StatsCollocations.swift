internal import Counts
internal import Evaluation
internal import Statistics

/// Which pairs of neighbouring words are listed.
public struct CollocationList: Equatable, Sendable {
  /// By what they are ranked.
  public enum Measure: String, Sendable, CaseIterable {
    case logLikelihood = "g2"
    case pointwiseMutualInformation = "pmi"
    case tScore = "t"
    case chiSquared = "chi2"
  }

  public var limit: Int
  public var measure = Measure.logLikelihood
  /// Pairs that occur less often are left out: measures of rare pairs are noise.
  public var minimum: UInt64 = 5

  public init(limit: Int) { self.limit = limit }

  /// Pairs that avoid each other are none, and neither are those with `<unk>`.
  func list(_ words: NGramTable?, _ bigrams: NGramTable?, _ corpus: StoredCorpus) -> [StatsResult.Collocation] {
    guard let words, let bigrams, let measure = Collocations.Measure(rawValue: measure.rawValue) else { return [] }
    let excluded = [SpecialID.unknown] + (corpus.endOfSegment.map { [$0] } ?? [])
    let found =
      Collocations(bigrams: bigrams, words: words, occurringAtLeast: minimum, excluding: excluded)?
      .highest(.max, by: measure) ?? []
    return found.lazy.filter { $0.pair.table.attracts }.prefix(limit).map { pair, _ in
      StatsResult.Collocation(
        words: [corpus.shown(pair.first), corpus.shown(pair.second)], count: pair.table.both,
        logLikelihood: pair.table.logLikelihood ?? 0,
        pointwiseMutualInformation: pair.table.pointwiseMutualInformation, tScore: pair.table.tScore,
        chiSquared: pair.table.chiSquared)
    }
  }
}
