import Foundation
import Testing

/// A JSON value of a fixture file. Tensors are read flat, row-major.
enum Fixture: Decodable, Sendable {
  case number(Double)
  case text(String)
  case flag(Bool)
  case list([Fixture])
  case object([String: Fixture])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Bool.self) {
      self = .flag(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([Fixture].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: Fixture].self))
    }
  }

  /// `Fixtures/NAME.json` beside this file.
  static func load(_ name: String) throws -> Fixture {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: folder.appending(path: "\(name).json")))
  }

  func at(_ keys: String...) throws -> Fixture {
    try keys.reduce(self) { value, key in
      guard case .object(let fields) = value else { throw Missing(key: key) }
      return try #require(fields[key], "no \(key) in the fixture")
    }
  }

  /// The same, where a fixture may be without it.
  func ifThere(_ key: String) -> Fixture? { if case .object(let fields) = self { fields[key] } else { nil } }

  struct Missing: Error { let key: String }

  /// All numbers of a tensor of any shape, row-major.
  var numbers: [Double] {
    switch self {
    case .number(let value): [value]
    case .list(let values): values.flatMap(\.numbers)
    default: []
    }
  }

  var ids: [UInt32] { numbers.map { UInt32($0) } }
  var items: [Fixture] { if case .list(let values) = self { values } else { [] } }
}
