import Counts
import Foundation
import Testing

@testable import NGrams

@Suite struct JelinekMercerTests {
  private let held = OracleText.segments(30, vocabularySize: 16, seed: 11).map { $0.map { $0 > 13 ? 0 : $0 } }

  private func stream(_ segments: [[UInt32]], _ sample: SmoothingSample) -> [UInt32] {
    sample.endOfSegment.map { eos in segments.flatMap { $0 + [eos] } } ?? Array(segments.joined())
  }

  /// Round for round the weights of the slow EM; a bucket that the held-out text does not reach keeps ½.
  @Test(arguments: [1, 2, 3, 4], Oracle.Unseen.allCases) func agreesWithTheOracle(
    order: Int, unseen: Oracle.Unseen
  ) throws {
    let like = SmoothingSample.some[0]
    let seen = SmoothingSample(
      testDescription: "every type seen", segments: like.segments + [[0, 12, 13]], size: 14)
    for sample in [like, like.withoutSegments, seen] {
      let counts = sample.counts(order: order)
      for rounds in [0, 1, 2, 7] {
        let oracle = JelinekMercerOracle(
          counts, pruning: OraclePruning(counts: counts, thresholds: []), unseen: unseen, valid: held, rounds: rounds)
        let weights = JelinekMercerWeights(
          try sample.trie(order: order), on: stream(held, sample),
          unseen: unseen == .uniform ? .uniform : .leftover, rounds: rounds)
        #expect(weights.byOrder.count == order)
        if rounds > 0 { #expect(oracle.weights.count >= order) }
        for n in 1...order {
          for bucket in 0..<JelinekMercerWeights.buckets {
            let expected = oracle.weights[.init(order: n, log2: bucket), default: 0.5]
            #expect(
              isClose(weights.byOrder[n - 1][bucket], expected, within: 1e-12),
              "\(sample.testDescription), round \(rounds), order \(n), bucket \(bucket)")
          }
        }
      }
    }
  }

  /// The whole way: weights, then probabilities.
  @Test(arguments: Oracle.Unseen.allCases) func modelsAgreeWithTheOracle(unseen: Oracle.Unseen) throws {
    let sample = SmoothingSample.some[0]
    let counts = sample.counts(order: 3)
    let oracle = Oracle(
      counts, method: .jelinekMercer(valid: held, rounds: 5), backsOff: false, unseen: unseen)
    let mine: Unseen = unseen == .uniform ? .uniform : .leftover
    let trie = try sample.trie(order: 3)
    let weights = JelinekMercerWeights(trie, on: stream(held, sample), unseen: mine, rounds: 5)
    // There is no back-off form: the choice changes nothing.
    for interpolates in [true, false] {
      let settings = EstimationSettings(.jelinekMercer(weights), interpolates: interpolates, unseen: mine)
      let model = BackoffEstimator(trie, settings).estimate().model
      for history in sample.histories(order: 3) { #expect(difference(model, oracle, after: history) < 1e-5) }
    }
  }

  /// b = ⌊log₂ c⌋.
  @Test func buckets() {
    let expected: [(UInt64, Int)] = [
      (0, 0), (1, 0), (2, 1), (3, 1), (4, 2), (7, 2), (8, 3), (1 << 31, 31), (1 << 32 - 1, 31), (.max, 63),
    ]
    for (total, bucket) in expected { #expect(JelinekMercerWeights.bucket(total) == bucket) }
  }

  @Test func stopsWhereWeightsNoLongerMove() throws {
    let trie = try SmoothingSample.some[0].trie(order: 3)
    let valid = stream(held, SmoothingSample.some[0])
    func weights(_ rounds: Int) -> [Double] {
      JelinekMercerWeights(trie, on: valid, unseen: .uniform, rounds: rounds).byOrder.flatMap(\.self)
    }
    let (converged, more) = (weights(10_000), weights(20_000))
    #expect(converged == more)
    #expect(zip(weights(1), converged).contains { abs($0 - $1) > 0.01 })
    #expect(converged.allSatisfy { $0 > 0 && $0 < 1 })
  }

  @Test func anyNumberOfThreadsGivesTheSameWeights() throws {
    let trie = try SmoothingSample.some[0].trie(order: 4)
    let valid = stream(held, SmoothingSample.some[0])
    let one = JelinekMercerWeights(trie, on: valid, unseen: .leftover, threads: 1)
    #expect(JelinekMercerWeights(trie, on: valid, unseen: .leftover, threads: 3) == one)
  }

  /// Nothing held out, and nothing read: every weight stays ½.
  @Test func noEvidence() throws {
    let none = JelinekMercerWeights(try SmoothingSample.some[0].trie(order: 2), on: [], unseen: .uniform)
    #expect(none.byOrder.allSatisfy { $0.allSatisfy { $0 == 0.5 } })
    let empty = try TrieCounter(order: 2, vocabularySize: 4, endOfSegment: 1).count([])
    for unseen in Unseen.allCases {
      let weights = JelinekMercerWeights(empty, on: [2, 3, 1], unseen: unseen)
      #expect(weights.byOrder.allSatisfy { $0.allSatisfy { $0 == 0.5 } })
    }
  }
}
