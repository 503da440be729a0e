/// The arithmetic that a network is made of. Everything else in this room is written once, over any `Scalar`.
///
/// `Double` is plain loops that read like the formulas: the reference that gradients are checked with.
/// `Float` goes through the matrix library and vectorised kernels: what trains.
/// Matrices are row-major without gaps; a view's count is rows × columns.
public protocol Scalar: CellScalar, SoftmaxScalar, DropoutScalar, UpdateScalar, RowScalar {
  /// C (m × n) = op(A) (m × k) · op(B) (k × n), added to C where `adding`.
  static func multiply(
    _ a: View<Self>, _ aForm: MatrixForm, _ b: View<Self>, _ bForm: MatrixForm, into c: View<Self>,
    rows m: Int, columns n: Int, inner k: Int, adding: Bool)
  /// x[r] += bias, for every row r.
  static func addToRows(_ bias: View<Self>, _ x: View<Self>)
  /// sum += Σ_r x[r].
  static func addColumnSums(of x: View<Self>, to sum: View<Self>)
  /// y += factor · x.
  static func add(_ x: View<Self>, scaledBy factor: Self, to y: View<Self>)
  /// Σ x².
  static func sumOfSquares(_ x: View<Self>) -> Double
  /// out (columns × rows) = xᵀ.
  static func transpose(_ x: View<Self>, rows: Int, columns: Int, into out: View<Self>)
  /// Whether no element is NaN or infinite.
  static func isFinite(_ x: View<Self>) -> Bool
}

/// How a factor of a matrix product is stored.
public enum MatrixForm: Hashable, Sendable {
  case asIs
  case transposed
}
