/// Which mask dropout draws.
public enum DropoutKind: String, Codable, Sendable, CaseIterable {
  /// Each element at each step for itself (Srivastava et al. 2014; Zaremba et al. 2014).
  case standard
  /// One mask a lane for all steps of a window (Gal & Ghahramani 2016; AWD-LSTM's "locked" dropout).
  case variational
}

/// What is dropped in training: of the embedded input, between layers, and of the last layer's output.
public struct Dropout: Codable, Hashable, Sendable {
  /// The chance of each element; what stays is divided by 1 − rate.
  public var rate: Double
  public var kind: DropoutKind

  public static let none = Dropout(rate: 0)

  public init(rate: Double, kind: DropoutKind = .standard) {
    self.rate = rate
    self.kind = kind
  }
}
