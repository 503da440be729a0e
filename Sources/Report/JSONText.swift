internal import Foundation

/// JSON in which nothing is invisible: what a terminal would obey is written as `\u…`, which means the same.
public enum JSONText {
  /// A value, pretty-printed, with its keys sorted.
  public static func pretty(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return visible(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// A text as a string of JSON, with its quotation marks.
  static func string(_ text: String) -> String {
    var string = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": string += "\\\""
      case "\\": string += "\\\\"
      case "\n": string += "\\n"
      case "\r": string += "\\r"
      case "\t": string += "\\t"
      default: append(scalar, to: &string)
      }
    }
    return string + "\""
  }

  /// Finished JSON: beyond ASCII nothing stands outside of strings, and within them ASCII's controls are escaped already.
  public static func visible(_ json: String) -> String {
    guard json.unicodeScalars.contains(where: { $0.value >= 0x7F && Figures.isObeyed($0) }) else { return json }
    var visible = ""
    for scalar in json.unicodeScalars {
      if scalar.value < 0x7F { visible.unicodeScalars.append(scalar) } else { append(scalar, to: &visible) }
    }
    return visible
  }

  private static func append(_ scalar: Unicode.Scalar, to string: inout String) {
    guard Figures.isObeyed(scalar) else { return string.unicodeScalars.append(scalar) }
    for unit in UTF16.encode(scalar) ?? .init() { string += String(format: "\\u%04x", Int(unit)) }
  }
}
