internal import Foundation

/// One axis of a ``Chart``: numbers → 0…1, and where its ticks are.
struct ChartScale: Equatable, Sendable {
  enum Kind: Equatable, Sendable {
    case linear
    /// For numbers above zero: equal distances are equal ratios.
    case logarithmic
  }

  struct Tick: Equatable, Sendable {
    let place: Double
    let label: String
  }

  let kind: Kind
  /// What stands at 0 and at 1: on a logarithmic scale lg of it.
  private let lower: Double
  private let upper: Double

  /// - Parameters:
  ///   - values: what must be seen; those that have no place on the scale do not count.
  ///   - room: the share of its length that the scale has beyond them at each end.
  init(_ values: [Double], _ kind: Kind, room: Double = 0.04) {
    self.kind = kind
    let shown = values.filter { $0.isFinite && (kind == .linear || $0 > 0) }.map { kind == .linear ? $0 : log10($0) }
    let (least, greatest) = (shown.min() ?? 0, shown.max() ?? 1)
    // Numbers that hardly differ are not drawn as if they did.
    let smallest = kind == .linear ? max(1e-9, 0.01 * max(abs(least), abs(greatest))) : log10(1.05)
    let missing = max(0, smallest - (greatest - least)) / 2
    let length = max(greatest - least, smallest)
    lower = least - missing - room * length
    upper = greatest + missing + room * length
  }

  /// Where a number stands; outside of 0…1 where it is beyond the ends; nil where the scale has no place for it.
  func place(_ value: Double) -> Double? {
    guard value.isFinite, kind == .linear || value > 0 else { return nil }
    return ((kind == .linear ? value : log10(value)) - lower) / (upper - lower)
  }

  /// Round numbers, at most `limit` of them.
  func ticks(atMost limit: Int) -> [Tick] {
    let limit = max(2, limit)
    if kind == .linear { return linear(from: lower, to: upper, limit) }
    if upper - lower >= 3 { return powers(limit) }
    // The fewest digits of which enough fall on the scale.
    let digits = [([1, 2, 5], 4), ([1, 2, 3, 5, 7], 3), (Array(1...9), 2), ([1, 2, 5], 2), ([1, 3], 2), ([1], 2)]
    if upper - lower >= 0.35 {
      for (digits, least) in digits {
        let ticks = decades(digits)
        if ticks.count >= least && ticks.count <= limit { return ticks }
      }
    }
    return linear(from: pow(10, lower), to: pow(10, upper), limit)
  }

  private func linear(from low: Double, to high: Double, _ limit: Int) -> [Tick] {
    let least = (high - low) / Double(limit)
    let power = pow(10, log10(least).rounded(.down))
    let step = [1, 2, 5].map { $0 * power }.first { $0 >= least } ?? 10 * power
    let (first, last) = ((low / step).rounded(.up), (high / step).rounded(.down))
    guard first <= last, last - first <= 100, abs(first) < 1e15 else { return [] }
    return (Int(first)...Int(last)).compactMap { tick(Double($0) * step) }
  }

  private func powers(_ limit: Int) -> [Tick] {
    let (first, last) = (lower.rounded(.up), upper.rounded(.down))
    guard first <= last, last - first <= 700 else { return [] }
    let step = (Int(last - first) + limit) / limit
    return (Int(first)...Int(last)).filter { $0 % step == 0 }.compactMap { power in
      place(pow(10, Double(power))).map { Tick(place: $0, label: LogAxis.power(power)) }
    }
  }

  private func decades(_ digits: [Int]) -> [Tick] {
    (Int(lower.rounded(.down))...Int(upper.rounded(.up))).flatMap { power in
      digits.compactMap { tick(Double($0) * pow(10, Double(power))) }
    }
  }

  private func tick(_ value: Double) -> Tick? {
    guard let place = place(value), (-1e-9...1 + 1e-9).contains(place) else { return nil }
    return Tick(place: place, label: Self.label(value))
  }

  /// 12,000; 0.25; 1e-07.
  static func label(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e7 { return Figures.grouped(value) }
    return String(format: "%.4g", value)
  }
}
