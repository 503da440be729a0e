internal import Foundation

extension Table {
  /// A table of values that encode themselves as flat objects, such as the rows of a view.
  ///
  /// - Parameters:
  ///   - columns: which keys are shown, and in which order; a key that a value does not encode is none.
  ///   - values: a row each.
  /// - Throws: `EncodingError`, or `DecodingError` where a value encodes more than text, numbers and flags.
  public init(_ columns: [Column], encoding values: [some Encodable]) throws {
    self.init(columns)
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: Self.notFinite, negativeInfinity: Self.notFinite, nan: Self.notFinite)
    for row in try JSONDecoder().decode([[String: Decoded]].self, from: try encoder.encode(values)) {
      append(columns.map { column in Self.typed(row[column.name]?.cell ?? .none, column.kind) })
    }
  }

  private static let notFinite = "not finite"

  /// A whole number among reals has been encoded as 3, not as 3.0.
  private static func typed(_ cell: Cell, _ kind: Column.Kind) -> Cell {
    switch (cell, kind) {
    case (.text(notFinite), _): .none
    case (.integer(let number), .real), (.integer(let number), .perplexity), (.integer(let number), .seconds):
      .real(Double(number))
    default: cell
    }
  }

  private struct Decoded: Decodable {
    let cell: Cell

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if value.decodeNil() {
        cell = .none
      } else if let flag = try? value.decode(Bool.self) {
        cell = .flag(flag)
      } else if let number = try? value.decode(Int.self) {
        cell = .integer(number)
      } else if let number = try? value.decode(Double.self) {
        cell = .real(number)
      } else {
        cell = .text(try value.decode(String.self))
      }
    }
  }
}
