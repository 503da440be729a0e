internal import Foundation

extension Double {
  public static func rowMaxima(_ x: View<Double>, bias: View<Double>?, columns: Int, into maxima: View<Double>) {
    for r in maxima.indices {
      maxima[r] = -.infinity
      for c in 0..<columns { maxima[r] = Double.maximum(maxima[r], x[r * columns + c] + (bias?[c] ?? 0)) }
    }
  }

  public static func exponentials(
    _ x: View<Double>, bias: View<Double>?, columns: Int, shift: View<Double>, sums: View<Double>,
    targets: View<UInt32>, firstColumn: Int, targetScores: View<Double>
  ) -> Double {
    let top = sumExponentials(
      x, bias: bias, columns: columns, shift: shift, sums: sums, targets: targets, firstColumn: firstColumn,
      targetScores: targetScores)
    for i in x.indices { x[i] = exp(x[i] + (bias?[i % columns] ?? 0) - shift[i / columns]) }
    return top
  }

  public static func sumExponentials(
    _ x: View<Double>, bias: View<Double>?, columns: Int, shift: View<Double>, sums: View<Double>,
    targets: View<UInt32>, firstColumn: Int, targetScores: View<Double>
  ) -> Double {
    var top = -Double.infinity
    for r in shift.indices {
      for c in 0..<columns {
        let score = x[r * columns + c] + (bias?[c] ?? 0)
        if firstColumn + c == Int(targets[r]) { targetScores[r] = score }
        top = Double.maximum(top, score - shift[r])
        sums[r] += exp(score - shift[r])
      }
    }
    return top
  }

  public static func weightedColumnSums(
    of x: View<Double>, columns: Int, weights: View<Double>, to sum: View<Double>
  ) {
    for i in x.indices { sum[i % columns] += weights[i / columns] * x[i] }
  }

  public static func scaleRows(_ x: View<Double>, by weights: View<Double>, into out: View<Double>) {
    for i in x.indices { out[i] = weights[i * weights.count / x.count] * x[i] }
  }

  public static func logSumExp(_ x: View<Double>) -> Double {
    var top = -Double.infinity
    for i in x.indices { top = max(top, x[i]) }
    var sum = 0.0
    for i in x.indices { sum += exp(x[i] - top) }
    return top + log(sum)
  }

  public static func softmaxGradient(_ x: View<Double>, target: Int, factor: Double) -> Double {
    // From the largest on, as in logSumExp: e^x alone would overflow.
    var top = -Double.infinity
    for i in x.indices { top = max(top, x[i]) }
    let below = top - x[target]
    var sum = 0.0
    for i in x.indices {
      x[i] = exp(x[i] - top)
      sum += x[i]
    }
    for i in x.indices { x[i] *= factor / sum }
    x[target] -= factor
    return below + log(sum)
  }
}
