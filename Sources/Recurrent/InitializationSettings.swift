/// Where the weights start from.
public enum InitializationKind: Codable, Hashable, Sendable {
  /// Table and output U(−0.1, 0.1), output bias zero, layers U(−1/√H, 1/√H), as in PyTorch's word_language_model.
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
  /// What an LSTM's forget gate starts with (its first bias; Jozefowicz et al. 2015 advise 1); nil: as the kind says.
  public var forgetBias: Double?

  public init(_ kind: InitializationKind = .standard, forgetBias: Double? = nil) {
    self.kind = kind
    self.forgetBias = forgetBias
  }
}
