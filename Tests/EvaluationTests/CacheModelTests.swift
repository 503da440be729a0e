import Foundation
import Testing

@testable import Evaluation

@Suite struct CacheModelTests {
  private let ids = someIDs(seed: 3, 200, below: 9)
  private let base = TableModel(seed: 1, size: 9)

  /// The model says what the arrays say: over whole texts, in pieces, and by its distributions.
  @Test(arguments: [1, 4, 60, 500], [true, false]) func agreesWithTheArrays(window: Int, countsUnknown: Bool) {
    let cache = UnigramCache(window: window, weight: 0.3, countsUnknown: countsUnknown)
    let model = CacheModel(AnyLanguageModel(base), cache)
    let expected = cache.logProbabilities(scored(base, ids), ids)
    #expect(scored(model, ids) == expected)
    #expect(agree(scoredInPieces(model, ids), expected))
    #expect(model.vocabularySize == 9)
  }

  @Test(arguments: [true, false]) func sumsToOne(countsUnknown: Bool) {
    let cache = UnigramCache(window: 20, weight: 0.25, countsUnknown: countsUnknown)
    let model = CacheModel(AnyLanguageModel(base), cache)
    #expect(largestSumError(model, ids) < 1e-12)
  }

  /// A copy of a state is a place to come back to.
  @Test func statesAreValues() {
    let model = CacheModel(AnyLanguageModel(base), UnigramCache(window: 5, weight: 0.5))
    var state = model.start()
    _ = model.score(ids, from: &state)
    let kept = state
    let before = model.distribution(after: kept)
    model.advance(&state, by: 3)
    #expect(model.distribution(after: state) != before)
    #expect(model.distribution(after: kept) == before)
  }
}
