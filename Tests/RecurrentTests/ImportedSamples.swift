@testable import Recurrent

/// What a file of a network has, to be changed before it is written.
struct StateDict {
  var tensors: [(name: String, shape: [Int], values: [Float])] = []
  var metadata: [String: String] = [:]

  /// As PyTorch's word_language_model has it, numbers all different.
  init(
    vocabulary V: Int = 7, embedding D: Int? = 3, hidden H: Int = 4, layers: Int = 1, gates: Int = 1,
    isTied: Bool = false, biases: Bool = true
  ) {
    if let D { add("encoder.weight", [V, D]) }
    for layer in 0..<layers {
      add("rnn.weight_ih_l\(layer)", [gates * H, layer == 0 ? D ?? V : H])
      add("rnn.weight_hh_l\(layer)", [gates * H, H])
      guard biases else { continue }
      add("rnn.bias_ih_l\(layer)", [gates * H])
      add("rnn.bias_hh_l\(layer)", [gates * H])
    }
    if isTied { tensors.append(("decoder.weight", [V, H], tensors[0].values)) } else { add("decoder.weight", [V, H]) }
    add("decoder.bias", [V])
  }

  private mutating func add(_ name: String, _ shape: [Int]) {
    let count = shape.reduce(1, *)
    tensors.append((name, shape, numbers(count, seed: UInt64(tensors.count + 1)).map { Float($0) }))
  }

  subscript(name: String) -> (shape: [Int], values: [Float])? {
    get { tensors.first { $0.name == name }.map { ($0.shape, $0.values) } }
    set {
      tensors.removeAll { $0.name == name }
      if let newValue { tensors.append((name, newValue.shape, newValue.values)) }
    }
  }

  mutating func set(_ name: String, _ shape: [Int]) {
    self[name] = (shape, Array(repeating: 0.5, count: shape.reduce(1, *)))
  }

  func file() throws -> SafeTensors { try SafeTensors(try safeTensors(tensors, metadata: metadata)) }
}
