/// Back-off after Katz (1987), and interpolation, by the rules of SRILM's ngram-count:
///
///     P(w | h) = p(h w)             where h w is listed
///              = β(h) · P(w | h')   otherwise; β(h) = 1 where nothing follows h
///
/// with p(h w) = disc(a(h w)) / base(h), and γ(h) P(w | h') on top where interpolated. What is discounted to nothing is
/// not listed. Two rules go beyond the formula:
///
/// - A: where the listed probabilities of a history leave less than 3e-6 though it has not seen every type, this history
///   is not interpolated; if that is not enough, its denominator grows by 1 until it is. Unigrams with 1/V
///   (`uniform`) need no such rule.
/// - B: where the lower order gives the unlisted types less than 3e-6, β = 1, and the listed probabilities are scaled to
///   what that leaves. (SRILM scales them to 1, and exceeds 1 by up to 3e-6.)
struct BackingOffOracle: OracleModel {
  private static let epsilon = 3e-6

  private let counts: OracleCounts
  private let unseen: Oracle.Unseen
  private let backsOff: Bool
  /// p(h w), by history and token.
  private var listed: [[UInt32]: [UInt32: Double]] = [:]
  /// β(h).
  private var weights: [[UInt32]: Double] = [:]

  init(
    _ method: any DiscountingOracle, _ counts: OracleCounts, pruning: OraclePruning, backsOff: Bool,
    unseen: Oracle.Unseen
  ) {
    self.counts = counts
    self.unseen = unseen
    self.backsOff = backsOff
    for n in 1...counts.order {
      for (history, followers) in OracleCounts.byHistory(method.counts(ofOrder: n)) {
        let base = method.base(total: followers.reduce(0) { $0 + $1.count }, types: followers.count, order: n)
        let kept = followers.filter { pruning.keeps(history + [$0.token]) }
          .map { (token: $0.token, discounted: method.discounted($0.count, order: n)) }
          .filter { $0.discounted > 0 }
        estimate(history, kept, types: followers.count, base: base)
      }
    }
  }

  func probability(of token: UInt32, after history: [UInt32]) -> Double {
    if let p = listed[history]?[token] { return p }
    if history.isEmpty { return 0 }
    return weights[history, default: 1] * probability(of: token, after: Array(history.dropFirst()))
  }

  /// P(w | h'), where 1/V stands below the unigrams.
  private func lower(_ token: UInt32, _ history: [UInt32]) -> Double {
    history.isEmpty
      ? 1 / Double(counts.vocabularySize) : probability(of: token, after: Array(history.dropFirst()))
  }

  private mutating func estimate(
    _ history: [UInt32], _ kept: [(token: UInt32, discounted: Double)], types: Int, base: Double
  ) {
    let isUniform = history.isEmpty && unseen == .uniform
    var base = base
    var interpolates = !backsOff || isUniform
    var gamma = 0.0
    var p: [(token: UInt32, value: Double)] = []
    while true {
      gamma = 1 - kept.reduce(0) { $0 + $1.discounted } / base
      p = kept.map { ($0.token, $0.discounted / base + (interpolates ? gamma * lower($0.token, history) : 0)) }
      let leavesNothing = types < counts.vocabularySize && p.reduce(0) { $0 + $1.value } > 1 - Self.epsilon
      guard leavesNothing && !isUniform else { break }
      if interpolates { interpolates = false } else { base += 1 }
    }
    listed[history] = Dictionary(uniqueKeysWithValues: p.map { ($0.token, $0.value) })
    if history.isEmpty {
      shareOut(1 - p.reduce(0) { $0 + $1.value })
    } else if interpolates {
      weights[history] = gamma
    } else {
      let sum = p.reduce(0) { $0 + $1.value }
      let rest = 1 - p.reduce(0) { $0 + lower($1.token, history) }
      let isExhausted = rest < Self.epsilon
      weights[history] = isExhausted ? 1 : (1 - sum) / rest
      if isExhausted && sum > 0 { listed[history] = listed[history]?.mapValues { $0 * (1 - rest) / sum } }
    }
  }

  /// The mass that the seen unigrams leave, evenly to those with count zero, or to all where there are none.
  ///
  /// Interpolated with 1/V, these are γ / V each: the same division.
  private mutating func shareOut(_ mass: Double) {
    var unigrams = listed[[], default: [:]]
    let ids = 0..<UInt32(counts.vocabularySize)
    let zero = ids.filter { unigrams[$0] == nil }
    let takers = zero.isEmpty ? Array(ids) : zero
    for id in takers { unigrams[id, default: 0] += mass / Double(takers.count) }
    listed[[]] = unigrams
  }
}
