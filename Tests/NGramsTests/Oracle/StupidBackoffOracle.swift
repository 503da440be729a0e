/// Stupid backoff (Brants et al. 2007, equation 5): relative frequencies, and four tenths of the shorter history's.
///
///     S(w | h) = c(h w) / c(h)     where h w was seen
///              = 0.4 S(w | h')     otherwise
///
/// Not probabilities: they do not sum to 1. An unseen type has 0.4 / V under `uniform`, as if the uniform distribution
/// were one more order, and 0 under `leftover`, for nothing is left over.
struct StupidBackoffOracle: OracleModel {
  let counts: OracleCounts
  let pruning: OraclePruning
  let unseen: Oracle.Unseen

  func probability(of token: UInt32, after history: [UInt32]) -> Double {
    if let count = counts.raw[history.count][history + [token]], pruning.keeps(history + [token]) {
      return Double(count) / Double(counts.totals[history, default: 0])
    }
    if history.isEmpty { return unseen == .uniform ? 0.4 / Double(counts.vocabularySize) : 0 }
    return 0.4 * probability(of: token, after: Array(history.dropFirst()))
  }
}
