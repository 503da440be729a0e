/// A product C (m × n) = A · B of inner size k, done `times` times.
package struct MatrixProduct: Hashable, Sendable {
  package var rows: Int
  package var columns: Int
  package var inner: Int
  package var a: MatrixForm
  package var b: MatrixForm
  package var times: Int

  package var flops: Double { 2 * Double(rows) * Double(columns) * Double(inner) * Double(times) }
}

extension NetworkShape {
  /// The matrix products of one update (or of scores alone) that each of `threads` threads does, as whole as they can be:
  /// what they take at the library's speed bounds the speed of training. Of an adaptive softmax the head alone, since
  /// the rest depends on the text.
  package func products(_ window: WindowShape, threads: Int, trains: Bool) -> [MatrixProduct] {
    let lanes = (window.lanes + threads - 1) / threads
    let (rows, width) = (lanes * window.steps, cell.gates * hidden)
    var products: [MatrixProduct] = []
    func add(_ m: Int, _ n: Int, _ k: Int, _ a: MatrixForm, _ b: MatrixForm, times: Int = 1) {
      products.append(MatrixProduct(rows: m, columns: n, inner: k, a: a, b: b, times: times))
    }
    for layer in 0..<layers {
      if let inputs = layer == 0 ? inputWidth : hidden {
        add(rows, width, inputs, .asIs, .transposed)
        if trains {
          add(rows, inputs, width, .asIs, .asIs)
          add(width, inputs, rows, .transposed, .asIs)
        }
      }
      if cell == .mlp { continue }
      add(lanes, width, hidden, .asIs, .asIs, times: window.steps)
      if trains {
        add(lanes, hidden, width, .asIs, .asIs, times: window.steps)
        add(width, hidden, rows, .transposed, .asIs)
      }
    }
    let types = cutoffs.first.map { $0 + cutoffs.count } ?? vocabulary
    let (outputRows, columns) = isWide ? (window.rows, (types + threads - 1) / threads) : (rows, types)
    add(outputRows, columns, hidden, .asIs, .transposed)
    if trains {
      add(outputRows, hidden, columns, .asIs, .asIs)
      add(columns, hidden, outputRows, .transposed, .asIs)
    }
    return products
  }
}
