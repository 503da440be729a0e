internal import Ledger
internal import Platform
internal import Recurrent

extension Export {
  /// A network's weights as a safetensors file for PyTorch.
  /// - Throws: where the model is none, and what `write` throws.
  func safetensors(_ bench: Workbench, _ write: ([UInt8]) throws -> Void) throws {
    let (_, corpus, stored) = try StoredModel.open(model, ofCorpus: corpus, bench)
    guard let network = stored.model as? RecurrentModel else {
      throw StoredModelError.notANetwork(model: stored.record.name)
    }
    for note in RecurrentModel.pyTorchNotes(network.shape) { bench.progress(.note(note)) }
    bench.progress(.stage("writing \(stored.record.name)"))
    try network.writePyTorch(version: Workbench.version, hasEOS: corpus.record.hasEOS, write)
  }
}
