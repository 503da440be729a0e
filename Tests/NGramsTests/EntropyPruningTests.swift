import Counts
import Foundation
import Testing

@testable import NGrams

@Suite struct EntropyPruningTests {
  /// Stolcke's formulas (1998, section 3) in dictionaries: what is pruned of a model in back-off form, and the model that
  /// is left.
  struct Slow {
    let order: Int
    /// The id that stands for `<bos>` in P(h).
    let end: UInt32?
    let bos: UInt32
    var listed: [[UInt32]: Double] = [:]
    var beta: [[UInt32]: Double] = [:]

    init(_ model: BackoffModel) {
      order = model.order
      end = model.endOfSegment
      bos = UInt32(model.vocabularySize)
      func add(_ n: Int, _ index: Int, _ history: [UInt32]) {
        let gram = history + [model.levels[n - 1].words[index]]
        listed[gram] = pow(10, Double(model.levels[n - 1].logProbabilities[index]))
        guard n < model.order else { return }
        beta[gram] = pow(10, Double(model.levels[n - 1].logBackoffs[index]))
        for next in model.continuations(order: n, index) { add(n + 1, next, gram) }
      }
      for id in 0..<model.levels[0].count { add(1, id, []) }
    }

    func p(_ word: UInt32, _ history: [UInt32]) -> Double {
      if let p = listed[history + [word]] { return p }
      if history.isEmpty { return 0 }
      return beta[history, default: 1] * p(word, Array(history.dropFirst()))
    }

    private func joint(_ history: [UInt32]) -> Double {
      history.indices.reduce(1) { product, place in
        if place == 0, history[0] == bos, let end { return product * p(end, []) }
        return product * p(history[place], Array(history[..<place]))
      }
    }

    private func followers(_ n: Int) -> [[UInt32]: [UInt32]] {
      listed.keys.filter { $0.count == n }.reduce(into: [:]) { $0[Array($1.dropLast()), default: []].append($1[n - 1]) }
    }

    /// By how much the training perplexity rises, for each n-gram but those of order 1.
    func rises() -> [[UInt32]: Double] {
      var rises: [[UInt32]: Double] = [:]
      for n in 2...max(2, order) {
        for (history, words) in followers(n) {
          let lower = Array(history.dropFirst())
          let num = 1 - words.reduce(0) { $0 + p($1, history) }
          let den = 1 - words.reduce(0) { $0 + p($1, lower) }
          for word in words {
            let (p, q) = (p(word, history), p(word, lower))
            let new = (num + p) / (den + q)
            let distance =
              -joint(history) * (p * (log(q) + log(new) - log(p)) + num * (log(new) - log(num / den)))
            rises[history + [word]] = exp(distance) - 1
          }
        }
      }
      return rises
    }

    /// What stays: what rises above the threshold, and what this begins with and ends in.
    func kept(_ threshold: Double) -> Set<[UInt32]> {
      var kept = Set(listed.keys.filter { $0.count == 1 })
      for (gram, rise) in rises() where rise > threshold {
        for start in 0..<gram.count { for end in start..<gram.count { kept.insert(Array(gram[start...end])) } }
      }
      return kept
    }

    /// The same without the others, and with new weights.
    func without(_ kept: Set<[UInt32]>) -> Slow {
      var pruned = self
      pruned.listed = listed.filter { kept.contains($0.key) }
      pruned.beta = [:]
      for n in 2...max(2, order) {
        for (history, words) in pruned.followers(n) {
          let lower = Array(history.dropFirst())
          let num = 1 - words.reduce(0) { $0 + pruned.p($1, history) }
          let den = 1 - words.reduce(0) { $0 + pruned.p($1, lower) }
          pruned.beta[history] = num / den
        }
      }
      return pruned
    }
  }

  private func model(_ smoothing: Smoothing, _ sample: SmoothingSample, order: Int, interpolates: Bool = true) throws
    -> BackoffModel
  {
    BackoffEstimator(
      try sample.trie(order: order), EstimationSettings(smoothing, interpolates: interpolates)
    ).estimate().model
  }

  private static let text = SmoothingSample(
    testDescription: "like text", segments: OracleText.segments(150, vocabularySize: 14, seed: 21), size: 14)

  @Test(arguments: [Smoothing.wittenBell, .modifiedKneserNey, .absolute(discount: 0.5), .goodTuring], [2, 3, 4])
  func agreesWithTheSlowFormulas(smoothing: Smoothing, order: Int) throws {
    for sample in [Self.text, Self.text.withoutSegments] {
      let model = try model(smoothing, sample, order: order)
      let slow = Slow(model)
      let rises = slow.rises()
      for threshold in [1e-5, 1e-4, 1e-3] {
        // Not so near a rise that rounding decides.
        let near: [Double] = (0..<20).map { threshold * (1 + 0.01 * Double($0)) }
        let threshold: Double = try #require(
          near.first { near in rises.values.allSatisfy { abs($0 - near) > 1e-4 * near } })
        let pruned = model.prunedByEntropy(threshold)
        let kept = slow.kept(threshold)
        #expect(Set(Slow(pruned).listed.keys) == kept, "\(threshold)")
        #expect(kept.count > 15 && (threshold < 1e-3 || kept.count < slow.listed.count))
        let expected = slow.without(kept)
        for history in sample.histories(order: order) {
          let p = pruned.distribution(after: BackoffModel.State(history: history)).map { exp($0) }
          #expect(abs(p.reduce(0, +) - 1) < 1e-5)
          for (id, p) in p.enumerated() {
            // What is left over is a difference of numbers that are stored to seven digits.
            let expected = expected.p(UInt32(id), history)
            #expect(abs(p - expected) < 1e-4 * expected + 1e-6, "\(threshold), \(id) after \(history)")
          }
        }
      }
    }
  }

  /// Every form that sums to 1 still does.
  @Test(arguments: SmoothingCase.normalized) func distributionsSumToOne(smoothing: SmoothingCase) throws {
    for order in [1, 2, 4] {
      let trie = try Self.text.trie(order: order)
      let model = BackoffEstimator(trie, smoothing.settings(order: order)).estimate().model
      for threshold in [1e-7, 1e-3, 10] {
        let pruned = model.prunedByEntropy(threshold, threads: 2)
        for history in Self.text.histories(order: order) {
          let p = pruned.distribution(after: BackoffModel.State(history: history)).map { exp($0) }
          #expect(abs(p.reduce(0, +) - 1) < 1e-5, "order \(order), \(threshold), after \(history)")
        }
      }
    }
  }

  /// From nearly all to unigrams alone, each time fewer, and none that a lower threshold had not kept.
  @Test func aHigherThresholdKeepsFewer() throws {
    let model = try model(.modifiedKneserNey, Self.text, order: 3)
    var before = Set(Slow(model).listed.keys)
    let all = before.count
    for threshold in [1e-300, 1e-8, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 100] {
      let kept = Set(Slow(model.prunedByEntropy(threshold)).listed.keys)
      #expect(kept.isSubset(of: before), "\(threshold)")
      if threshold == 1e-300 { #expect(kept.count > all * 9 / 10) }
      before = kept
    }
    #expect(before.count == 15 && before.allSatisfy { $0.count == 1 })
  }

  /// What one more call would prune has been pruned; what stays keeps its probability.
  @Test func whatStaysKeepsItsProbability() throws {
    let model = try model(.wittenBell, Self.text, order: 3)
    let (all, pruned) = (Slow(model).listed, Slow(model.prunedByEntropy(1e-4)).listed)
    #expect(pruned.count < all.count && pruned.count > 15)
    for (gram, p) in pruned { #expect(all[gram] == p) }
  }

  @Test func anyNumberOfThreadsGivesTheSameModel() throws {
    let model = try model(.modifiedKneserNey, Self.text, order: 4)
    #expect(model.prunedByEntropy(1e-5, threads: 3) == model.prunedByEntropy(1e-5, threads: 1))
    #expect(model.withNewBackoffs(threads: 3) == model.withNewBackoffs(threads: 1))
  }

  /// Where nothing was left out, new weights are the old ones.
  @Test func newWeightsOfAWholeModelAreTheOld() throws {
    for smoothing in [Smoothing.wittenBell, .modifiedKneserNey, .absolute(discount: 0.5)] {
      let model = try model(smoothing, Self.text, order: 3)
      let again = model.withNewBackoffs(threads: 1)
      for (old, new) in zip(model.levels.dropLast(), again.levels) {
        for (old, new) in zip(old.logBackoffs, new.logBackoffs) { #expect(abs(old - new) < 1e-3) }
      }
    }
  }
}
