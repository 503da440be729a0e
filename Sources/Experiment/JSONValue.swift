internal import Foundation

/// JSON of the database, such as settings, read whatever it says.
public enum JSONValue: Codable, Equatable, Sendable {
  case null
  case flag(Bool)
  case integer(Int)
  case real(Double)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  /// What the text says; the text itself where it is no JSON.
  init(parsing text: String) {
    self = (try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))) ?? .text(text)
  }

  public init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? value.decode(Int.self) {
      self = .integer(number)
    } else if let number = try? value.decode(Double.self) {
      self = .real(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([JSONValue].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: JSONValue].self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    switch self {
    case .null: try value.encodeNil()
    case .flag(let flag): try value.encode(flag)
    case .integer(let number): try value.encode(number)
    case .real(let number): try value.encode(number)
    case .text(let text): try value.encode(text)
    case .list(let list): try value.encode(list)
    case .object(let object): try value.encode(object)
    }
  }

  /// Each value with the way to it, `tokenizer.unit`, by name; lists of plain values stay together.
  public var lines: [(path: String, value: String)] { lines(at: "") }

  private func lines(at path: String) -> [(path: String, value: String)] {
    switch self {
    case .object(let object) where !object.isEmpty:
      object.sorted { $0.key < $1.key }.flatMap { key, value in
        value.lines(at: path.isEmpty ? key : "\(path).\(key)")
      }
    case .list(let list) where list.contains(where: \.isNested):
      list.enumerated().flatMap { place, value in value.lines(at: "\(path)[\(place)]") }
    default: [(path, shown)]
    }
  }

  private var isNested: Bool {
    switch self {
    case .list, .object: true
    default: false
    }
  }

  /// On one line.
  private var shown: String {
    switch self {
    case .null: "–"
    case .flag(let flag): flag ? "yes" : "no"
    case .integer(let number): String(number)
    case .real(let number): "\(number)"
    case .text(let text): text
    case .list(let list): list.isEmpty ? "–" : list.map(\.shown).joined(separator: ", ")
    case .object: "–"
    }
  }
}
