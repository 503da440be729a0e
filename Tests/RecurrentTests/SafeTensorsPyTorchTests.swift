import Testing

@testable import Recurrent

@Suite struct SafeTensorsPyTorchTests {
  /// `name: shape` of all that is written.
  private func written(_ shape: NetworkShape) -> [String: [Int]] {
    Dictionary(uniqueKeysWithValues: RecurrentModel.pyTorchOutputs(shape).map { ($0.name, $0.shape) })
  }

  /// The names and shapes of `torch.nn.LSTM(3, 4, 2).state_dict()` and of its neighbours.
  @Test func asPyTorchNamesThem() {
    let lstm: [String: [Int]] = [
      "encoder.weight": [7, 3], "rnn.weight_ih_l0": [16, 3], "rnn.weight_hh_l0": [16, 4], "rnn.bias_ih_l0": [16],
      "rnn.bias_hh_l0": [16], "rnn.weight_ih_l1": [16, 4], "rnn.weight_hh_l1": [16, 4], "rnn.bias_ih_l1": [16],
      "rnn.bias_hh_l1": [16], "decoder.weight": [7, 4], "decoder.bias": [7],
    ]
    for biases in Biases.allCases {
      #expect(
        written(NetworkShape(vocabulary: 7, embedding: 3, hidden: 4, layers: 2, cell: .lstm, biases: biases)) == lstm)
    }
    let oneHot = written(NetworkShape(vocabulary: 7, embedding: nil, hidden: 4, cell: .gru, biases: .one))
    #expect(
      oneHot["rnn.weight_ih_l0"] == [12, 7] && oneHot["encoder.weight"] == nil && oneHot["rnn.bias_hh_l0"] == [12])
    let tied = written(NetworkShape(vocabulary: 7, embedding: 4, hidden: 4, isTied: true))
    #expect(tied["encoder.weight"] == [7, 4] && tied["decoder.weight"] == [7, 4])
    // PyTorch has no such cells: nothing is added.
    let before = NetworkShape(vocabulary: 7, embedding: 3, hidden: 4, cell: .gru, gru: .resetBefore)
    #expect(written(before)["rnn.bias_hh_l0"] == nil && !RecurrentModel.pyTorchNotes(before).isEmpty)
    let mlp = NetworkShape(vocabulary: 7, embedding: 3, hidden: 4, cell: .mlp, context: 5)
    #expect(written(mlp)["rnn.weight_ih_l0"] == [4, 15] && written(mlp)["rnn.bias_hh_l0"] == nil)
    #expect(RecurrentModel.pyTorchNotes(mlp)[0].contains("5 tokens"))
    #expect(RecurrentModel.pyTorchNotes(NetworkShape(vocabulary: 7, embedding: 3, hidden: 4, cell: .lstm)).isEmpty)
  }

  /// AdaptiveLogSoftmaxWithLoss(8, 11, [3, 7], div_value=4): its head and tails behind `decoder.`.
  @Test func adaptiveSoftmax() {
    let adaptive = written(NetworkShape(vocabulary: 11, embedding: 4, hidden: 8, cutoffs: [3, 7]))
    #expect(adaptive["decoder.head.weight"] == [5, 8])
    #expect(adaptive["decoder.tail.0.0.weight"] == [2, 8] && adaptive["decoder.tail.0.1.weight"] == [4, 2])
    #expect(adaptive["decoder.tail.1.0.weight"] == [1, 8] && adaptive["decoder.tail.1.1.weight"] == [4, 1])
    #expect(adaptive["decoder.weight"] == nil && adaptive["decoder.bias"] == nil)
  }

  @Test func metadata() throws {
    let model = try model(clearsAtSegments: true)
    for (hasEOS, first) in [(true, "1"), (false, "0")] {
      var bytes: [UInt8] = []
      model.writePyTorch(version: "9.8.7", hasEOS: hasEOS) { bytes += $0 }
      let metadata = try SafeTensors(bytes).metadata
      #expect(metadata["format"] == "pt" && metadata["lmctl"] == "9.8.7" && metadata["cell"] == "tanh")
      #expect(metadata["first"] == first && metadata["state"] == "reset")
      #expect(metadata["shape"]?.contains(#""hidden":9"#) == true)
    }
  }

  /// Tied weights are the same numbers under both names, and added biases are zero.
  @Test func whatIsAdded() throws {
    let shape = NetworkShape(vocabulary: 5, embedding: 2, hidden: 2, biases: .one, isTied: true)
    let weights = numbers(NetworkTensors(shape).count, seed: 3).map { Float($0) }
    let model = try RecurrentModel(shape, view(weights), clearsAtSegments: false, hasEOS: true)
    var bytes: [UInt8] = []
    model.writePyTorch(version: "1", hasEOS: true) { bytes += $0 }
    let file = try SafeTensors(bytes)
    func values(_ name: String) throws -> [Float] { file.values(of: try #require(file[name])) }
    #expect(try values("encoder.weight") == Array(weights[..<10]))
    #expect(try values("decoder.weight") == Array(weights[..<10]))
    #expect(try values("rnn.bias_hh_l0") == [0, 0])
    #expect(try values("decoder.bias") == Array(weights.suffix(5)))
  }
}
