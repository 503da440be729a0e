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

  public static func isFinite(_ x: View<Double>) -> Bool {
    x.indices.allSatisfy { x[$0].isFinite }
  }
}
