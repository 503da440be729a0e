internal import CKernels
internal import CMatrix

/// What trains: single precision over the matrix library and the vectorised kernels.
///
/// Beside `View`, these wrappers are the room's only files with pointers. Each function checks the sizes that its kernel
/// relies on.
extension Float: Scalar {
  public static func multiply(
    _ a: View<Float>, _ aForm: MatrixForm, _ b: View<Float>, _ bForm: MatrixForm, into c: View<Float>, rows m: Int,
    columns n: Int, inner k: Int, adding: Bool
  ) {
    precondition(a.count == m * k && b.count == k * n && c.count == m * n, "the factors' sizes fit the product")
    unsafe cmatrix_multiply(
      aForm == .transposed, bForm == .transposed, Int64(m), Int64(n), Int64(k), a.pointer,
      Int64(aForm == .transposed ? m : k), b.pointer, Int64(bForm == .transposed ? k : n), adding ? 1 : 0, c.pointer,
      Int64(n))
  }

  public static func addToRows(_ bias: View<Float>, _ x: View<Float>) {
    precondition(bias.count > 0 && x.count % bias.count == 0, "whole rows")
    unsafe ckernels_add_to_rows(x.pointer, bias.pointer, Int64(x.count / bias.count), Int64(bias.count))
  }

  public static func addColumnSums(of x: View<Float>, to sum: View<Float>) {
    precondition(sum.count > 0 && x.count % sum.count == 0, "whole rows")
    unsafe ckernels_add_column_sums(sum.pointer, x.pointer, Int64(x.count / sum.count), Int64(sum.count))
  }

  public static func add(_ x: View<Float>, scaledBy factor: Float, to y: View<Float>) {
    precondition(x.count == y.count, "as many values as sums")
    unsafe ckernels_add_scaled(y.pointer, factor, x.pointer, Int64(x.count))
  }

  public static func sumOfSquares(_ x: View<Float>) -> Double {
    unsafe ckernels_sum_of_squares(x.pointer, Int64(x.count))
  }

  public static func transpose(_ x: View<Float>, rows: Int, columns: Int, into out: View<Float>) {
    precondition(x.count == rows * columns && out.count == x.count, "the sizes fit")
    unsafe ckernels_transpose(out.pointer, x.pointer, Int64(rows), Int64(columns))
  }

  public static func isFinite(_ x: View<Float>) -> Bool {
    unsafe ckernels_is_finite(x.pointer, Int64(x.count))
  }
}
