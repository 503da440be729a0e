internal import Foundation

/// Heaps' law: a text of N tokens has about K N^β types (Herdan 1960; Heaps 1978).
///
/// The figures depend on where the curve was sampled: points at equal distances weigh the end of a text, points at
/// equal distances of their logarithms weigh its beginning as much.
public struct HeapsLaw: Sendable, Equatable {
  /// K.
  public let scale: Double
  /// β.
  public let exponent: Double
  /// The number of points fitted.
  public let points: Int

  /// By least squares of ln types over ln tokens.
  /// - Parameter skipped: the share of the points left out at the start, in 0…1, rounded down: a young text does not
  ///   follow the law yet.
  /// - Returns: nil for fewer than two points, or a share that is none.
  public init?(_ curve: HeapsCurve, skipping skipped: Double = 0) {
    guard skipped >= 0, skipped <= 1 else { return nil }
    let points = curve.points.dropFirst(Int(skipped * Double(curve.points.count)))
    let x = points.map { log(Double($0.tokens)) }
    let y = points.map { log(Double($0.types)) }
    guard let line = LineFit(x: x, y: y), let scale = defined(exp(line.intercept)) else { return nil }
    self.scale = scale
    exponent = line.slope
    self.points = line.points
  }

  /// By least squares of types over tokens themselves, which weighs the end of the text.
  ///
  /// For each β in 0…1.5 the best K has a closed form; β is searched.
  /// - Returns: nil for fewer than two points.
  /// - Complexity: O(points), some hundred times.
  public init?(linear curve: HeapsCurve) {
    guard curve.points.count >= 2, let end = curve.points.last else { return nil }
    // Tokens relative to the last point: no power overflows.
    let logarithms = curve.points.map { log(Double($0.tokens) / Double(end.tokens)) }
    let types = curve.points.map { Double($0.types) }
    func scale(_ exponent: Double) -> Double {
      var (product, square) = (0.0, 0.0)
      for (logarithm, types) in zip(logarithms, types) {
        let power = exp(exponent * logarithm)
        product += types * power
        square += power * power
      }
      return product / square
    }
    func residual(_ exponent: Double) -> Double {
      let scale = scale(exponent)
      return zip(logarithms, types).reduce(0) { sum, point in
        let residual = point.1 - scale * exp(exponent * point.0)
        return sum + residual * residual
      }
    }
    func slope(_ exponent: Double) -> Double {
      let scale = scale(exponent)
      return zip(logarithms, types).reduce(0) { sum, point in
        let law = scale * exp(exponent * point.0)
        return sum - 2 * (point.1 - law) * law * point.0
      }
    }
    let exponent = Minimiser.global(in: 0...1.5, cells: 15, value: residual, slope: slope).x
    guard let scale = defined(scale(exponent) * exp(-exponent * log(Double(end.tokens)))) else { return nil }
    self.scale = scale
    self.exponent = exponent
    points = curve.points.count
  }
}
