/// A table of V rows, one a token: reading it is a product with a one-hot vector (CS231n `word_embedding_forward`).
enum Embedding {
  /// out[i] = table[ids[i]].
  /// - Parameters:
  ///   - ids: any number of them, each below V.
  ///   - table: (V, D).
  ///   - out: (count, D).
  static func forward<S: Scalar>(_ ids: View<UInt32>, table: View<S>, width: Int, into out: View<S>) {
    S.gatherRows(ids, of: table, width: width, into: out)
  }

  /// dTable[ids[i]] += dOut[i]; a token that occurs twice gets both.
  static func backward<S: Scalar>(_ ids: View<UInt32>, dOut: View<S>, width: Int, into dTable: View<S>) {
    S.scatterRows(dOut, to: ids, scaledBy: 1, width: width, first: 0, into: dTable)
  }
}

/// The rows of the table that got a gradient, in the order in which they were first met: all others are zero, and
/// need no clearing, clipping or updating.
struct TouchedRows {
  private(set) var rows: [UInt32] = []
  private var isTouched: [Bool]

  init(vocabulary: Int) { isTouched = Array(repeating: false, count: vocabulary) }

  mutating func insert(_ ids: View<UInt32>) {
    for i in ids.indices { insert(ids[i]) }
  }

  mutating func insert(_ ids: [UInt32]) {
    for id in ids { insert(id) }
  }

  private mutating func insert(_ id: UInt32) {
    if isTouched[Int(id)] { return }
    isTouched[Int(id)] = true
    rows.append(id)
  }

  mutating func removeAll() {
    for row in rows { isTouched[Int(row)] = false }
    rows.removeAll(keepingCapacity: true)
  }
}
