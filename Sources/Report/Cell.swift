/// What stands in one place of a ``Table``.
public enum Cell: Hashable, Sendable {
  case none
  case text(String)
  case integer(Int)
  case real(Double)
  case flag(Bool)

  public init(_ text: String?) { self = text.map(Cell.text) ?? .none }
  public init(_ number: Int?) { self = number.map(Cell.integer) ?? .none }
  /// What is not finite is none: no format of data has a common word for it.
  public init(_ number: Double?) { self = number.flatMap { $0.isFinite ? .real($0) : nil } ?? .none }
  public init(_ flag: Bool?) { self = flag.map(Cell.flag) ?? .none }

  var isText: Bool { if case .text = self { true } else { false } }
  var isNumber: Bool {
    switch self {
    case .integer, .real: true
    case .none, .text, .flag: false
    }
  }

  /// As programs read it; nil for none, and for a number that is not finite. Real numbers have as many digits as they
  /// need to be read back as the same.
  var exact: String? {
    switch self {
    case .none: nil
    case .text(let text): text
    case .integer(let number): String(number)
    case .real(let number): number.isFinite ? "\(number)" : nil
    case .flag(let flag): flag ? "true" : "false"
    }
  }
}
