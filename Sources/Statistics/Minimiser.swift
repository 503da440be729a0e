/// Minima of functions of one variable, to the last digits that their derivatives allow. Deterministic.
enum Minimiser {
  /// The minimum of a convex function: the root of its derivative by Newton's method, kept inside a bracket.
  /// - Parameters:
  ///   - start: inside the range.
  ///   - derivatives: the first and the second.
  /// - Returns: nil where the function still falls at the upper end, or has no value. Where it already rises at the
  ///   lower end, that is the minimum.
  static func convex(
    from start: Double, in range: ClosedRange<Double>, derivatives: (Double) -> (first: Double, second: Double)
  ) -> Double? {
    var (low, high) = (range.lowerBound, start)
    guard !derivatives(low).first.isNaN else { return nil }
    if derivatives(low).first >= 0 { return low }
    while true {
      let slope = derivatives(high).first
      if slope.isNaN { return nil }
      if slope >= 0 { break }
      if high >= range.upperBound { return nil }
      low = high
      high = min(range.upperBound, 2 * high - range.lowerBound)
    }
    var x = low + (high - low) / 2
    for _ in 0..<200 {
      let (first, second) = derivatives(x)
      if first == 0 { return x }
      if first < 0 { low = x } else { high = x }
      var next = x - first / second
      if !(next > low && next < high) { next = low + (high - low) / 2 }
      if abs(next - x) <= 1e-15 * abs(x) || next == low || next == high { return next }
      x = next
    }
    return x
  }

  /// The lowest point of a function that may have several valleys.
  ///
  /// A grid finds the valley, golden section goes down it (Kiefer 1953), and, as a function is flat where it is lowest,
  /// bisection of the slope gives the digits that values cannot.
  /// - Returns: where, and whether that is an end of the range.
  static func global(
    in range: ClosedRange<Double>, cells: Int, value: (Double) -> Double, slope: (Double) -> Double
  ) -> (x: Double, isAtBound: Bool) {
    func height(_ x: Double) -> Double {
      let value = value(x)
      return value.isNaN ? .infinity : value
    }
    let width = (range.upperBound - range.lowerBound) / Double(cells)
    let grid = (0...cells).map { $0 == cells ? range.upperBound : range.lowerBound + Double($0) * width }
    let heights = grid.map(height)
    let lowest = heights.indices.reduce(0) { heights[$1] < heights[$0] ? $1 : $0 }
    var (low, high) = (grid[max(0, lowest - 1)], grid[min(cells, lowest + 1)])
    let ratio = (5.0.squareRoot() - 1) / 2
    var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
    var (atLeft, atRight) = (height(left), height(right))
    while high - low > 1e-5 * width {
      if atLeft <= atRight {
        (high, right, atRight) = (right, left, atLeft)
        left = high - ratio * (high - low)
        atLeft = height(left)
      } else {
        (low, left, atLeft) = (left, right, atRight)
        right = low + ratio * (high - low)
        atRight = height(right)
      }
    }
    // Rounding may have misled the last steps: look for the root somewhat wider.
    let middle = low + (high - low) / 2
    low = max(range.lowerBound, middle - 1e-3 * width)
    high = min(range.upperBound, middle + 1e-3 * width)
    let (falls, rises) = (slope(low) < 0, slope(high) > 0)
    if !falls && low == range.lowerBound { return (low, true) }
    if !rises && high == range.upperBound { return (high, true) }
    // No change of sign to go by, as where the slope is all rounding: the values have the last word.
    if !falls || !rises { return (middle, false) }
    for _ in 0..<100 {
      let x = low + (high - low) / 2
      if x <= low || x >= high { break }
      if slope(x) < 0 { low = x } else { high = x }
    }
    return (low + (high - low) / 2, false)
  }
}
