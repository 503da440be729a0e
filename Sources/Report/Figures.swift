internal import Foundation

/// Numbers as they are shown.
public enum Figures {
  /// With so many decimals; "–" for none.
  public static func fixed(_ value: Double?, _ decimals: Int) -> String {
    value.map { String(format: "%.\(decimals)f", $0) } ?? "–"
  }

  /// With so many decimals, and the minus sign that print has.
  public static func printed(_ value: Double, _ decimals: Int) -> String {
    fixed(value, decimals).replacingOccurrences(of: "-", with: "\u{2212}")
  }

  /// Six significant digits, as few as they need: 0.0253367, 1e-05.
  public static func significant(_ value: Double) -> String { String(format: "%.6g", value) }

  /// With so many decimals, or six significant digits where it is huge; "–" for none.
  public static func perplexity(_ value: Double?, _ decimals: Int = 2) -> String {
    value.map { $0 < 1e9 ? fixed($0, decimals) : significant($0) } ?? "–"
  }

  /// A rate or another number that may be of any size, rounded and grouped.
  public static func grouped(_ number: Double) -> String {
    number.magnitude < 1e18 ? grouped(Int(number.rounded())) : significant(number)
  }

  /// Text of the database on one line: what a terminal would obey is shown as its number.
  public static func safe(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      if isObeyed(scalar) {
        shown += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// Whether a terminal may do something else with a scalar than draw it. Joiners belong to words and emoji.
  static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
    default: false
    }
  }

  /// 1,234,567.
  public static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var groups: [Substring] = []
    var rest = digits[...]
    while !rest.isEmpty {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return (number < 0 ? "-" : "") + groups.joined(separator: ",")
  }

  /// 12.3 %.
  public static func percent(_ part: Int, of whole: Int) -> String {
    whole == 0 ? "–" : String(format: "%.2f %%", 100 * Double(part) / Double(whole))
  }

  /// 850 ms, 12.3 s, 4 min 05 s.
  public static func duration(_ seconds: Double) -> String {
    if seconds < 1 { return String(format: "%.0f ms", seconds * 1000) }
    if seconds < 60 { return String(format: "%.1f s", seconds) }
    guard seconds < 1e9 else { return "–" }
    let whole = Int(seconds.rounded())
    return whole < 3600
      ? "\(whole / 60) min \(String(format: "%02d", whole % 60)) s"
      : "\(whole / 3600) h \(String(format: "%02d", whole % 3600 / 60)) min"
  }

  /// 1.5 MB: powers of a thousand.
  public static func bytes(_ count: Int) -> String {
    let units = ["kB", "MB", "GB", "TB"]
    guard count >= 1000 else { return "\(count) B" }
    var (value, unit) = (Double(count) / 1000, 0)
    while value >= 999.95 && unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return String(format: "%.1f ", value) + units[unit]
  }
}
