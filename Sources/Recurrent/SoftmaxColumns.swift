internal import Platform

/// The weights of a softmax layer, or their gradients.
struct SoftmaxWeights<S: Scalar> {
  /// (V, H).
  let weight: View<S>
  /// (V), or none.
  let bias: View<S>?
}

/// The part of a softmax layer that some columns of V make: scores, their exponentials, and both gradients, for all rows.
///
/// Scores W h + b of a panel of columns are made by one product and turned into e^(score − shift) while they are still
/// in the cache; the gradient with respect to h is taken from them there, before the sum over V is known, because that
/// sum only scales whole rows (compare Milakov & Gimelshein 2018, "Online normalizer calculation for softmax"):
///
///     dh_r = s_r Σ_c e_rc W_c − factor · W_target,   dW_c = Σ_r e_rc s_r h_r − factor · Σ_{r: target = c} h_r
///
/// with s_r = factor / Σ_c e_rc. So the exponentials are written once and read once. The shift is the largest score of
/// the first panel (ids are in order of frequency, so the likeliest types stand there); where a later score exceeds it
/// by too much, all are made again with the rows' true maxima.
final class SoftmaxColumns<S: Scalar> {
  /// Of V.
  let columns: Range<Int>
  private let hidden: Int
  /// (panels, rows, panel's columns), one panel after another; one panel where only scores are wanted.
  private let exponentials: View<S>
  private let keepsAll: Bool
  /// (rows) each: what is taken off the scores, and Σ e^(score − shift).
  let shift: View<S>
  let sums: View<Double>
  /// (rows, H): Σ_c e_c W_c.
  let sumsOfWeights: View<S>
  /// (rows, H): s ⊙ h.
  private let scaled: View<S>
  private let maxima: View<S>

  /// How far a score may exceed its row's shift: the sum of V times e^60 still is a number.
  private static var headroom: S { 60 }

  /// - Parameter trains: false where only scores are wanted: no memory for gradients then.
  /// - Throws: ``OutOfMemory``.
  init(columns: Range<Int>, hidden: Int, rows: Int, trains: Bool) throws(OutOfMemory) {
    self.columns = columns
    self.hidden = hidden
    keepsAll = trains
    exponentials = try View(count: rows * (trains ? columns.count : min(softmaxPanel, columns.count)))
    shift = try View(count: rows)
    maxima = try View(count: rows)
    sums = try View(count: rows)
    sumsOfWeights = try View(count: trains ? rows * hidden : 0)
    scaled = try View(count: trains ? rows * hidden : 0)
  }

  /// Leaves shifts, sums and the score of each target that lies in the columns; and for `backward`, where this trains,
  /// exponentials and Σ e W.
  /// - Parameters:
  ///   - h: (rows, H).
  ///   - targets: (rows) ids, of any column.
  ///   - targetScores: (rows), written where the target lies in these columns.
  func forward(_ h: View<S>, _ weights: SoftmaxWeights<S>, targets: View<UInt32>, targetScores: View<S>) {
    let rows = targets.count
    guard let first = panels.first else { return clear(rows) }
    let shift = shift[0..<rows]
    scores(h, weights, first, into: room(first, rows))
    S.rowMaxima(room(first, rows), bias: weights.bias?[first], columns: first.count, into: shift)
    if sumUp(h, weights, targets, targetScores, firstIsMade: true) { return }
    for panel in panels {
      scores(h, weights, panel, into: room(panel, rows))
      S.rowMaxima(room(panel, rows), bias: weights.bias?[panel], columns: panel.count, into: maxima[0..<rows])
      for row in 0..<rows { shift[row] = max(shift[row], maxima[row]) }
    }
    _ = sumUp(h, weights, targets, targetScores, firstIsMade: false)
  }

  /// - Parameter firstIsMade: whether the first panel's scores are there already.
  /// - Returns: whether no score was too far above its row's shift.
  private func sumUp(
    _ h: View<S>, _ weights: SoftmaxWeights<S>, _ targets: View<UInt32>, _ targetScores: View<S>, firstIsMade: Bool
  ) -> Bool {
    let rows = targets.count
    let (shift, sums) = (shift[0..<rows], sums[0..<rows])
    sums.fill(0)
    for (index, panel) in panels.enumerated() {
      let e = room(panel, rows)
      if index > 0 || !firstIsMade { scores(h, weights, panel, into: e) }
      let largest =
        keepsAll
        ? S.exponentials(
          e, bias: weights.bias?[panel], columns: panel.count, shift: shift, sums: sums, targets: targets,
          firstColumn: panel.lowerBound, targetScores: targetScores)
        : S.sumExponentials(
          e, bias: weights.bias?[panel], columns: panel.count, shift: shift, sums: sums, targets: targets,
          firstColumn: panel.lowerBound, targetScores: targetScores)
      if largest > Self.headroom && firstIsMade { return false }
      if keepsAll {
        S.multiply(
          e, .asIs, weights.weight[wide(panel)], .asIs, into: sumsOfWeights[0..<rows * hidden], rows: rows,
          columns: hidden, inner: panel.count, adding: index > 0)
      }
    }
    return true
  }

  /// dW and db of these columns, once the rows' scales are known.
  /// - Parameters:
  ///   - scales: (rows): s; 0 for a row that counts for nothing.
  ///   - factor: what the loss is multiplied with.
  ///   - gradients: of all V types; these columns' are written, or added to where `adding`.
  func backward(
    _ h: View<S>, targets: View<UInt32>, scales: View<S>, factor: S, gradients: SoftmaxWeights<S>, adding: Bool
  ) {
    let rows = targets.count
    let scaled = scaled[0..<rows * hidden]
    S.scaleRows(h, by: scales, into: scaled)
    if !adding { gradients.bias?[columns].fill(0) }
    for panel in panels {
      let e = room(panel, rows)
      S.multiply(
        e, .transposed, scaled, .asIs, into: gradients.weight[wide(panel)], rows: panel.count, columns: hidden,
        inner: rows, adding: adding)
      if let dBias = gradients.bias {
        S.weightedColumnSums(of: e, columns: panel.count, weights: scales, to: dBias[panel])
      }
    }
    S.scatterRows(
      h, to: targets, scaledBy: -factor, width: hidden, first: columns.lowerBound,
      into: gradients.weight[wide(columns)])
    guard let dBias = gradients.bias else { return }
    for row in 0..<rows where columns.contains(Int(targets[row])) { dBias[Int(targets[row])] -= factor }
  }

  /// Scores without bias: (rows, panel's columns).
  private func scores(_ h: View<S>, _ weights: SoftmaxWeights<S>, _ panel: Range<Int>, into out: View<S>) {
    Affine.forward(h, weight: weights.weight[wide(panel)], bias: nil, rows: h.count / hidden, into: out)
  }

  /// Nothing of no columns.
  private func clear(_ rows: Int) {
    shift[0..<rows].fill(-.infinity)
    sums[0..<rows].fill(0)
    if keepsAll { sumsOfWeights[0..<rows * hidden].fill(0) }
  }

  private var panels: [Range<Int>] {
    stride(from: columns.lowerBound, to: columns.upperBound, by: softmaxPanel).map {
      $0..<min($0 + softmaxPanel, columns.upperBound)
    }
  }

  /// Where a panel's scores and exponentials lie.
  private func room(_ panel: Range<Int>, _ rows: Int) -> View<S> {
    let first = keepsAll ? rows * (panel.lowerBound - columns.lowerBound) : 0
    return exponentials[first..<first + rows * panel.count]
  }

  /// Rows of H in (V, H).
  private func wide(_ columns: Range<Int>) -> Range<Int> {
    columns.lowerBound * hidden..<columns.upperBound * hidden
  }
}

/// Columns of V that are worked on at a time: their scores, for some hundred rows, and weights stay near the core.
private let softmaxPanel = 256
