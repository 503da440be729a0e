import Evaluation
import Foundation
import Testing

@testable import Recurrent

@Suite(.serialized) struct PyTorchScriptTests {
  /// The README promises as much.
  @Test func theScriptIsShort() throws {
    let lines = try PyTorchScript.text().split(separator: "\n")
    #expect(lines.count > 5 && lines.count <= 15)
  }

  static let shapes = [
    NetworkShape(vocabulary: 23, embedding: 6, hidden: 9, layers: 2, cell: .lstm),
    NetworkShape(vocabulary: 23, embedding: 6, hidden: 9, layers: 2, cell: .gru),
    NetworkShape(vocabulary: 23, embedding: 6, hidden: 9, layers: 2, cell: .tanh),
    NetworkShape(vocabulary: 23, embedding: 6, hidden: 9, cell: .relu),
    NetworkShape(vocabulary: 23, embedding: 9, hidden: 9, layers: 2, cell: .lstm, isTied: true),
    NetworkShape(vocabulary: 23, embedding: 9, hidden: 9, cell: .tanh, biases: .one, isTied: true),
    NetworkShape(vocabulary: 23, embedding: nil, hidden: 9, layers: 2, cell: .gru, biases: .one),
  ]

  private func model(_ shape: NetworkShape, hasEOS: Bool) throws -> RecurrentModel {
    // Units without a bound grow over all bounds from larger ones.
    let bound = shape.cell == .relu ? 0.3 : 0.9
    let weights = numbers(NetworkTensors(shape).count, within: bound, seed: 8).map { Float($0) }
    return try RecurrentModel(shape, view(weights), clearsAtSegments: false, hasEOS: hasEOS)
  }

  private func perplexity(_ model: RecurrentModel, _ ids: [UInt32]) -> Double {
    var state = model.start()
    return exp(-model.score(ids, from: &state).reduce(0, +) / Double(ids.count))
  }

  /// PyTorch's own layers, in double precision, on exported weights: the same perplexity to 1e-4. Were gates or
  /// layers in another order, it would be another one.
  @Test(.enabled(if: PyTorchScript.isThere), arguments: shapes) func samePerplexity(shape: NetworkShape) throws {
    let script = try PyTorchScript()
    defer { script.remove() }
    let ids = randomIDs(600, below: 23, seed: 5)
    let model = try model(shape, hasEOS: shape.layers == 2)
    var bytes: [UInt8] = []
    model.writePyTorch(version: "1", hasEOS: shape.layers == 2) { bytes += $0 }
    try script.write(bytes, to: "model.safetensors")
    try script.write(PyTorchScript.array(ids), to: "ids.npy")
    let result = try script.python(
      try PyTorchScript.text(), [script.path("model.safetensors"), script.path("ids.npy")])
    #expect(result.status == 0, "\(result.errors)")
    let theirs = try #require(Double(result.output.trimmingCharacters(in: .whitespacesAndNewlines)))
    let ours = perplexity(model, ids)
    #expect(abs(theirs - ours) < 1e-4 && ours > 23.1, "\(theirs), \(ours)")
  }

  /// `AdaptiveLogSoftmaxWithLoss` takes the decoder's tensors, and gives each word what ours gives it.
  @Test(.enabled(if: PyTorchScript.isThere)) func adaptiveSoftmax() throws {
    let script = try PyTorchScript()
    defer { script.remove() }
    let shape = NetworkShape(vocabulary: 23, embedding: 6, hidden: 16, cell: .lstm, cutoffs: [5, 11])
    let ids = randomIDs(300, below: 23, seed: 6)
    let model = try model(shape, hasEOS: true)
    var bytes: [UInt8] = []
    model.writePyTorch(version: "1", hasEOS: true) { bytes += $0 }
    try script.write(bytes, to: "model.safetensors")
    try script.write(PyTorchScript.array(ids), to: "ids.npy")
    var lines = try PyTorchScript.text().replacing(#"len(w["decoder.bias"])"#, with: "23").split(separator: "\n")
    lines.removeLast()
    lines += [
      "out = torch.nn.AdaptiveLogSoftmaxWithLoss(16, 23, [5, 11], div_value=4)",
      "out.load_state_dict({n[8:]: t for n, t in w.items() if n.startswith('decoder.')})",
      "print(math.exp(out(rnn(x)[0], ids).loss.item()))",
    ]
    let result = try script.python(
      lines.joined(separator: "\n"), [script.path("model.safetensors"), script.path("ids.npy")])
    #expect(result.status == 0, "\(result.errors)")
    let theirs = try #require(Double(result.output.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(abs(theirs - perplexity(model, ids)) < 1e-4, "\(theirs), \(perplexity(model, ids))")
  }

  /// word_language_model's `RNNModel` by Hugging Face's `save_file`, or `save_model` where weights are tied.
  private static let wordLanguageModel = """
    import math, sys, numpy, torch
    from safetensors.torch import save_file, save_model
    from torch import nn
    class RNNModel(nn.Module):
        def __init__(self, kind, V, D, H, layers, tie):
            super().__init__()
            self.encoder = nn.Embedding(V, D)
            if kind in ("LSTM", "GRU"):
                self.rnn = getattr(nn, kind)(D, H, layers)
            else:
                self.rnn = nn.RNN(D, H, layers, nonlinearity={"RNN_TANH": "tanh", "RNN_RELU": "relu"}[kind])
            self.decoder = nn.Linear(H, V)
            if tie:
                self.decoder.weight = self.encoder.weight
        def forward(self, ids):
            return self.decoder(self.rnn(self.encoder(ids))[0])
    folder, kind, dtype, tie = sys.argv[1], sys.argv[2], getattr(torch, sys.argv[3]), sys.argv[4] == "true"
    torch.manual_seed(3)
    model = RNNModel(kind, 23, 8 if tie else 5, 8, 2, tie).to(dtype)
    if tie:
        save_model(model, folder + "/model.safetensors")
    else:
        save_file(model.state_dict(), folder + "/model.safetensors")
    ids = torch.tensor(numpy.load(folder + "/ids.npy").astype("int64"))
    read = torch.cat([torch.tensor([1]), ids[:-1]])
    logits = model.double()(read)
    print(math.exp(nn.functional.cross_entropy(logits, ids).item()))
    """

  @Test(
    .enabled(if: PyTorchScript.hasSafeTensors),
    arguments: [
      ("LSTM", "float32", false, CellKind?.none), ("LSTM", "float16", false, nil), ("GRU", "bfloat16", false, nil),
      ("GRU", "float64", true, nil), ("RNN_TANH", "float32", true, nil), ("RNN_RELU", "float32", false, .relu),
    ])
  func whatPyTorchWritesIsRead(kind: String, type: String, isTied: Bool, cell: CellKind?) throws {
    let script = try PyTorchScript()
    defer { script.remove() }
    let ids = randomIDs(400, below: 23, seed: 7)
    try script.write(PyTorchScript.array(ids), to: "ids.npy")
    let result = try script.python(Self.wordLanguageModel, [script.folder.path, kind, type, "\(isTied)"])
    #expect(result.status == 0, "\(result.errors)")
    let theirs = try #require(Double(result.output.trimmingCharacters(in: .whitespacesAndNewlines)))
    let file = try SafeTensors(Array(Data(contentsOf: script.folder.appendingPathComponent("model.safetensors"))))
    let network = try ImportedNetwork(file, vocabulary: 23, cell: cell)
    #expect(network.shape.isTied == isTied && network.shape.layers == 2 && network.shape.biases == .two)
    let ours = perplexity(try network.model(clearsAtSegments: false, hasEOS: true), ids)
    #expect(abs(theirs - ours) < 1e-4, "\(theirs), \(ours)")
  }

  /// Hugging Face's reader takes what we write, and sees the same numbers.
  @Test(.enabled(if: PyTorchScript.hasSafeTensors)) func othersReadOurs() throws {
    let script = try PyTorchScript()
    defer { script.remove() }
    let model = try model(Self.shapes[0], hasEOS: true)
    var bytes: [UInt8] = []
    model.writePyTorch(version: "1", hasEOS: true) { bytes += $0 }
    try script.write(bytes, to: "exported.safetensors")
    try script.write(model.encode(), to: "stored.safetensors")
    for name in ["exported", "stored"] {
      let program = """
        import sys
        from safetensors import safe_open
        f = safe_open(sys.argv[1], "pt")
        print(f.metadata()["cell"], sum(f.get_tensor(k).double().sum().item() for k in f.keys()))
        """
      let result = try script.python(program, [script.path("\(name).safetensors")])
      #expect(result.status == 0, "\(result.errors)")
      let words = result.output.split(whereSeparator: \.isWhitespace)
      let sum = model.parameters.array.reduce(0) { $0 + Double($1) }
      #expect(words.first == "lstm" && abs((Double(words.last ?? "") ?? .nan) - sum) < 1e-6, "\(result.output)")
    }
  }
}
