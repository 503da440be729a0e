import Foundation
import Platform
import Testing

@testable import Evaluation

@Suite struct UnigramCacheTests {
  /// a b a a c with a window of 3: nothing; no b in (a); a in (a b); a in (a b a); no c in (b a a).
  @Test func workedExample() {
    let none = -Double.infinity
    #expect(
      agree(
        UnigramCache.logProbabilities([2, 3, 2, 2, 4], window: 3), [none, none, log(1.0 / 2), log(2.0 / 3), none]))
    let cache = UnigramCache(window: 3, weight: 0.4)
    let model = Array(repeating: log(0.1), count: 5)
    let expected = [0.1, 0.06, 0.06 + 0.4 / 2, 0.06 + 0.8 / 3, 0.06].map { log($0) }
    #expect(agree(cache.logProbabilities(model, [2, 3, 2, 2, 4]), expected))
  }

  /// The window counted anew at each position.
  @Test(arguments: [1, 2, 7, 50, 1000]) func agreesWithCounting(window: Int) {
    let ids = someIDs(seed: UInt64(window), 300, below: 12)
    let expected = ids.indices.map { place -> Double in
      let recent = ids[max(0, place - window)..<place]
      let count = recent.filter { $0 == ids[place] }.count
      return count == 0 ? -.infinity : log(Double(count) / Double(recent.count))
    }
    #expect(agree(UnigramCache.logProbabilities(ids, window: window), expected))
  }

  /// <unk> a <unk> a b a with a window of 2, without <unk>: it is as if the text were a a b a, and <unk> keeps its share of
  /// the model.
  @Test func unknownTokensMayBeLeftOut() {
    let ids: [UInt32] = [0, 2, 0, 2, 3, 2]
    let none = -Double.infinity
    #expect(
      agree(
        UnigramCache.logProbabilities(ids, window: 2, countsUnknown: false), [none, none, none, 0, none, log(0.5)]))
    let cache = UnigramCache(window: 2, weight: 0.4, countsUnknown: false)
    let expected = [0.1, 0.1, 0.06, 0.46, 0.06, 0.26].map { log($0) }
    #expect(agree(cache.logProbabilities(Array(repeating: log(0.1), count: 6), ids), expected))
    #expect(UnigramCache.tune([-1, -1], [0, 2], countsUnknown: false) == nil)
    #expect(UnigramCache.tune([-1, -1, -1], [0, 0, 0], countsUnknown: false) == nil)
    let tuned = UnigramCache.tune([-1, -1, -1, -1, -1, -1], ids, countsUnknown: false)
    #expect(tuned?.countsUnknown == false && tuned.map { $0.weight > 0 } == true)
  }

  /// A text that repeats itself within 40 tokens but not within 10, whatever the model says of it.
  @Test func tuningFindsWindowAndWeight() throws {
    var random = RandomSource(seed: 5)
    var ids: [UInt32] = []
    while ids.count < 4000 {
      let topic = UInt32(random.below(50)) * 20
      for _ in 0..<40 { ids.append(topic + UInt32(random.below(20))) }
    }
    let model = Array(repeating: -log(1000.0), count: ids.count)
    let cache = try #require(UnigramCache.tune(model, ids, windows: [3, 10, 25, 40, 400, 4000]))
    #expect([25, 40].contains(cache.window), "\(cache)")
    #expect(cache.weight > 0.1 && cache.weight < 0.9)
    func perplexity(_ cache: UnigramCache) -> Double {
      exp(-cache.logProbabilities(model, ids).reduce(0, +) / Double(ids.count))
    }
    // No other is better, and neither is another weight.
    for window in [3, 10, 25, 40, 400, 4000] {
      for weight in stride(from: 0.05, to: 1, by: 0.05) {
        #expect(perplexity(cache) <= perplexity(UnigramCache(window: window, weight: weight)) * (1 + 1e-6))
      }
    }
    #expect(perplexity(cache) < 400)
  }

  @Test func aModelWithZerosIsHelpedWhereTheCacheCan() throws {
    let none = -Double.infinity
    let ids: [UInt32] = [2, 2, 2, 3, 2, 3, 2, 2]
    let cache = try #require(UnigramCache.tune([-1, none, -1, -1, -1, none, -1, -1], ids))
    let mixed = cache.logProbabilities([-1, none, -1, -1, -1, none, -1, -1], ids)
    #expect(mixed.allSatisfy { $0.isFinite })
    #expect(cache.logProbabilities(Array(repeating: none, count: 8), ids)[0] == none)
  }

  @Test func nothingToTuneOn() {
    #expect(UnigramCache.tune([], []) == nil)
    #expect(UnigramCache.tune([-1], [2]) == nil)
    #expect(UnigramCache.tune([-1, -1], [2]) == nil)
    #expect(UnigramCache.tune([-1, -1], [2, 2], windows: []) == nil)
    // All of the weight is never the cache's.
    let sure = UnigramCache.tune([-1, -1, -1], [2, 2, 2], windows: [5])
    #expect(sure.map { $0.weight < 1 && $0.weight > 0.99 } == true)
  }
}
