import Foundation
import Platform
import Testing

@testable import Recurrent

@Suite struct ImportedNetworkTests {
  private static let shapes = [
    NetworkShape(vocabulary: 11, embedding: 6, hidden: 9, layers: 2),
    NetworkShape(vocabulary: 11, embedding: nil, hidden: 5, biases: .one),
    NetworkShape(vocabulary: 11, embedding: 4, hidden: 4, layers: 3, cell: .lstm, biases: .one, isTied: true),
    NetworkShape(vocabulary: 11, embedding: 4, hidden: 3, cell: .gru),
    NetworkShape(vocabulary: 11, embedding: 4, hidden: 3, layers: 2, cell: .gru, biases: .one, gru: .resetBefore),
    NetworkShape(vocabulary: 11, embedding: nil, hidden: 3, cell: .gru, biases: .one),
    NetworkShape(vocabulary: 11, embedding: 4, hidden: 8, cell: .sigmoid, cutoffs: [3, 7]),
    NetworkShape(vocabulary: 11, embedding: 4, hidden: 8, layers: 2, cell: .mlp, biases: .one, context: 3),
    NetworkShape(vocabulary: 11, embedding: nil, hidden: 3, cell: .lstm),
  ]

  /// What is exported for PyTorch comes back: shape, weights, and the rule for the state.
  @Test(arguments: shapes) func exportsComeBack(shape: NetworkShape) throws {
    let weights = numbers(NetworkTensors(shape).count, seed: 4).map { Float($0) }
    let outputs = RecurrentModel.pyTorchOutputs(shape)
    let writer = SafeTensorsWriter(
      outputs: outputs, metadata: RecurrentModel.metadata(of: shape) + [("lmctl", "1"), ("state", "reset")])
    var bytes: [UInt8] = []
    writer.write(try view(weights)) { bytes += $0 }
    let network = try ImportedNetwork(try SafeTensors(bytes), vocabulary: 11)
    #expect(network.shape == shape)
    #expect(network.weights == weights)
    #expect(network.clearsAtSegments == true && network.notes.isEmpty)
  }

  private func expect(_ state: StateDict, _ line: Int = #line, _ isExpected: (ImportedNetworkError) -> Bool) throws {
    let file = try state.file()
    let found = problem { () throws(ImportedNetworkError) in _ = try ImportedNetwork(file, vocabulary: 7) }
    #expect(found.map(isExpected) == true, "line \(line): \(String(describing: found))")
  }

  @Test func everyTensorMustBeThereWithItsSize() throws {
    let names = StateDict(layers: 2, gates: 4).tensors.map(\.name)
    for name in names where !name.contains("bias") && !name.contains("_ih_l0") {
      var state = StateDict(layers: 2, gates: 4)
      state[name] = nil
      try expect(state) {
        switch $0 {
        case .missing, .notOurs: true
        default: false
        }
      }
    }
    for name in names {
      var state = StateDict(layers: 2, gates: 4)
      let shape = try #require(state[name]).shape
      for other in [shape + [1], [shape[0] + 1] + shape.dropFirst(), [0], []] {
        state.set(name, other)
        try expect(state) { $0.exitCode == .data && "\($0)".contains("'") }
      }
    }
  }

  /// A bias that is not there is zero.
  @Test func withoutBiases() throws {
    var state = StateDict(biases: false)
    state["decoder.bias"] = nil
    let network = try ImportedNetwork(try state.file(), vocabulary: 7)
    let tensors = NetworkTensors(network.shape)
    #expect(network.shape.biases == .one)
    #expect(network.weights[tensors.layers[0].biasIH.range].allSatisfy { $0 == 0 })
    #expect(network.weights[tensors.decoderBias.range].allSatisfy { $0 == 0 })
    #expect(Array(network.weights[tensors.table.range]) == state["encoder.weight"]?.values)
    #expect(network.notes.count == 1 && network.notes[0].contains("tanh"))
    // Of one layer, but not of the other: whose is it?
    state = StateDict(layers: 2)
    state["rnn.bias_hh_l0"] = nil
    try expect(state) { if case .notOurs("rnn.bias_hh_l1", _) = $0 { true } else { false } }
  }

  @Test func whatIsNotOurs() throws {
    for (name, reason) in [
      ("rnn.weight_ih_l0_reverse", "bidirectional"), ("rnn.weight_hr_l0", "proj_size"),
      ("decoder.head.bias", "head_bias"),
      ("rnn.weight_ih_l2", "numbered"), ("pos\u{1B}[2J", "leave it out"),
    ] {
      var state = StateDict()
      state.set(name, [2, 2])
      try expect(state) {
        guard case .notOurs(name, _) = $0 else { return false }
        return "\($0)".contains(reason) && !"\($0)".contains("\u{1B}")
      }
    }
  }

  @Test func numbersMustBeFinite() throws {
    for name in StateDict().tensors.map(\.name) {
      for value in [Float.nan, .infinity, -.infinity] {
        var state = StateDict()
        state[name]?.values[2] = value
        try expect(state) { $0 == .notFinite(name: name, element: 2) }
      }
    }
  }

  /// Half precision and Double are read; Double is told.
  @Test func otherTypes() throws {
    let state = StateDict()
    for type in [SafeTensorsType.float64, .bfloat16] {
      var (fields, data) = ([String](), [UInt8]())
      for (name, shape, values) in state.tensors {
        let begin = data.count
        for value in values {
          let bits = type == .float64 ? Double(value).bitPattern : UInt64(value.bitPattern >> 16)
          data += (0..<type.width).map { UInt8(truncatingIfNeeded: bits >> (8 * UInt64($0))) }
        }
        let sizes = shape.map(String.init).joined(separator: ",")
        fields.append(
          #""\#(name)":{"dtype":"\#(type.rawValue)","shape":[\#(sizes)],"data_offsets":[\#(begin),\#(data.count)]}"#)
      }
      let file = try SafeTensors(safeTensors("{\(fields.joined(separator: ","))}", data: data))
      let network = try ImportedNetwork(file, vocabulary: 7, cell: .relu)
      let expected = try ImportedNetwork(try state.file(), vocabulary: 7, cell: .relu)
      #expect(
        zip(network.weights, expected.weights).allSatisfy { abs($0 - $1) <= (type == .float64 ? 0 : abs($1) / 128) })
      #expect(network.notes.count == (type == .float64 ? 1 : 0))
    }
  }

  /// A network that scores: as the one that was written.
  @Test func imitates() throws {
    let model = try model(layers: 2, clearsAtSegments: true)
    var bytes: [UInt8] = []
    model.writePyTorch(version: "1", hasEOS: true) { bytes += $0 }
    let network = try ImportedNetwork(try SafeTensors(bytes), vocabulary: 11)
    #expect(network.clearsAtSegments == true)
    let other = try network.model(clearsAtSegments: true, hasEOS: true)
    let ids = randomIDs(100, below: 11, seed: 1)
    var (one, two) = (model.start(), other.start())
    #expect(model.score(ids, from: &one) == other.score(ids, from: &two))
  }

  /// Whatever a byte of a network's file is changed to: a network, or an error of ours. No trap.
  @Test func noByteTraps() throws {
    let bytes = try safeTensors(
      StateDict(vocabulary: 7, embedding: 4, isTied: true).tensors,
      metadata: ["lmctl": "1", "shape": #"{"cell":"tanh","biases":"one","context":1}"#])
    let header = 8 + Int(bytes[0]) + Int(bytes[1]) << 8
    var networks = 0
    for place in 8..<header {
      for value in Array("0123456789{}[],\":lhbe_ \\".utf8) where bytes[place] != value {
        var changed = bytes
        changed[place] = value
        guard let file = try? SafeTensors(changed) else { continue }
        do throws(ImportedNetworkError) {
          networks += try ImportedNetwork(file, vocabulary: 7).weights.count
        } catch {
          #expect("\(error)".contains("; ") && error.exitCode == .data, "\(error)")
        }
      }
    }
    #expect(networks > 0)
  }
}
