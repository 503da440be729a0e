internal import Foundation

/// The reference: each operation as its formula says, in double precision.
extension Double: Scalar {
  public static func multiply(
    _ a: View<Double>, _ aForm: MatrixForm, _ b: View<Double>, _ bForm: MatrixForm, into c: View<Double>,
    rows m: Int, columns n: Int, inner k: Int, adding: Bool
  ) {
    for i in 0..<m {
      for j in 0..<n {
        var sum = adding ? c[i * n + j] : 0
        for p in 0..<k {
          sum += a[aForm == .asIs ? i * k + p : p * m + i] * b[bForm == .asIs ? p * n + j : j * k + p]
        }
        c[i * n + j] = sum
      }
    }
  }

  public static func addToRows(_ bias: View<Double>, _ x: View<Double>) {
    for i in x.indices { x[i] += bias[i % bias.count] }
  }

  public static func addColumnSums(of x: View<Double>, to sum: View<Double>) {
    for i in x.indices { sum[i % sum.count] += x[i] }
  }

  public static func tanh(_ x: View<Double>, into out: View<Double>) {
    for i in x.indices { out[i] = Foundation.tanh(x[i]) }
  }

  public static func tanhGradient(
    _ dh: View<Double>, carried: View<Double>, value h: View<Double>, into dz: View<Double>
  ) {
    for i in h.indices { dz[i] = (dh[i] + carried[i]) * (1 - h[i] * h[i]) }
  }

  public static func add(_ x: View<Double>, scaledBy factor: Double, to y: View<Double>) {
    for i in x.indices { y[i] += factor * x[i] }
  }

  public static func sumOfSquares(_ x: View<Double>) -> Double {
    var sum = 0.0
    for i in x.indices { sum += x[i] * x[i] }
    return sum
  }

  public static func transpose(_ x: View<Double>, rows: Int, columns: Int, into out: View<Double>) {
    for r in 0..<rows {
      for c in 0..<columns { out[c * rows + r] = x[r * columns + c] }
    }
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
