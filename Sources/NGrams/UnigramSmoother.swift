/// The formulas of the lowest order, below which there is only 1/V, or nothing.
struct UnigramSmoother {
  let smoother: HistorySmoother
  let unseen: Unseen

  /// - Parameter counts: c(w) of all V types, adjusted where the smoothing wants it.
  /// - Returns: P(w) of all V types.
  func probabilities(_ counts: ArraySlice<UInt32>) -> [Double] {
    let total = counts.reduce(0.0) { $0 + Double($1) }
    let types = counts.count
    let even = 1 / Double(types)
    if let factor = smoother.factor {
      let below = unseen == .uniform ? factor * even : 0
      return counts.map { $0 > 0 ? Double($0) / total : below }
    }
    let isSeen = { (count: UInt32) -> Bool in count > 0 && (unseen == .uniform || smoother.discount.kept(count) > 0) }
    let seen = counts.lazy.filter(isSeen).count
    if total == 0 { return Array(repeating: even, count: types) }
    // A weight keeps the same share of every count.
    let weight = smoother.weights?[JelinekMercerWeights.bucket(UInt64(total))] ?? 1
    let kept = { (count: UInt32) -> Double in isSeen(count) ? weight * smoother.discount.kept(count) : 0 }
    let allKept = counts.reduce(0.0) { $0 + kept($1) }
    var base = smoother.discount.addsTypes ? total + Double(seen) : total
    let off = counts.reduce(base - total) { $0 + Double($1) - kept($1) }
    switch unseen {
    case .uniform:
      // Where all counts are kept whole, or ratios above 1 make more of them, one more is for the unseen.
      if off <= 0 { return counts.map { (kept($0) + even) / (allKept + 1) } }
      let gamma = off / base
      return counts.map { kept($0) / base + gamma * even }
    case .leftover:
      var low = smoother.interpolates && smoother.weights == nil ? off / base * even : 0
      if smoother.weights == nil, seen < types {
        if allKept / base + low * Double(seen) > 1 - HistorySmoother.epsilon { low = 0 }
        if allKept / base + low * Double(seen) > 1 - HistorySmoother.epsilon {
          base = max(base, (allKept / (1 - HistorySmoother.epsilon)).rounded(.up))
        }
      }
      base = max(base, allKept)
      let left = max(0, 1 - allKept / base - low * Double(seen))
      // Types without a count share it; where there are none, all do.
      let share = seen < types ? left / Double(types - seen) : left * even
      return counts.map { count in
        isSeen(count) ? kept(count) / base + low + (seen == types ? share : 0) : share
      }
    }
  }
}
