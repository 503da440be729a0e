import Platform
import Testing

@testable import Recurrent

@Suite struct ImportedShapeTests {
  private func shape(
    _ state: StateDict, cell: CellKind? = nil, vocabulary: Int = 7
  ) throws -> ImportedShape {
    try ImportedShape(try state.file(), ImportedHints(state.metadata, cell: cell), vocabulary: vocabulary)
  }

  private func expect(
    _ state: StateDict, cell: CellKind? = nil, vocabulary: Int = 7, _ line: Int = #line,
    _ isExpected: (ImportedNetworkError) -> Bool
  ) throws {
    let file = try state.file()
    let hints = try ImportedHints(state.metadata, cell: cell)
    let found = problem { () throws(ImportedNetworkError) in _ = try ImportedShape(file, hints, vocabulary: vocabulary)
    }
    #expect(found.map(isExpected) == true, "line \(line): \(String(describing: found))")
  }

  @Test(arguments: [(1, CellKind.tanh), (3, .gru), (4, .lstm)], [1, 3]) func fromNamesAndSizes(
    cell: (gates: Int, kind: CellKind), layers: Int
  ) throws {
    let plain = try shape(StateDict(layers: layers, gates: cell.gates))
    #expect(plain.shape == NetworkShape(vocabulary: 7, embedding: 3, hidden: 4, layers: layers, cell: cell.kind))
    #expect(plain.table == "encoder.weight")
    let oneHot = try shape(StateDict(embedding: nil, layers: layers, gates: cell.gates, biases: false))
    #expect(
      oneHot.shape
        == NetworkShape(vocabulary: 7, embedding: nil, hidden: 4, layers: layers, cell: cell.kind, biases: .one))
  }

  @Test func oneGate() throws {
    for cell in [CellKind.relu, .sigmoid, .tanh] { #expect(try shape(StateDict(), cell: cell).shape.cell == cell) }
    for (gates, cell) in [(1, CellKind.lstm), (1, .gru), (1, .mlp), (3, .tanh), (4, .gru)] {
      try expect(StateDict(gates: gates), cell: cell) { $0 == .otherCell(asked: cell.rawValue, gates: gates) }
    }
  }

  @Test func tiedWeights() throws {
    let tied = NetworkShape(vocabulary: 7, embedding: 4, hidden: 4, isTied: true)
    var state = StateDict(embedding: 4, isTied: true)
    #expect(try shape(state).shape == tied)
    // One of the two names, as safetensors' `save_model` leaves it.
    state["decoder.weight"] = nil
    #expect(try shape(state).shape == tied)
    state = StateDict(embedding: 4, isTied: true)
    state["encoder.weight"] = nil
    #expect(try shape(state).shape == tied && shape(state).table == "decoder.weight")
    // V columns are one-hot, unless the file says that they are not.
    state = StateDict(embedding: 7, hidden: 7, isTied: true)
    state["encoder.weight"] = nil
    #expect(try shape(state).shape.embedding == nil)
    state.metadata = ["encoder.weight": "decoder.weight"]
    #expect(try shape(state).shape == NetworkShape(vocabulary: 7, embedding: 7, hidden: 7, isTied: true))
    // A bit of difference.
    state = StateDict(embedding: 4, isTied: true)
    state["decoder.weight"]?.values[5] += 0.001
    #expect(try !shape(state).shape.isTied)
  }

  @Test func adaptiveSoftmax() throws {
    var state = StateDict(vocabulary: 12, embedding: 3, hidden: 4)
    state["decoder.weight"] = nil
    state["decoder.bias"] = nil
    state.set("decoder.head.weight", [5 + 2, 4])
    state.set("decoder.tail.0.0.weight", [1, 4])
    state.set("decoder.tail.0.1.weight", [4, 1])
    state.set("decoder.tail.1.0.weight", [1, 4])
    state.set("decoder.tail.1.1.weight", [3, 1])
    #expect(try shape(state, vocabulary: 12).shape.cutoffs == [5, 9])
    try expect(state, vocabulary: 13) { $0 == .otherVocabulary(name: "encoder.weight", found: 12, corpus: 13) }
    var other = state
    other.set("decoder.tail.1.1.weight", [4, 1])
    try expect(other, vocabulary: 12) { $0 == .otherVocabulary(name: "decoder", found: 13, corpus: 12) }
    other.set("decoder.tail.1.1.weight", [0, 1])
    try expect(other, vocabulary: 12) { $0.exitCode == .data }
    other = state
    other.set("decoder.head.weight", [2, 4])
    try expect(other, vocabulary: 12) { $0.exitCode == .data }
    other = state
    other.set("decoder.weight", [12, 4])
    try expect(other, vocabulary: 12) {
      if case .notOurs("decoder.weight", _) = $0 { true } else { false }
    }
  }

  @Test func windowsOfTokens() throws {
    var state = StateDict(vocabulary: 7, embedding: 3, hidden: 4)
    state["rnn.weight_hh_l0"] = nil
    state["rnn.bias_hh_l0"] = nil
    state.set("rnn.weight_ih_l0", [4, 15])
    let mlp = NetworkShape(vocabulary: 7, embedding: 3, hidden: 4, cell: .mlp, biases: .one, context: 5)
    #expect(try shape(state, cell: .mlp).shape == mlp)
    try expect(state) { if case .missing("rnn.weight_hh_l0", _) = $0 { true } else { false } }
    for columns in [14, 2, 0] {
      state.set("rnn.weight_ih_l0", [4, columns])
      try expect(state, cell: .mlp) { $0.exitCode == .data }
    }
  }

  @Test func zerosThatStandForNoBias() throws {
    var state = StateDict(gates: 4)
    state["rnn.bias_hh_l0"] = ([16], Array(repeating: 0, count: 16))
    #expect(try shape(state).shape.biases == .two)
    state.metadata = ["lmctl": "1", "shape": #"{"cell":"lstm","biases":"one"}"#]
    #expect(try shape(state).shape.biases == .one)
    // Trained on since: two they are.
    state["rnn.bias_hh_l0"]?.values[3] = 1
    #expect(try shape(state).shape.biases == .two)
  }

  @Test func whatDoesNotFit() throws {
    var state = StateDict()
    try expect(state, vocabulary: 8) { $0 == .otherVocabulary(name: "encoder.weight", found: 7, corpus: 8) }
    state["rnn.weight_ih_l0"] = nil
    try expect(state) { if case .missing("rnn.weight_ih_l0", _) = $0 { true } else { false } }
    for shape in [[8, 4], [5, 4], [4], [4, 4, 1], [0, 0], [20, 4], [], [16, 0]] {
      state = StateDict()
      state.set("rnn.weight_hh_l0", shape)
      try expect(state) { if case .wrongShape("rnn.weight_hh_l0", shape, _) = $0 { true } else { false } }
    }
    for shape in [[7], [7, 0], [7, 3, 1]] {
      state = StateDict()
      state.set("encoder.weight", shape)
      try expect(state) { if case .wrongShape("encoder.weight", shape, _) = $0 { true } else { false } }
    }
    state = StateDict(embedding: nil)
    try expect(state, vocabulary: 8) { if case .missing("encoder.weight", _) = $0 { true } else { false } }
    state = StateDict()
    state["encoder.weight"] = nil
    try expect(state) { $0.exitCode == .data }
  }
}
