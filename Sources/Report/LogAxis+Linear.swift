internal import Foundation

extension LogAxis {
  /// Whole numbers that are 1, 2 or 5 times a power of ten apart, at most `limit` of them: what stands on a linear scale
  /// here are counts.
  func linearTicks(atMost limit: Int) -> [Tick] {
    let least = max(1, (upper - lower) / Double(max(1, limit)))
    let power = pow(10, log10(least).rounded(.down))
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= least } ?? 10 * power
    return stride(from: (lower / step).rounded(.up) * step, through: upper, by: step).map { value in
      Tick(place: place(value), label: String(Int(value)))
    }
  }
}
