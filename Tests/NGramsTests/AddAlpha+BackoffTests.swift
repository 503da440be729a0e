import Counts
import Foundation
import Testing

@testable import NGrams

@Suite struct AddAlphaBackoffTests {
  /// The same P after every history, seen and unseen, in both ways of asking.
  @Test(arguments: [1, 2, 3, 4], [0, 0.01, 1, 50, 1e9]) func isTheSameModel(order: Int, alpha: Double) throws {
    for sample in SmoothingSample.some where !sample.stream.isEmpty {
      let trie = try sample.trie(order: order)
      let addAlpha = AddAlphaModel(trie, alpha: alpha)
      let backoff = BackoffModel(addAlpha)
      #expect(backoff.order == order && backoff.isNormalized)
      for history in sample.histories(order: order) {
        let state = BackoffModel.State(history: history)
        let expected = addAlpha.distribution(after: state)
        for (found, expected) in zip(backoff.distribution(after: state), expected) {
          #expect(isSame(found, expected), "\(sample.testDescription), after \(history)")
        }
        if history.isEmpty && order > 1 { continue }
        for id in 0..<UInt32(sample.size) {
          var state = state
          let found = backoff.score([id], from: &state)[0]
          #expect(isSame(found, expected[Int(id)]), "\(sample.testDescription), \(id) after \(history)")
        }
      }
    }
  }

  /// α's share of types that training never saw is `<unk>`'s: where that is the only one, nothing changes.
  @Test(arguments: [1, 2, 3]) func leftoverOfUnkAlone(order: Int) throws {
    let segments = OracleText.segments(40, vocabularySize: 10, seed: 5) + [[8, 9]]
    let sample = SmoothingSample(testDescription: "all but unk", segments: segments, size: 10)
    let trie = try sample.trie(order: order)
    #expect(trie.levels[0].counts.count { $0 == 0 } == 1)
    let addAlpha = AddAlphaModel(trie, alpha: 0.5, unseen: .leftover)
    let backoff = BackoffModel(addAlpha)
    for history in sample.histories(order: order) {
      let state = BackoffModel.State(history: history)
      for (found, expected) in zip(backoff.distribution(after: state), addAlpha.distribution(after: state)) {
        #expect(isSame(found, expected))
      }
    }
  }

  /// Without segments unigrams have a form too: no history is shorter.
  @Test func unigramsWithoutSegments() throws {
    let sample = SmoothingSample.some[0].withoutSegments
    let addAlpha = AddAlphaModel(try sample.trie(order: 1), alpha: 0.1)
    let state = addAlpha.start()
    for (found, expected) in zip(
      BackoffModel(addAlpha).distribution(after: state), addAlpha.distribution(after: state))
    {
      #expect(isSame(found, expected))
    }
  }

  /// ln p, to what a Float of log₁₀ p holds.
  private func isSame(_ found: Double, _ expected: Double) -> Bool {
    if expected == -.infinity { return found == -.infinity }
    return abs(found - expected) < 2e-6
  }
}
