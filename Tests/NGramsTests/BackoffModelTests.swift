import Counts
import Testing

@testable import NGrams

@Suite struct BackoffModelTests {
  @Test func sizes() throws {
    let trie = try SmoothingSample.some[3].trie(order: 2)
    let model = BackoffEstimator(trie, EstimationSettings(.wittenBell)).estimate().model
    // Five types and `<bos>`; seven bigrams: see OracleText.
    #expect(model.order == 2 && model.levels.map(\.count) == [6, 7] && model.count == 13)
    #expect(model.vocabularySize == 5 && model.endOfSegment == 1 && model.isNormalized)
    #expect(model.logBackoffOfUnseen == 0)
  }

  @Test func orderOne() throws {
    let trie = try SmoothingSample.some[3].trie(order: 1)
    let model = BackoffEstimator(trie, EstimationSettings(.wittenBell)).estimate().model
    #expect(model.order == 1 && model.count == 6 && model.levels[0].logBackoffs.isEmpty)
    #expect(model.start().history.isEmpty)
    var state = model.start()
    _ = model.score([2, 3, 1, 4], from: &state)
    #expect(state.history.isEmpty)
  }
}
