public import ArgumentParser
public import Recurrent

extension CellKind: ExpressibleByArgument {}
extension GRUForm: ExpressibleByArgument {}
extension Biases: ExpressibleByArgument {}
extension Sampling: ExpressibleByArgument {}
extension DropoutKind: ExpressibleByArgument {}
extension OptimizerKind: ExpressibleByArgument {}
extension Preset: ExpressibleByArgument {}

/// What happens to the state at a segment's end.
enum StateRule: String, ExpressibleByArgument, CaseIterable {
  case carry
  case reset
}

enum SoftmaxName: String, ExpressibleByArgument, CaseIterable {
  case full
  case adaptive
}

enum ScheduleName: String, ExpressibleByArgument, CaseIterable {
  case constant
  case plateau
  case exponential
  case cosine

  init(_ schedule: Schedule) {
    switch schedule {
    case .constant: self = .constant
    case .plateau: self = .plateau
    case .exponential: self = .exponential
    case .cosine: self = .cosine
    }
  }
}

/// `standard`, or `NAME:NUMBER` where a kind has a number.
enum InitializationArgument {
  static func parse(_ text: String) throws -> InitializationKind {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let number = parts.count == 2 ? Double(parts[1]) : nil
    switch (parts[0], parts.count, number) {
    case ("standard", 1, _): return .standard
    case ("xavier", 1, _): return .xavier
    case ("orthogonal", 1, _): return .orthogonal
    case ("uniform", 1, _): return .uniform(bound: 0.1)
    case ("uniform", 2, let bound?) where bound >= 0 && bound <= 1e6: return .uniform(bound: bound)
    case ("normal", 2, let variance?) where variance >= 0 && variance <= 1e6: return .normal(variance: variance)
    case ("uniform", 2, _), ("normal", 2, _):
      throw ValidationError("'\(text)': \(parts[0]) takes a number from 0 to 1000000 after its colon")
    default:
      throw ValidationError(
        "'\(text)' is no initialization; there are standard, uniform, uniform:B, xavier, orthogonal and normal:K")
    }
  }
}
