/// Places for labels at the ends of lines: none covers another, and each is as near to its line as that allows.
enum ChartLabels {
  /// - Parameters:
  ///   - wanted: where each label would stand, in any order.
  ///   - apart: the least distance of two.
  ///   - range: where labels may stand; where there is no room for all, they leave it downwards.
  /// - Returns: a place for each, in the order of `wanted`. The sum of squares of how far they are moved is least, within
  ///   a range that has room.
  static func spread(_ wanted: [Double], apart: Double, within range: ClosedRange<Double>) -> [Double] {
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    // With every label moved up by what stands above it, "apart" becomes "in order": isotonic regression, which pools
    // neighbours that violate it.
    var pools: [(sum: Double, count: Double)] = []
    for (above, index) in order.enumerated() {
      pools.append((wanted[index] - Double(above) * apart, 1))
      while pools.count > 1, let last = pools.last,
        pools[pools.count - 2].sum / pools[pools.count - 2].count > last.sum / last.count
      {
        pools.removeLast()
        pools[pools.count - 1].sum += last.sum
        pools[pools.count - 1].count += last.count
      }
    }
    let levels = pools.flatMap { Array(repeating: $0.sum / $0.count, count: Int($0.count)) }
    let highest = max(range.lowerBound, range.upperBound - Double(max(0, wanted.count - 1)) * apart)
    var places = wanted
    for (above, index) in order.enumerated() {
      places[index] = min(highest, max(range.lowerBound, levels[above])) + Double(above) * apart
    }
    return places
  }
}
