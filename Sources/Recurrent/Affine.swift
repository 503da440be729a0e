/// y = x Wᵀ + b for any number of rows; W is (outputs, inputs) as PyTorch stores it.
enum Affine {
  /// - Parameters:
  ///   - x: (rows, inputs).
  ///   - bias: (outputs), or nil for none.
  ///   - y: (rows, outputs).
  static func forward<S: Scalar>(
    _ x: View<S>, weight: View<S>, bias: View<S>?, rows: Int, into y: View<S>
  ) {
    let (outputs, inputs) = (y.count / rows, x.count / rows)
    S.multiply(x, .asIs, weight, .transposed, into: y, rows: rows, columns: outputs, inner: inputs, adding: false)
    if let bias { S.addToRows(bias, y) }
  }

  /// dx = dy W.
  static func dInput<S: Scalar>(_ dy: View<S>, weight: View<S>, rows: Int, into dx: View<S>) {
    let (outputs, inputs) = (dy.count / rows, dx.count / rows)
    S.multiply(dy, .asIs, weight, .asIs, into: dx, rows: rows, columns: inputs, inner: outputs, adding: false)
  }

  /// dW += dyᵀ x.
  static func addDWeight<S: Scalar>(_ dy: View<S>, x: View<S>, rows: Int, to dWeight: View<S>) {
    let (outputs, inputs) = (dy.count / rows, x.count / rows)
    S.multiply(dy, .transposed, x, .asIs, into: dWeight, rows: outputs, columns: inputs, inner: rows, adding: true)
  }
}
