import Testing

@testable import Recurrent

@Suite struct ParametersTests {
  /// Tensors by name and size, as PyTorch has them.
  private func sizes(_ shape: NetworkShape) -> [String] {
    NetworkTensors(shape).all.map { "\($0.name) \($0.rows)x\($0.columns)" }
  }

  @Test func lstmOfOneHotInput() {
    let shape = NetworkShape(vocabulary: 7, embedding: nil, hidden: 5, cell: .lstm)
    let expected = [
      // W_ihᵀ: a row a token.
      "rnn.weight_ih_l0 7x20", "rnn.weight_hh_l0 20x5", "rnn.bias_ih_l0 1x20", "rnn.bias_hh_l0 1x20",
      "decoder.weight 7x5", "decoder.bias 1x7",
    ]
    #expect(sizes(shape) == expected)
  }

  /// Both forms of a GRU; the one that resets before the product has one bias, as Cho et al. write it.
  @Test(arguments: GRUForm.allCases) func gru(_ form: GRUForm) {
    let shape = NetworkShape(vocabulary: 7, embedding: 4, hidden: 5, layers: 2, cell: .gru, gru: form)
    let second = form == .resetAfter
    let expected =
      ["encoder.weight 7x4"]
      + [4, 5].enumerated().flatMap { layer, inputs in
        ["rnn.weight_ih_l\(layer) 15x\(inputs)", "rnn.weight_hh_l\(layer) 15x5", "rnn.bias_ih_l\(layer) 1x15"]
          + (second ? ["rnn.bias_hh_l\(layer) 1x15"] : [])
      } + ["decoder.weight 7x5", "decoder.bias 1x7"]
    #expect(sizes(shape) == expected)
  }

  @Test func tiedWithOneBias() {
    let shape = NetworkShape(vocabulary: 7, embedding: 5, hidden: 5, biases: .one, isTied: true)
    let tensors = NetworkTensors(shape)
    #expect(
      sizes(shape) == [
        "encoder.weight 7x5", "rnn.weight_ih_l0 5x5", "rnn.weight_hh_l0 5x5", "rnn.bias_ih_l0 1x5", "decoder.bias 1x7",
      ])
    #expect(tensors.decoderWeight == tensors.table)
    #expect(tensors.outputRange == tensors.decoderBias.range)
  }

  @Test func mlpAndClusters() {
    let shape = NetworkShape(
      vocabulary: 30, embedding: 4, hidden: 16, cell: .mlp, context: 3, cutoffs: [10, 20])
    #expect(
      sizes(shape) == [
        "encoder.weight 30x4", "rnn.weight_ih_l0 16x12", "rnn.bias_ih_l0 1x16", "decoder.head.weight 12x16",
        "decoder.tail.0.0.weight 4x16", "decoder.tail.0.1.weight 10x4", "decoder.tail.1.0.weight 1x16",
        "decoder.tail.1.1.weight 10x1",
      ])
    guard case .adaptive(_, let clusters) = NetworkTensors(shape).output else {
      Issue.record("clusters make an adaptive softmax")
      return
    }
    #expect(clusters.map(\.ids) == [10..<20, 20..<30])
  }

  /// Table, layers and output lie one after another and are all there is; a view of a tensor is its part of the arena.
  @Test(arguments: NetworkShapeTests.shapes) func rangesFit(_ shape: NetworkShape) throws {
    let tensors = NetworkTensors(shape)
    #expect(tensors.layerRange.lowerBound == tensors.table.range.upperBound)
    #expect(tensors.outputRange.lowerBound == tensors.layerRange.upperBound)
    #expect(tensors.outputRange.upperBound == tensors.count)
    let arena = try view((0..<tensors.count).map { Double($0) })
    for tensor in tensors.all {
      let mine = arena[tensor]
      #expect(mine.count == tensor.rows * tensor.columns)
      #expect(mine[0] == Double(tensor.offset) && mine[mine.count - 1] == Double(tensor.range.upperBound - 1))
    }
  }
}
