internal import Recurrent

/// Safetensors files: taken for networks of a corpus, as each kind of cell that a user may name, used and written again.
enum FuzzedSafeTensors: FuzzedReader {
  static func run(_ bytes: [UInt8]) throws(BrokenPromise) -> Bool {
    guard let file = try? SafeTensors(bytes) else { return false }
    for entry in file.entries {
      try BrokenPromise.unless(file.values(of: entry).count == entry.count, "a number for each element")
    }
    let cells: [CellKind?] = [nil] + CellKind.allCases
    var found = try network(file, cells[bytes.count % cells.count])
    if found == nil { found = try network(file, nil) }
    guard let network = found else { return false }
    try FuzzedWeights.use(network.model, network.shape)
    return true
  }

  private static func network(
    _ file: SafeTensors, _ cell: CellKind?
  ) throws(BrokenPromise) -> (shape: NetworkShape, model: RecurrentModel)? {
    let vocabulary = SmallNetworks.vocabularySize
    guard let imported = try? ImportedNetwork(file, vocabulary: vocabulary, cell: cell) else { return nil }
    let model = try BrokenPromise.on("a network that was read is a model") {
      try imported.model(clearsAtSegments: imported.clearsAtSegments ?? false, hasEOS: true)
    }
    return (imported.shape, model)
  }

  static var seeds: [(name: String, bytes: [UInt8])] {
    get throws {
      try SmallNetworks.shapes.map { name, shape in
        var bytes: [UInt8] = []
        try SmallNetworks.network(shape).writePyTorch(version: "0", hasEOS: true) { bytes += $0 }
        return (name, bytes)
      }
    }
  }
}
