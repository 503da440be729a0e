internal import Foundation

/// A logarithmic scale: numbers above zero → 0…1, and where its ticks are. A linear one where that is asked for.
struct LogAxis: Equatable, Sendable {
  struct Tick: Equatable, Sendable {
    let place: Double
    /// Empty for a tick between powers of ten.
    let label: String
  }

  let isLinear: Bool
  /// lg of what stands at 0 and at 1; of a linear scale that itself.
  let lower: Double
  let upper: Double

  /// The end of a linear scale, whose numbers are counts: among greater ones a half more is the same number, and a scale
  /// of one number would have no length.
  private static let mostLinear = 1e15

  /// From a little below the least to a little above the greatest, so that no point lies on the frame; one decade where
  /// there is nothing to show.
  init(_ values: [Double], isLinear: Bool = false) {
    self.isLinear = isLinear
    let shown = values.filter { $0 > 0 && $0.isFinite }.map { isLinear ? min($0, Self.mostLinear) : log10($0) }
    let (least, greatest) = (shown.min() ?? 0, shown.max() ?? 1)
    let room = max(isLinear ? 0.5 : 0.08, (isLinear ? 0.015 : 0.03) * (greatest - least))
    lower = least - room
    upper = max(greatest, least + 0.5) + room
  }

  /// Where a number above zero stands; outside of 0…1 where it is beyond the ends.
  func place(_ value: Double) -> Double { ((isLinear ? value : log10(value)) - lower) / (upper - lower) }

  /// The number at a place.
  func value(_ place: Double) -> Double {
    let value = lower + place * (upper - lower)
    return isLinear ? value : pow(10, value)
  }

  /// The powers of ten, thinned to at most `limit` labels; where there are fewer than two decades, 2 and 5 as well.
  func ticks(atMost limit: Int) -> [Tick] {
    if isLinear { return linearTicks(atMost: limit) }
    let powers = whole
    let step = max(1, (powers.count + limit - 1) / max(1, limit))
    var ticks = powers.filter { $0 % step == 0 }.map { Tick(place: place(pow(10, Double($0))), label: Self.power($0)) }
    if powers.count < 2, let first = Int(exactly: lower.rounded(.down)), (-3...5).contains(first) {
      for power in first...first + 2 {
        for digit in [2, 5] {
          let number = Double(digit) * pow(10, Double(power))
          ticks.append(Tick(place: place(number), label: String(format: "%g", number)))
        }
      }
    }
    return ticks.filter { (0...1).contains($0.place) }.sorted { $0.place < $1.place }
  }

  /// 2…9 times each power of ten; none where decades are many, or on a linear scale.
  var minorTicks: [Double] {
    guard !isLinear, let first = whole.first, whole.count <= 12 else { return [] }
    return (first - 1...first + whole.count).flatMap { power in
      (2...9).map { place(Double($0) * pow(10, Double(power))) }
    }.filter { (0...1).contains($0) }
  }

  private var whole: [Int] {
    let (first, last) = (lower.rounded(.up), upper.rounded(.down))
    return first <= last ? Array(Int(first)...Int(last)) : []
  }

  /// 10⁴.
  static func power(_ exponent: Int) -> String {
    let digits: [Character: Character] = [
      "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹", "-": "⁻",
    ]
    return "10" + String(String(exponent).compactMap { digits[$0] })
  }
}
