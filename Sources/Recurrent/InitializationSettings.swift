/// Where the weights start from. Inputs and outputs of a matrix are those of one gate; a table of embeddings has D
/// inputs, a table of one-hot columns V.
public enum InitializationKind: Codable, Hashable, Sendable {
  /// Table and output U(−0.1, 0.1), output bias zero, layers U(−1/√H, 1/√H), as in PyTorch's word_language_model; an
  /// adaptive softmax U(±1/√inputs), as PyTorch's.
  case standard
  /// All weights, biases too, U(−bound, bound).
  case uniform(bound: Double)
  /// Each matrix U(±√(6 / (inputs + outputs))) (Glorot & Bengio 2010), biases zero.
  case xavier
  /// Recurrent matrices orthogonal, gate by gate (Saxe et al. 2014), all others as `xavier`.
  case orthogonal
  /// Each matrix N(0, variance / inputs), biases zero.
  case normal(variance: Double)
}

public struct InitializationSettings: Codable, Hashable, Sendable {
  public var kind: InitializationKind
  /// What an LSTM's forget gate starts with: its first bias, the second being 0 then (Jozefowicz et al. 2015 advise 1);
  /// nil: as the kind says.
  public var forgetBias: Double?

  public init(_ kind: InitializationKind = .standard, forgetBias: Double? = nil) {
    self.kind = kind
    self.forgetBias = forgetBias
  }

  /// - Throws: ``RecurrentError/badSetting(name:value:expected:)`` for numbers that no training starts from, and for what
  ///   the network has no use for.
  public func check(for shape: NetworkShape) throws(RecurrentError) {
    switch kind {
    case .uniform(let value), .normal(let value):
      guard value > 0, value <= Double(Float.greatestFiniteMagnitude) else {
        throw .badSetting(
          name: "--init", value: "\(kind == .uniform(bound: value) ? "uniform" : "normal"):\(value)",
          expected: "a number above 0 after the colon")
      }
    case .standard, .xavier, .orthogonal: break
    }
    guard let forgetBias else { return }
    guard abs(forgetBias) <= Double(Float.greatestFiniteMagnitude) else {
      throw .badSetting(name: "--forget-bias", value: "\(forgetBias)", expected: "a number, such as 1")
    }
    guard shape.cell == .lstm else {
      throw .badSetting(
        name: "--forget-bias", value: "given with --cell \(shape.cell.rawValue)",
        expected: "it with --cell lstm, whose forget gate it is, or not at all")
    }
  }
}
