/// A table of V rows, one a token: reading it is a product with a one-hot vector (CS231n `word_embedding_forward`).
enum Embedding {
  /// out[i] = table[ids[i]].
  /// - Parameters:
  ///   - ids: any number of them, each below V.
  ///   - table: (V, D).
  ///   - out: (count, D).
  static func forward<S: Scalar>(_ ids: [UInt32], table: View<S>, width: Int, into out: View<S>) {
    for i in ids.indices {
      out.row(i, width: width).copy(table.row(Int(ids[i]), width: width))
    }
  }

  /// dTable[ids[i]] += dOut[i]; a token that occurs twice gets both.
  static func backward<S: Scalar>(
    _ ids: [UInt32], dOut: View<S>, width: Int, into dTable: View<S>
  ) {
    for i in ids.indices {
      S.add(dOut.row(i, width: width), scaledBy: 1, to: dTable.row(Int(ids[i]), width: width))
    }
  }
}

/// The rows of the table that got a gradient, in the order in which they were first met: all others are zero, and
/// need no clearing, clipping or updating.
struct TouchedRows {
  private(set) var rows: [UInt32] = []
  private var isTouched: [Bool]

  init(vocabulary: Int) { isTouched = Array(repeating: false, count: vocabulary) }

  mutating func insert(_ ids: [UInt32]) {
    for i in ids.indices where !isTouched[Int(ids[i])] {
      isTouched[Int(ids[i])] = true
      rows.append(ids[i])
    }
  }

  mutating func removeAll() {
    for row in rows { isTouched[Int(row)] = false }
    rows.removeAll(keepingCapacity: true)
  }
}
