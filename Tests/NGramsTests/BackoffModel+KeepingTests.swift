import Counts
import Testing

@testable import NGrams

@Suite struct BackoffModelKeepingTests {
  private let sample = SmoothingSample.some[0]

  private func model() throws -> BackoffModel {
    BackoffEstimator(try sample.trie(order: 3), EstimationSettings(.modifiedKneserNey)).estimate().model
  }

  /// Some of each order, with their histories: they have the numbers that they had, and nothing else is listed.
  @Test func whatIsKeptIsAsItWas() throws {
    let model = try model()
    let kept = model.keeping { n, index in (index * 7 + n) % 3 > 0 }
    var listed = 0
    func walk(_ n: Int, _ index: Int, _ history: [UInt32]) {
      let gram = history + [model.levels[n - 1].words[index]]
      if n > 1 && (index * 7 + n) % 3 == 0 {
        #expect(kept.index(of: gram) == nil)
        return
      }
      listed += 1
      let (old, new) = (model.figures(of: gram), kept.figures(of: gram))
      #expect(new.probability != nil && old == new)
      if n < 3 { for next in model.continuations(order: n, index) { walk(n + 1, next, gram) } }
    }
    for id in 0...sample.size { walk(1, id, []) }
    #expect(kept.count == listed && listed < model.count && listed > 15)
    #expect(kept.levels[0].count == sample.size + 1)
    #expect(
      kept.levels.map { $0.continuations.last.map { Int($0) } } == [kept.levels[1].count, kept.levels[2].count, nil])
  }

  @Test func allOrNone() throws {
    let model = try model()
    #expect(model.keeping { _, _ in true } == model)
    let unigrams = model.keeping { n, _ in n == 1 }
    #expect(unigrams.levels.map(\.count) == [sample.size + 1, 0, 0])
    #expect(unigrams.levels[0].logProbabilities == model.levels[0].logProbabilities)
    #expect(unigrams.levels[1].continuations == [0] && unigrams.levels[2].continuations.isEmpty)
    // Orders without n-grams are no obstacle.
    var state = unigrams.start()
    #expect(unigrams.score([2, 3, 0, 1], from: &state).allSatisfy { $0.isFinite })
  }

  @Test func whatConcernsTheWholeModelStays() throws {
    let settings = EstimationSettings(.stupidBackoff(factor: 0.4))
    let model = BackoffEstimator(try sample.withoutSegments.trie(order: 2), settings).estimate().model
    let kept = model.keeping { n, index in n == 1 || index % 2 == 0 }
    #expect(kept.logBackoffOfUnseen == model.logBackoffOfUnseen && kept.logBackoffOfUnseen < 0)
    #expect(!kept.isNormalized && kept.endOfSegment == nil && kept.vocabularySize == 14)
  }
}
