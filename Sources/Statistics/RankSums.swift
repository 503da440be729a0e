internal import Foundation

/// Sums over ranks r of ln(r + q) and 1/(r + q), each rank weighted by something its group shares.
///
/// The shift is given as 1 + q > 0, so that q close to −1 keeps its digits.
struct RankSums {
  let groups: [RankGroup]

  /// Where a group starts: r + q.
  private func start(_ group: RankGroup, _ shift: Double) -> Double { Double(group.firstRank - 1) + shift }

  /// D(q) = Σ f ln((r + q)/(1 + q)): the part of the likelihood that sees the data.
  ///
  /// Relative to rank 1, as the logarithms themselves differ little where q is large.
  func weightedLogarithm(shift: Double) -> Double {
    groups.reduce(0) { sum, group in
      let x = start(group, shift)
      let ratios = -PowerSum.relative(from: x, count: Double(group.count), s: 0).first
      let logarithm = log1p(Double(group.firstRank - 1) / shift)
      return sum + Double(group.frequency) * (Double(group.count) * logarithm + ratios)
    }
  }

  /// D′(q) = Σ f / (r + q).
  func weightedReciprocal(shift: Double) -> Double {
    groups.reduce(0) { sum, group in
      let x = start(group, shift)
      return sum + Double(group.frequency) * PowerSum.relative(from: x, count: Double(group.count), s: 1).value / x
    }
  }

  /// The moments of ln f over ln(r + q), about the point of the first group; nil without groups.
  func moments(shift: Double) -> (moments: LineMoments, aboutX: Double, aboutY: Double)? {
    guard let first = groups.first else { return nil }
    let (aboutX, aboutY) = (log(start(first, shift)), log(Double(first.frequency)))
    var sums = LineMoments()
    for group in groups {
      let x = start(group, shift)
      let relative = PowerSum.relative(from: x, count: Double(group.count), s: 0)
      let n = Double(group.count)
      // Not the difference of two logarithms, which agree in most digits where q is large.
      let dx = log1p(Double(group.firstRank - first.firstRank) / start(first, shift))
      let dy = log(Double(group.frequency)) - aboutY
      let logarithms = n * dx - relative.first
      sums.n += n
      sums.x += logarithms
      sums.y += n * dy
      sums.xx += n * dx * dx - 2 * dx * relative.first + relative.second
      sums.xy += logarithms * dy
      sums.yy += n * dy * dy
    }
    return (sums, aboutX, aboutY)
  }

  /// Σ e / (r + q), where e are the residuals of a line.
  /// - Parameter line: through the points about that of the first group, as ``moments(shift:)`` gives them.
  func residualReciprocal(_ line: LineFit, shift: Double) -> Double {
    guard let first = groups.first else { return 0 }
    let aboutY = log(Double(first.frequency))
    return groups.reduce(0) { sum, group in
      let x = start(group, shift)
      let relative = PowerSum.relative(from: x, count: Double(group.count), s: 1)
      let dx = log1p(Double(group.firstRank - first.firstRank) / start(first, shift))
      let atStart = log(Double(group.frequency)) - aboutY - line.intercept - line.slope * dx
      return sum + (atStart * relative.value + line.slope * relative.first) / x
    }
  }
}
