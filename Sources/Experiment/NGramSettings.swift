public import NGrams

/// The α of add-α smoothing: a number from 0 to 10²⁸⁰, of which a vocabulary has room to be multiplied; or `auto`.
public enum Alpha: Hashable, Sendable, LosslessStringConvertible {
  case value(Double)
  /// The best on `valid`.
  case auto

  public init?(_ description: String) {
    if description == "auto" {
      self = .auto
    } else if let alpha = Double(asWritten: description), (0...1e280).contains(alpha) {
      self = .value(alpha)
    } else {
      return nil
    }
  }

  public var description: String {
    switch self {
    case .value(let alpha): alpha == alpha.rounded() && alpha.magnitude < 1e15 ? "\(Int(alpha))" : "\(alpha)"
    case .auto: "auto"
    }
  }
}

/// The smoothings, by the names that they have on the command line and in the database.
public enum SmoothingName: String, Sendable, CaseIterable, Codable {
  case mle
  case laplace
  case add
  case jelinekMercer = "jelinek-mercer"
  case wittenBell = "witten-bell"
  case goodTuring = "good-turing"
  case absolute
  case kneserNey = "kneser-ney"
  case modifiedKneserNey = "modified-kneser-ney"
  case stupidBackoff = "stupid-backoff"

  /// Counts and an α: no back-off form.
  public var addsAlpha: Bool { self == .mle || self == .laplace || self == .add }
  /// Whether there is a choice between interpolation and back-off.
  public var hasBothForms: Bool {
    switch self {
    case .wittenBell, .absolute, .kneserNey, .modifiedKneserNey: true
    default: false
    }
  }
}

/// What the n-gram models of a call have in common.
public struct NGramSettings: Hashable, Sendable {
  public var interpolates = true
  public var unseen = Unseen.uniform
  /// D of absolute discounting; nil for the estimate.
  public var discount: Double?
  /// N-grams of order n that occur at most so often are left out; what stands last goes on for higher orders.
  public var cutoffs: [UInt32] = []
  /// N-grams are left out whose absence raises the training perplexity by no more than this part (Stolcke 1998).
  public var entropyThreshold: Double?
  /// Rows of the most frequent n-grams that are stored with each model; nil for all.
  public var rows: Int? = 100
  /// Histories whose probabilities are summed.
  public var checks = 0

  public init() {}
}

/// One model of a call.
struct NGramVariant: Hashable {
  let order: Int
  let smoothing: SmoothingName
  /// Of add-α.
  var alpha: Alpha?
}
