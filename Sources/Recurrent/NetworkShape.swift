/// The kinds of cell there are.
public enum CellKind: String, Codable, Sendable, CaseIterable {
  case tanh

  /// Rows of the stacked weights are gates · H.
  public var gates: Int {
    switch self {
    case .tanh: 1
    }
  }
}

/// Two trained biases a layer, as PyTorch and cuDNN have, or one, as the lecture notes write it.
public enum Biases: String, Codable, Sendable, CaseIterable {
  case one
  case two
}

/// What a network is, without its weights: token → row of a table → recurrent layers → scores over V → softmax.
public struct NetworkShape: Codable, Hashable, Sendable {
  /// V: the number of types that can be read and predicted.
  public var vocabulary: Int
  /// D: the width of the embedding; nil where the input is one-hot.
  public var embedding: Int?
  /// H: units of each layer.
  public var hidden: Int
  public var layers: Int
  public var cell: CellKind
  public var biases: Biases

  public init(
    vocabulary: Int, embedding: Int?, hidden: Int, layers: Int = 1, cell: CellKind = .tanh, biases: Biases = .two
  ) {
    self.vocabulary = vocabulary
    self.embedding = embedding
    self.hidden = hidden
    self.layers = layers
    self.cell = cell
    self.biases = biases
  }

  /// The number of trained weights, or nil where it is beyond any memory.
  ///
  /// Worked out without ``NetworkTensors``, so that nonsense sizes can be refused before anything is laid out.
  public var parameters: Int? {
    func product(_ x: Int, _ y: Int) -> Int? {
      let (value, overflow) = x.multipliedReportingOverflow(by: y)
      return overflow || value > 1 << 40 ? nil : value
    }
    let gates = cell.gates
    guard vocabulary >= 1, hidden >= 1, layers >= 1, layers <= 1 << 10, embedding ?? 1 >= 1,
      let width = product(gates, hidden), let table = product(vocabulary, embedding ?? width),
      let square = product(width, hidden), let first = product(width, embedding ?? 0),
      let above = product(square, 2 * layers), let output = product(vocabulary, hidden + 1)
    else { return nil }
    let biasCount = width * layers * (biases == .two ? 2 : 1)
    return table + first + above - square + biasCount + output
  }
}
