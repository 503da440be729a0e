import Counts
import Foundation
import Testing

@testable import NGrams

@Suite struct BackoffModelSumsTests {
  private static let samples = SmoothingSample.some + SmoothingSample.some.map(\.withoutSegments)

  @Test(arguments: SmoothingCase.normalized)
  func whatIsEstimatedAddsUp(_ one: SmoothingCase) throws {
    for sample in Self.samples {
      for order in 1...3 {
        let model = BackoffEstimator(try sample.trie(order: order), one.settings(order: order)).estimate().model
        #expect(model.furthestSum() == nil, "\(sample), \(order)")
      }
    }
  }

  private func sum(_ model: BackoffModel, after history: [UInt32]) -> Double {
    model.distribution(after: BackoffModel.State(history: history)).reduce(0) { $0 + exp($1) }
  }

  private func model() throws -> BackoffModel {
    let settings = EstimationSettings(.wittenBell, interpolates: false)
    return BackoffEstimator(try SmoothingSample.some[0].trie(order: 3), settings).estimate().model
  }

  private func with(_ levels: [BackoffModel.Level], _ model: BackoffModel) -> BackoffModel {
    BackoffModel(vocabularySize: model.vocabularySize, endOfSegment: model.endOfSegment, levels: levels)
  }

  /// Whichever n-gram is made likelier than it may be, its history is found, and its sum is that of the distribution.
  @Test func oneNumberTooHighIsFound() throws {
    let model = try model()
    for n in 2...3 {
      for index in model.levels[n - 1].logProbabilities.indices {
        var levels = model.levels
        levels[n - 1].logProbabilities[index] += 0.1
        let tampered = with(levels, model)
        let found = try #require(tampered.furthestSum(), "order \(n), \(index)")
        #expect(abs(found.sum - sum(tampered, after: found.history)) < 1e-9)
        #expect(abs(found.sum - 1) > 1e-3)
      }
    }
  }

  /// Files may lack what an n-gram ends in: it is found by backing off.
  @Test func whatIsNotListedIsBackedOffTo() throws {
    let model = try model()
    let pruned = model.keeping { n, index in n != 2 || index % 3 > 0 }
    let found = try #require(pruned.furthestSum(tolerance: 1e-6))
    #expect(abs(found.sum - sum(pruned, after: found.history)) < 1e-9)
    // No history that is listed is further off than the one that was found.
    for sample in SmoothingSample.some[0].histories(order: 3) {
      #expect(abs(sum(pruned, after: sample) - 1) <= abs(found.sum - 1) + 1e-9)
    }
  }

  /// Rounding of the order below is multiplied by a back-off weight, but no weight makes anything pass.
  @Test(arguments: [(0.0005, true), (0.005, false), (0.5, false)])
  func toleranceHasAnEnd(_ tooMuch: Double, _ passes: Bool) {
    let level = BackoffModel.Level(
      words: [0, 1, 2, 3], continuations: [],
      logProbabilities: [0.25, 0.25, 0.5 + tooMuch, 0].map { Float(log10($0)) },
      logBackoffs: [])
    let model = BackoffModel(vocabularySize: 3, endOfSegment: nil, levels: [level])
    #expect((model.furthestSum() == nil) == passes)
  }
}
