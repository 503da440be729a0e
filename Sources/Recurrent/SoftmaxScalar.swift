/// The softmax over V, of whole rows or panel by panel: R rows × P = `columns` of the V columns, while they are in the
/// cache.
///
/// A panel's scores are x + bias; `shift` (R) is near each row's largest score (see ``rowMaxima``), so that no
/// exponential overflows: they are cut at e^87 in `Float`, and the shift has to be raised where the returned value says
/// so.
public protocol SoftmaxScalar: BinaryFloatingPoint, BitwiseCopyable, Sendable {
  /// maxima (R) = the largest score of every row, NaN passed over.
  static func rowMaxima(_ x: View<Self>, bias: View<Self>?, columns: Int, into maxima: View<Self>)
  /// x (R × P): in, scores without their bias; out, e^(x + bias − shift).
  ///
  /// sums (R) += Σ_p of a row, where NaN shows. `targets` (R): ids over all of V; where a row's target lies in this
  /// panel, whose first column is `firstColumn`, x + bias is put into `targetScores`.
  /// - Returns: the largest x + bias − shift met, NaN passed over.
  static func exponentials(
    _ x: View<Self>, bias: View<Self>?, columns: Int, shift: View<Self>, sums: View<Double>, targets: View<UInt32>,
    firstColumn: Int, targetScores: View<Self>
  ) -> Self
  /// The same, and leaves x as it is.
  static func sumExponentials(
    _ x: View<Self>, bias: View<Self>?, columns: Int, shift: View<Self>, sums: View<Double>, targets: View<UInt32>,
    firstColumn: Int, targetScores: View<Self>
  ) -> Self
  /// sum (P) += Σ_r weights[r] · x[r].
  static func weightedColumnSums(of x: View<Self>, columns: Int, weights: View<Self>, to sum: View<Self>)
  /// out[r] = weights[r] · x[r]; in place where `out` is x.
  static func scaleRows(_ x: View<Self>, by weights: View<Self>, into out: View<Self>)

  /// ln Σ_c exp x[c] of one whole row, in nats.
  static func logSumExp(_ x: View<Self>) -> Double
  /// One whole row: returns −ln softmax(x)[target] in nats and leaves factor · (softmax(x) − onehot(target)) in x.
  static func softmaxGradient(_ x: View<Self>, target: Int, factor: Self) -> Double
}
