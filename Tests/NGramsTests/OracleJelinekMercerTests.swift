import Foundation
import Testing

@Suite struct OracleJelinekMercerTests {
  private typealias T = OracleText

  /// Every λ ½: P(b) = 1/2·2/9 + 1/2·1/5 = 19/90, P(b | a) = 1/2·2/3 + 1/2·19/90 = 79/180; an unseen history has λ = 0.
  @Test func evenWeights() {
    let oracle = T.oracle(.jelinekMercer(valid: [], rounds: 0))
    #expect(isClose(oracle.probability(of: T.b, after: [T.unk]), 19.0 / 90))
    #expect(isClose(oracle.probability(of: T.b, after: [T.a]), 79.0 / 180))
    #expect(isClose(oracle.probability(of: T.unk, after: [T.a]), 1.0 / 20))
  }

  /// Left over: 1/2 to `<unk>` alone, so that P(b) = 1/2·2/9.
  @Test func leftover() {
    let oracle = T.oracle(.jelinekMercer(valid: [], rounds: 0), unseen: .leftover)
    #expect(isClose(oracle.probability(of: T.b, after: [T.unk]), 1.0 / 9))
    #expect(isClose(oracle.probability(of: T.unk, after: [T.unk]), 1.0 / 2))
    #expect(isClose(oracle.probability(of: T.unk, after: [T.a]), 1.0 / 4))
  }

  /// One round on the held-out line "a"; c(`<bos>`) = c(a) = 3 share the bucket 1 of order 2, and 9 unigrams are in 3.
  ///
  ///     a | <bos>:    P(a) = 1/2·3/9 + 1/10 = 4/15, P = 1/2·2/3 + 1/2·4/15 = 7/15: order 2 explains (1/3)/(7/15) = 5/7,
  ///                   order 1 of the rest 2/7 · (1/6)/(4/15) = 2/7 · 5/8 = 5/28
  ///     <eos> | a:    P(<eos>) = 4/15, P = 1/2·1/3 + 1/2·4/15 = 3/10: 5/9, and 4/9 · 5/8 = 5/18
  ///     λ of order 2: (1 + 5/7 + 5/9) / (2 + 2) = 143/252,   of order 1: (1 + 5/28 + 5/18) / (2 + 2/7 + 4/9) = 367/688
  @Test func oneRoundOfEM() {
    let counts = T.counts(order: 2)
    let model = JelinekMercerOracle(
      counts, pruning: OraclePruning(counts: counts, thresholds: []), unseen: .uniform, valid: [[T.a]], rounds: 1)
    #expect(isClose(model.weights[.init(order: 2, log2: 1), default: 0], 143.0 / 252))
    #expect(isClose(model.weights[.init(order: 1, log2: 3), default: 0], 367.0 / 688))
    #expect(model.weights.count == 2)
  }

  /// No round lowers what EM climbs: the likelihood of the held-out text, times λ (1 − λ) of each weight for the two
  /// imagined tokens.
  @Test func everyRoundClimbs() {
    let counts = OracleCounts(
      segments: T.segments(200, vocabularySize: 12, seed: 3), vocabularySize: 12, endOfSegment: 1, order: 3)
    let valid = T.segments(40, vocabularySize: 12, seed: 4)
    let models = [0, 1, 2, 4, 16].map {
      JelinekMercerOracle(
        counts, pruning: OraclePruning(counts: counts, thresholds: []), unseen: .uniform, valid: valid, rounds: $0)
    }
    let objectives = models.map { model in
      counts.positions(of: valid).reduce(0) { $0 + log(model.probability(of: $1.token, after: $1.history)) }
        + models[4].weights.keys.reduce(0) {
          let weight = model.weights[$1, default: 0.5]
          return $0 + log(weight * (1 - weight))
        }
    }
    #expect(models[4].weights.count > 8)
    for (before, after) in zip(objectives, objectives.dropFirst()) { #expect(after > before) }
    #expect(objectives[4] > objectives[0] + 1)
  }
}
