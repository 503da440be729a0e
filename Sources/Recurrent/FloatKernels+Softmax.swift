internal import CKernels

extension Float {
  public static func rowMaxima(_ x: View<Float>, bias: View<Float>?, columns: Int, into maxima: View<Float>) {
    precondition(x.count == maxima.count * columns && bias?.count ?? columns == columns, "the sizes fit")
    unsafe ckernels_row_maxima(maxima.pointer, x.pointer, bias?.pointer, Int64(maxima.count), Int64(columns))
  }

  public static func exponentials(
    _ x: View<Float>, bias: View<Float>?, columns: Int, shift: View<Float>, sums: View<Double>, targets: View<UInt32>,
    firstColumn: Int, targetScores: View<Float>
  ) -> Float {
    unsafe exponentials(
      x, into: x.pointer, bias, columns, shift, sums, targets, firstColumn, targetScores)
  }

  public static func sumExponentials(
    _ x: View<Float>, bias: View<Float>?, columns: Int, shift: View<Float>, sums: View<Double>, targets: View<UInt32>,
    firstColumn: Int, targetScores: View<Float>
  ) -> Float {
    unsafe exponentials(x, into: nil, bias, columns, shift, sums, targets, firstColumn, targetScores)
  }

  @unsafe private static func exponentials(
    _ x: View<Float>, into out: UnsafeMutablePointer<Float>?, _ bias: View<Float>?, _ columns: Int,
    _ shift: View<Float>, _ sums: View<Double>, _ targets: View<UInt32>, _ firstColumn: Int,
    _ targetScores: View<Float>
  ) -> Float {
    let rows = shift.count
    precondition(x.count == rows * columns && bias?.count ?? columns == columns, "the sizes fit")
    precondition(sums.count == rows && targets.count == rows && targetScores.count == rows, "one of each for every row")
    return unsafe ckernels_exponentials(
      out, x.pointer, bias?.pointer, shift.pointer, sums.pointer, targets.pointer, Int64(firstColumn),
      targetScores.pointer, Int64(rows), Int64(columns))
  }

  public static func weightedColumnSums(
    of x: View<Float>, columns: Int, weights: View<Float>, to sum: View<Float>
  ) {
    precondition(x.count == weights.count * columns && sum.count == columns, "the sizes fit")
    unsafe ckernels_weighted_column_sums(
      sum.pointer, x.pointer, weights.pointer, Int64(weights.count), Int64(columns))
  }

  public static func scaleRows(_ x: View<Float>, by weights: View<Float>, into out: View<Float>) {
    if x.count == 0 { return }
    precondition(weights.count > 0 && x.count % weights.count == 0 && out.count == x.count, "the sizes fit")
    unsafe ckernels_scale_rows(
      out.pointer, x.pointer, weights.pointer, Int64(weights.count), Int64(x.count / weights.count))
  }

  public static func logSumExp(_ x: View<Float>) -> Double {
    unsafe ckernels_log_sum_exp(x.pointer, Int64(x.count))
  }

  public static func softmaxGradient(_ x: View<Float>, target: Int, factor: Float) -> Double {
    precondition(target >= 0 && target < x.count, "the target is one of the columns")
    return unsafe ckernels_softmax_gradient(x.pointer, Int64(x.count), Int64(target), factor)
  }
}
