@testable import Recurrent

/// What a network makes of its history: the vectors from which it predicts.
extension RecurrentModel {
  /// Hands out, piece by piece and in order, the last layer's output h from which each token of a stream is predicted:
  /// after all tokens before it, and before itself.
  ///
  /// - Parameters:
  ///   - ids: each below V.
  ///   - state: moves behind the last one, as with ``score(_:from:)``.
  ///   - body: gets the places in `ids` of a piece, and its (rows, H), row after row.
  func hiddenStates(
    of ids: [UInt32], from state: inout State, _ body: (_ places: Range<Int>, _ h: [Float]) -> Void
  ) {
    forEachPiece(of: ids, from: &state) { places, h in body(places, h.array) }
  }
}
