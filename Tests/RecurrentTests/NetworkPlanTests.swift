import Recurrent
import Testing

@Suite struct NetworkPlanTests {
  @Test func aShapeIsThePlanOverAVocabulary() {
    let plan = NetworkPlan(
      cell: .gru, gru: .resetBefore, embedding: 30, hidden: 40, layers: 2, isTied: false, biases: .one)
    let shape = plan.shape(vocabulary: 99)
    #expect((shape.vocabulary, shape.embedding, shape.hidden, shape.layers) == (99, 30, 40, 2))
    #expect((shape.cell, shape.gru, shape.biases, shape.context) == (.gru, .resetBefore, .one, 1))
    #expect(shape.cutoffs.isEmpty && !shape.isTied)
  }

  /// Whatever the vocabulary, the clusters that nobody named fit it.
  @Test(arguments: [1, 2, 14, 15, 16, 29, 30, 31, 44, 45, 46, 1000, 33_278, 1 << 31])
  func clustersFitTheVocabulary(vocabulary: Int) throws {
    let plan = NetworkPlan(cell: .lstm, embedding: 8, hidden: 8, softmax: .adaptive(cutoffs: []))
    let shape = plan.shape(vocabulary: vocabulary)
    try shape.check()
    #expect(shape.cutoffs.count == (vocabulary < 15 ? 0 : 2))
  }

  @Test func namedClustersAreTaken() throws {
    let plan = NetworkPlan(cell: .lstm, embedding: 8, hidden: 8, softmax: .adaptive(cutoffs: [10, 90]))
    #expect(plan.shape(vocabulary: 100).cutoffs == [10, 90])
    #expect(throws: RecurrentError.self) { try plan.shape(vocabulary: 50).check() }
  }

  @Test func namesSayWhatIsUnusual() {
    #expect(NetworkPlan(cell: .tanh, embedding: 6, hidden: 8).name == "tanh-8")
    #expect(NetworkPlan(cell: .tanh, embedding: nil, hidden: 16, layers: 2).name == "tanh-16x2-onehot")
    #expect(NetworkPlan(cell: .mlp, embedding: 6, hidden: 8, context: 4).name == "mlp-8-context4")
    let plan = NetworkPlan(cell: .lstm, embedding: 8, hidden: 8, isTied: true, softmax: .adaptive(cutoffs: []))
    #expect(plan.name == "lstm-8-tied-adaptive")
  }
}
