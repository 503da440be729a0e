import Counts
import Foundation
import Testing

@testable import NGrams

@Suite struct BackoffEstimatorTests {
  /// Every smoothing and form, orders 1 to 4, against the slow formulas: all of V after histories of every kind.
  @Test(arguments: SmoothingCase.all, SmoothingSample.some)
  func agreesWithTheOracle(smoothing: SmoothingCase, sample: SmoothingSample) throws {
    for sample in [sample, sample.withoutSegments] where !sample.stream.isEmpty {
      for order in 1...4 {
        let oracle = Oracle(
          sample.counts(order: order), method: smoothing.method, backsOff: smoothing.backsOff, unseen: smoothing.unseen)
        let model = BackoffEstimator(try sample.trie(order: order), smoothing.settings(order: order)).estimate().model
        for history in sample.histories(order: order) {
          let difference = difference(model, oracle, after: history)
          #expect(difference < 1e-5, "\(sample.testDescription), order \(order), after \(history)")
          if difference >= 1e-5 { return }
        }
      }
    }
  }

  /// Cut-offs by count: KenLM's rule for interpolated models, what is left over for the others.
  @Test(arguments: SmoothingCase.all, [[0, 1], [0, 0, 2], [0, 1, 1, 2]])
  func agreesWithTheOracleWhereItIsCutOff(smoothing: SmoothingCase, cutoffs: [Int]) throws {
    for sample in SmoothingSample.some.prefix(2) + [SmoothingSample.some[6]] {
      for (sample, order) in [(sample, 4), (sample.withoutSegments, 3)] {
        let oracle = Oracle(
          sample.counts(order: order), method: smoothing.method, backsOff: smoothing.backsOff,
          unseen: smoothing.unseen, prune: cutoffs)
        let settings = smoothing.settings(order: order, cutoffs: cutoffs)
        let model = BackoffEstimator(try sample.trie(order: order), settings).estimate().model
        for history in sample.histories(order: order) {
          let difference = difference(model, oracle, after: history)
          #expect(difference < 1e-5, "\(sample.testDescription), order \(order), after \(history)")
          if difference >= 1e-5 { return }
        }
      }
    }
  }

  /// A held-out text, position by position: with words that training never saw, and histories that grow and break off.
  @Test(arguments: SmoothingCase.all) func scoresAsTheOracle(smoothing: SmoothingCase) throws {
    let held = OracleText.segments(30, vocabularySize: 16, seed: 11).map { $0.map { $0 > 13 ? 0 : $0 } }
    for sample in [SmoothingSample.some[0], SmoothingSample.some[0].withoutSegments] {
      for order in [1, 2, 3, 5] {
        let counts = sample.counts(order: order)
        let oracle = Oracle(
          counts, method: smoothing.method, backsOff: smoothing.backsOff, unseen: smoothing.unseen)
        let model = BackoffEstimator(try sample.trie(order: order), smoothing.settings(order: order)).estimate().model
        let positions = counts.positions(of: held)
        var state = model.start()
        let scored = model.score(positions.map(\.token), from: &state)
        let worst = zip(scored, positions).map {
          difference($0, oracle.probability(of: $1.token, after: $1.history))
        }.max()
        #expect(try #require(worst) < 1e-5, "\(sample.testDescription), order \(order)")
      }
    }
  }

  @Test(arguments: SmoothingCase.all) func anyNumberOfThreadsGivesTheSameModel(smoothing: SmoothingCase) throws {
    // More n-grams than are worked on at a time.
    let sample = SmoothingSample(
      testDescription: "long", segments: OracleText.segments(3_000, vocabularySize: 200, seed: 9), size: 200)
    let trie = try sample.trie(order: 3)
    let one = BackoffEstimator(trie, smoothing.settings(order: 3), threads: 1).estimate()
    let three = BackoffEstimator(trie, smoothing.settings(order: 3), threads: 3).estimate()
    #expect(trie.levels[2].count > 1 << 13)
    #expect(one.model == three.model && one.discounts == three.discounts)
  }

  /// One n-gram per figure: what it begins with is a history, what it ends in is listed.
  @Test(arguments: SmoothingCase.all) func listsWhatWasCounted(smoothing: SmoothingCase) throws {
    let trie = try SmoothingSample.some[0].trie(order: 3)
    let model = BackoffEstimator(trie, smoothing.settings(order: 3)).estimate().model
    #expect(model.levels.map(\.words) == trie.levels.map(\.words))
    #expect(model.levels.map(\.continuations) == trie.levels.map(\.continuations))
    #expect(model.levels.map(\.logProbabilities.count) == trie.levels.map(\.count))
    #expect(model.levels.map(\.logBackoffs.count) == [trie.levels[0].count, trie.levels[1].count, 0])
    // `<bos>` is never predicted.
    #expect(model.levels[0].logProbabilities[14] == -.infinity)
    #expect(model.isNormalized == smoothing.settings(order: 3).smoothing.isNormalized)
  }

  /// Nothing was read: every type is as likely as any other, and nothing traps. Only stupid back-off makes no promise.
  @Test(arguments: SmoothingCase.normalized, [1, nil] as [UInt32?]) func nothingToLearnFrom(
    smoothing: SmoothingCase, eos: UInt32?
  ) throws {
    for order in 1...3 {
      let trie = try TrieCounter(order: order, vocabularySize: 4, endOfSegment: eos).count([])
      let model = BackoffEstimator(trie, smoothing.settings(order: order)).estimate().model
      for p in model.distribution(after: model.start()) { #expect(abs(exp(p) - 0.25) < 1e-6) }
    }
  }

  /// What is told of discounts: t₁…t₄ of the adjusted counts, and where they did not suffice.
  @Test func discountsAreTold() throws {
    let sample = SmoothingSample.some[0]
    let counts = sample.counts(order: 3)
    let oracle = KneserNeyOracle(counts, modified: true)
    let found = BackoffEstimator(try sample.trie(order: 3), EstimationSettings(.modifiedKneserNey)).estimate().discounts
    for n in 1...3 {
      let t = OracleCounts.countsOfCounts(counts.continuation(ofOrder: n))
      #expect(found[n - 1].order == n && found[n - 1].countsOfCounts == (1...4).map { Int(t($0)) })
      for (mine, other) in zip(found[n - 1].discounts, oracle.discounts[n - 1].dropFirst()) {
        #expect(isClose(mine, other, within: 1e-12))
      }
    }
    let tiny = try SmoothingSample.some[4].trie(order: 2)
    for (smoothing, discounts) in [
      (.modifiedKneserNey, [0.5, 1, 1.5]), (.kneserNey, [0.5]), (.absolute(discount: nil), [0.5]), (.goodTuring, []),
    ] as [(Smoothing, [Double])] {
      let found = BackoffEstimator(tiny, EstimationSettings(smoothing)).estimate().discounts
      #expect(found[1].isFallback && found[1].discounts == discounts, "\(smoothing)")
    }
  }
}
