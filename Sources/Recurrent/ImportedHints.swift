internal import Foundation

/// What tensors cannot show: which activation, which form of GRU. From options, from what lmctl wrote into the file, or the
/// usual.
struct ImportedHints: Equatable {
  var cell: CellKind?
  var gru: GRUForm = .resetAfter
  /// τ of an `mlp`; nil to work it out from the widths.
  var context: Int?
  /// Whether `bias_hh` of zeros stand for none.
  var hasOneBias = false
  var clearsAtSegments: Bool?

  /// Of all that a shape says, only what the tensors do not: sizes are theirs.
  private struct Shape: Decodable {
    let cell: CellKind
    let gru: GRUForm?
    let context: Int?
    let biases: Biases?
  }

  /// - Throws: ``ImportedNetworkError/badMetadata(key:value:)``. Keys that others write are not looked at.
  init(_ metadata: [String: String], cell: CellKind?) throws(ImportedNetworkError) {
    if let text = metadata["shape"], metadata["lmctl"] != nil {
      guard let shape = try? JSONDecoder().decode(Shape.self, from: Data(text.utf8)) else {
        throw .badMetadata(key: "shape", value: text)
      }
      self.cell = shape.cell
      gru = shape.gru ?? .resetAfter
      context = shape.context
      hasOneBias = shape.biases == .one
      if let state = metadata["state"] {
        guard ["reset", "carry"].contains(state) else { throw .badMetadata(key: "state", value: state) }
        clearsAtSegments = state == "reset"
      }
    }
    if let cell { self.cell = cell }
  }
}
