/// A slow, obvious n-gram model: the formulas of the papers in dictionaries and recursion, to hold the fast one against.
///
/// Nothing here knows the library: an error would have to be made twice to go unseen.
struct Oracle {
  enum Method {
    case kneserNey
    case modifiedKneserNey
    case wittenBell
    case absolute(discount: Double)
    /// Katz: it always backs off.
    case goodTuring
    /// Weights after some rounds of EM on held-out segments; zero rounds leave every weight at ½.
    case jelinekMercer(valid: [[UInt32]], rounds: Int)
    case stupidBackoff
  }

  /// Who gets the mass that the seen unigrams leave: all types by interpolation with 1/V, or those with count zero.
  enum Unseen: CaseIterable {
    case uniform
    case leftover
  }

  private let order: Int
  private let model: any OracleModel

  /// - Parameters:
  ///   - segments: ids without `<eos>`, which each gets where there is one.
  ///   - prune: n-grams of order n whose raw count is at most prune[n − 1] are not listed; the last threshold goes for
  ///     all higher orders, that of unigrams is zero, and none is below the one before.
  init(
    segments: [[UInt32]], vocabularySize: Int, endOfSegment: UInt32?, order: Int, method: Method, backsOff: Bool,
    unseen: Unseen, prune: [Int] = []
  ) {
    self.init(
      OracleCounts(segments: segments, vocabularySize: vocabularySize, endOfSegment: endOfSegment, order: order),
      method: method, backsOff: backsOff, unseen: unseen, prune: prune)
  }

  /// The same from counts that several models share.
  init(_ counts: OracleCounts, method: Method, backsOff: Bool, unseen: Unseen, prune: [Int] = []) {
    precondition(prune.first ?? 0 == 0 && prune == prune.sorted(), "thresholds start with 0 and do not fall")
    let pruning = OraclePruning(counts: counts, thresholds: prune)
    order = counts.order
    let discounting: any DiscountingOracle
    var backsOff = backsOff
    switch method {
    case .kneserNey: discounting = KneserNeyOracle(counts, modified: false)
    case .modifiedKneserNey: discounting = KneserNeyOracle(counts, modified: true)
    case .wittenBell: discounting = WittenBellOracle(counts: counts)
    case .absolute(let discount): discounting = AbsoluteOracle(counts: counts, discount: discount)
    case .goodTuring:
      discounting = GoodTuringOracle(counts, unseen: unseen)
      backsOff = true
    case .jelinekMercer(let valid, let rounds):
      model = JelinekMercerOracle(counts, pruning: pruning, unseen: unseen, valid: valid, rounds: rounds)
      return
    case .stupidBackoff:
      model = StupidBackoffOracle(counts: counts, pruning: pruning, unseen: unseen)
      return
    }
    model =
      backsOff || unseen == .leftover
      ? BackingOffOracle(discounting, counts, pruning: pruning, backsOff: backsOff, unseen: unseen)
      : InterpolatingOracle(discounting, counts, pruning: pruning)
  }

  /// P(token | history); the history is all that was read of this segment, its `<bos>` (id V) included.
  func probability(of token: UInt32, after history: [UInt32]) -> Double {
    model.probability(of: token, after: Array(history.suffix(order - 1)))
  }
}

/// P(w | h) for histories of up to N − 1 ids.
protocol OracleModel {
  func probability(of token: UInt32, after history: [UInt32]) -> Double
}

/// Which n-grams stay listed: those that occur more often than the threshold of their order says, in raw counts at
/// every order (KenLM's lmplz --prune).
struct OraclePruning {
  let counts: OracleCounts
  let thresholds: [Int]

  func keeps(_ ngram: [UInt32]) -> Bool {
    guard !thresholds.isEmpty else { return true }
    return counts.raw[ngram.count - 1][ngram, default: 0] > thresholds[min(ngram.count, thresholds.count) - 1]
  }
}
