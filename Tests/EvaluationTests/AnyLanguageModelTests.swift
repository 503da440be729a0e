import Evaluation
import Testing

@Suite struct AnyLanguageModelTests {
  private let ids = someIDs(seed: 9, 100, below: 6)

  @Test func saysWhatTheModelInsideSays() {
    let table = TableModel(seed: 5, size: 6)
    let model = AnyLanguageModel(table)
    #expect(model.vocabularySize == 6)
    #expect(scored(model, ids) == scored(table, ids))
    #expect(scoredInPieces(model, ids) == scored(table, ids))
  }

  /// A state of arrays, changed where it lies, and copies that stay as they are.
  @Test func statesAreValues() {
    let model = AnyLanguageModel(
      CacheModel(AnyLanguageModel(TableModel(seed: 5, size: 6)), UnigramCache(window: 9, weight: 0.5)))
    var state = model.start()
    var kept: [(AnyLanguageModel.State, [Double])] = []
    for id in ids.prefix(20) {
      kept.append((state, model.distribution(after: state)))
      model.advance(&state, by: id)
    }
    for (state, distribution) in kept { #expect(model.distribution(after: state) == distribution) }
  }
}
