/// How the last layer's output becomes probabilities.
public enum SoftmaxKind: Codable, Hashable, Sendable {
  /// Over all of V.
  case full
  /// Over a short list and clusters of rarer types (Grave et al. 2017); without cutoffs the vocabulary decides.
  case adaptive(cutoffs: [Int])
}

/// A network's shape but for the vocabulary, which a corpus brings.
public struct NetworkPlan: Codable, Hashable, Sendable {
  public var cell: CellKind
  public var gru: GRUForm
  /// D; nil: one-hot.
  public var embedding: Int?
  /// H.
  public var hidden: Int
  public var layers: Int
  /// τ of an `mlp`.
  public var context: Int
  public var isTied: Bool
  public var biases: Biases
  public var softmax: SoftmaxKind

  public init(
    cell: CellKind, gru: GRUForm = .resetAfter, embedding: Int?, hidden: Int, layers: Int = 1, context: Int = 1,
    isTied: Bool = false, biases: Biases = .two, softmax: SoftmaxKind = .full
  ) {
    self.cell = cell
    self.gru = gru
    self.embedding = embedding
    self.hidden = hidden
    self.layers = layers
    self.context = context
    self.isTied = isTied
    self.biases = biases
    self.softmax = softmax
  }

  /// The shape over V types.
  public func shape(vocabulary: Int) -> NetworkShape {
    var cutoffs: [Int] = []
    if case .adaptive(let given) = softmax {
      cutoffs = given.isEmpty ? Self.cutoffs(vocabulary: vocabulary) : given
    }
    return NetworkShape(
      vocabulary: vocabulary, embedding: embedding, hidden: hidden, layers: layers, cell: cell, biases: biases,
      gru: gru, context: context, isTied: isTied, cutoffs: cutoffs)
  }

  /// Where clusters begin unless somebody says otherwise: at V/15 and V/3, near the least work where counts fall as
  /// Zipf's law has it. A vocabulary too small for that has none, and the softmax is the full one.
  static func cutoffs(vocabulary: Int) -> [Int] {
    let (first, second) = (vocabulary / 15, vocabulary / 3)
    return first >= 1 ? [first, second] : []
  }

  /// What a model is called unless somebody says otherwise: `lstm-200x2`, `tanh-256-onehot`.
  public var name: String {
    var parts = [cell.rawValue, "\(hidden)\(layers > 1 ? "x\(layers)" : "")"]
    if context > 1 { parts.append("context\(context)") }
    if embedding == nil { parts.append("onehot") }
    if isTied { parts.append("tied") }
    if softmax != .full { parts.append("adaptive") }
    return parts.joined(separator: "-")
  }
}
