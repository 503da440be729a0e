internal import Platform

/// A network from a safetensors file, as lmctl or PyTorch wrote it: `state_dict()` of word_language_model's `RNNModel`.
public struct ImportedNetwork {
  public let shape: NetworkShape
  /// Whether the state is cleared at segments, where the file says it; what PyTorch writes does not.
  public let clearsAtSegments: Bool?
  /// What a user should know, in words.
  public let notes: [String]
  private let parameters: View<Float>

  /// - Parameters:
  ///   - vocabulary: V of the corpus.
  ///   - cell: what the user says it is; nil: as the file says, or else the usual one of so many gates.
  /// - Throws: where the tensors are no network of ours over V types: each is there, has its size and finite numbers, and
  ///   no others are.
  public init(_ file: SafeTensors, vocabulary: Int, cell: CellKind? = nil) throws(ImportedNetworkError) {
    let hints = try ImportedHints(file.metadata, cell: cell)
    let imported = try ImportedShape(file, hints, vocabulary: vocabulary)
    let shape = imported.shape
    do { try shape.check() } catch { throw .badShape(error) }
    guard let count = shape.parameters else { throw .tooLarge }
    var notes: [String] = []
    if hints.cell == nil && shape.cell == .tanh {
      notes.append("taken for tanh units, as one gate a layer may be; give --cell relu or sigmoid where that is wrong")
    }
    let outputs = RecurrentModel.outputs(shape)
    let sources = try Self.sources(of: outputs, table: imported.table, file, shape)
    // Only now, when a tensor of the file stands for each of ours, are the sizes more than something that it says.
    do { parameters = try View(count: count) } catch { throw .outOfMemory(bytes: error.bytes) }
    for (output, entry) in zip(outputs, sources) {
      guard let entry else { continue }
      parameters.fill(output.source, from: file, entry)
      if let element = parameters.firstNotFinite(output.source) {
        throw .notFinite(name: entry.name, element: element)
      }
    }
    if file.entries.contains(where: { $0.type == .float64 }) { notes.append("float64 weights are rounded to float32") }
    self.shape = shape
    self.notes = notes
    clearsAtSegments = hints.clearsAtSegments
  }

  /// In the order of ``NetworkTensors``.
  var weights: [Float] { parameters.array }

  /// - Parameters:
  ///   - hasEOS: whether the corpus has segments that end in `<eos>`.
  ///   - threads: that work on scores; these do not depend on it.
  /// - Throws: ``RecurrentError/outOfMemory(bytes:)``.
  public func model(
    clearsAtSegments: Bool, hasEOS: Bool, threads: Int = 1
  ) throws(RecurrentError) -> RecurrentModel {
    try RecurrentModel(shape, parameters, clearsAtSegments: clearsAtSegments, hasEOS: hasEOS, threads: threads)
  }

  /// The file's tensor for each of ours, nil for a bias that a file may leave out; and nothing else may be there.
  private static func sources(
    of outputs: [SafeTensorsOutput], table: String, _ file: SafeTensors, _ shape: NetworkShape
  ) throws(ImportedNetworkError) -> [SafeTensorsEntry?] {
    var used: Set<String> = []
    var sources: [SafeTensorsEntry?] = []
    for output in outputs {
      let name = output.name == NetworkTensors.encoderName ? table : output.name
      guard let entry = file[name] else {
        // `bias=False`: a bias of zero is none.
        guard output.name.contains("bias") else {
          throw .missing(name: name, advice: "save the network's state_dict() whole")
        }
        sources.append(nil)
        continue
      }
      guard entry.shape == output.shape else {
        throw .wrongShape(name: name, found: entry.shape, expected: SafeTensorsError.shown(output.shape))
      }
      used.insert(name)
      sources.append(entry)
    }
    // What an export adds for PyTorch's modules.
    if shape.isTied { used.formUnion(["encoder.weight", "decoder.weight"]) }
    for name in (0..<shape.layers).map({ "rnn.bias_hh_l\($0)" }) where shape.biases == .one {
      if let entry = file[name], file.values(of: entry).allSatisfy({ $0 == 0 }) { used.insert(name) }
    }
    for entry in file.entries where !used.contains(entry.name) {
      throw .notOurs(name: entry.name, reason: Self.reason(entry.name))
    }
    return sources
  }

  private static func reason(_ name: String) -> String {
    if name.hasSuffix("_reverse") {
      return "a network that reads backwards predicts nothing; train one without bidirectional"
    }
    if name.contains("weight_hr") {
      return "an LSTM with projections is none of its cells; train one without proj_size"
    }
    if name == "decoder.head.bias" { return "its adaptive softmax has no biases; train one with head_bias=False" }
    return "they are named as the README says, layers numbered from 0 on; leave it out of the file"
  }
}
