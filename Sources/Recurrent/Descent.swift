internal import Platform

/// One update: the parts' gradients are added up in a fixed order, clipped by their global norm, and taken off.
///
///     g ← g · min(1, clip / (‖g‖ + 10⁻⁶));  w ← w − rate · g
///
/// (Pascanu et al. 2013; the small term as in PyTorch's `clip_grad_norm_`.) Rows of the table that no window touched
/// have no gradient and are passed over.
enum Descent {
  /// - Parameter parts: their gradients are summed into the first one's.
  /// - Returns: the norm before clipping.
  static func step<S: Scalar>(
    _ parameters: View<S>, _ parts: [Lanes<S>], rate: Double, clip: Double?
  ) -> Double {
    let total = parts[0]
    for part in parts.dropFirst() { total.absorbTable(of: part) }
    let (dense, rows) = (total.tensors.dense, total.touched.rows)
    let threads = parts.count
    concurrently(threads) { thread in
      let range = slice(dense, thread, threads)
      for other in parts.dropFirst() { S.add(other.gradients[range], scaledBy: 1, to: total.gradients[range]) }
      var sum = S.sumOfSquares(total.gradients[range])
      for row in rows[part(thread, of: threads, in: rows.count)] {
        sum += S.sumOfSquares(total.gradients[total.tensors.row(row)])
      }
      parts[thread].sumOfSquares = sum
    }
    let norm = parts.map(\.sumOfSquares).reduce(0, +).squareRoot()
    let factor = S(-rate * min(1, clip.map { $0 / (norm + 1e-6) } ?? 1))
    concurrently(threads) { thread in
      let range = slice(dense, thread, threads)
      S.add(total.gradients[range], scaledBy: factor, to: parameters[range])
      for row in rows[part(thread, of: threads, in: rows.count)] {
        let range = total.tensors.row(row)
        S.add(total.gradients[range], scaledBy: factor, to: parameters[range])
      }
    }
    return norm
  }

  private static func slice(_ range: Range<Int>, _ index: Int, _ count: Int) -> Range<Int> {
    let inside = part(index, of: count, in: range.count)
    return range.lowerBound + inside.lowerBound..<range.lowerBound + inside.upperBound
  }
}
