import Foundation
import Testing

@testable import Evaluation

@Suite struct MixtureModelTests {
  private let ids = someIDs(seed: 4, 150, below: 8)
  private let tables = [TableModel(seed: 1, size: 8), TableModel(seed: 2, size: 8), TableModel(seed: 3, size: 8)]

  private func mixture(_ combination: MixtureModel.Combination, _ weights: [Double]) -> MixtureModel {
    MixtureModel(tables.map { AnyLanguageModel($0) }, weights: weights, combination)
  }

  @Test func linearAgreesWithTheArrays() {
    let weights = [0.2, 0.5, 0.3]
    let model = mixture(.linear, weights)
    let expected = LinearMixture.logProbabilities(tables.map { scored($0, ids) }, weights: weights)
    #expect(scored(model, ids) == expected)
    #expect(agree(scoredInPieces(model, ids), expected))
    #expect(largestSumError(model, ids) < 1e-12)
  }

  /// p₁^½ p₂² / p₃^½ over its sum, worked out without logarithms.
  @Test func logLinearAgreesWithTheProduct() {
    let model = mixture(.logLinear, [0.5, 2, -0.5])
    var last = 8
    let expected = ids.map { id -> Double in
      defer { last = Int(id) }
      let products = (0..<8).map { type in
        let p = tables.map { exp($0.rows[last][type]) }
        return p[0].squareRoot() * p[1] * p[1] / p[2].squareRoot()
      }
      return log(products[Int(id)] / products.reduce(0, +))
    }
    #expect(agree(scored(model, ids), expected))
    #expect(agree(scoredInPieces(model, ids), expected))
    #expect(largestSumError(model, ids) < 1e-12)
  }

  /// Mixtures are models, and can be parts.
  @Test func mixturesOfMixtures() {
    let inner = MixtureModel([AnyLanguageModel(tables[0]), AnyLanguageModel(tables[1])], weights: [0.5, 0.5])
    let outer = MixtureModel([AnyLanguageModel(inner), AnyLanguageModel(tables[2])], weights: [0.6, 0.4])
    #expect(agree(scoredInPieces(outer, ids), scored(mixture(.linear, [0.3, 0.3, 0.4]), ids)))
  }

  @Test func statesAreValues() {
    let model = mixture(.linear, [0.2, 0.5, 0.3])
    var state = model.start()
    model.advance(&state, by: 2)
    let kept = state
    model.advance(&state, by: 7)
    #expect(model.distribution(after: kept) != model.distribution(after: state))
    #expect(
      agree(
        model.distribution(after: kept),
        LinearMixture.logProbabilities(
          tables.map { $0.rows[2] }, weights: [0.2, 0.5, 0.3])))
  }
}
