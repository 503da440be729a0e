import Foundation
import Testing

/// The README's way to PyTorch and back, command by command.
@Suite(.serialized) struct PyTorchReadmeTests {
  static let hasTorch = (try? Workdir().run("/usr/bin/env", ["python3", "-c", "import torch, numpy"]).status) == 0

  private static func script() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let parts = readme.components(separatedBy: "```python\n")
    return parts.count > 1 ? parts[1].components(separatedBy: "```\n")[0] : ""
  }

  private func perplexity(_ name: String, _ work: Workdir) throws -> Double {
    struct Row: Decodable {
      let model: String
      let perplexity: Double
    }
    let shown = try work.lmctl("compare", "--split", "test", "--json")
    let rows = try JSONSerialization.jsonObject(with: Data(shown.output.utf8))
    func find(_ value: Any) -> Double? {
      if let fields = value as? [String: Any], fields["model"] as? String == name {
        return fields["perplexity"] as? Double
      }
      let parts = (value as? [Any]) ?? (value as? [String: Any]).map { Array($0.values) } ?? []
      return parts.lazy.compactMap(find).first
    }
    return try #require(find(rows), "\(shown.output)\(shown.errors)")
  }

  @Test(
    .enabled(if: hasTorch),
    arguments: [
      ["--cell", "lstm", "--layers", "2", "--embedding", "12"], ["--cell", "gru", "--embedding", "12"],
      ["--cell", "tanh", "--one-hot"], ["--cell", "lstm", "--tied", "--embedding", "16"],
    ])
  func theScriptPrintsTheSamePerplexity(options: [String]) throws {
    let work = try Workdir()
    try work.write(Workdir.story(300), to: "story.txt")
    #expect(try work.lmctl("tokenize", "story.txt", "--corpus", "book").status == 0)
    let training = [
      "train-rnn", "--hidden", "16", "--epochs", "2", "--learning-rate", "0.5", "--name", "net", "--quiet",
    ]
    let trained = try work.run(Workdir.binary, training + options)
    #expect(trained.status == 0, "\(trained.errors)")
    for arguments in [
      ["--model", "net", "--format", "safetensors", "--output", "net.safetensors"],
      ["--format", "ids", "--split", "test", "--output", "test.npy"],
    ] {
      let exported = try work.run(Workdir.binary, ["export", "--corpus", "book"] + arguments)
      #expect(exported.status == 0, "\(exported.errors)")
    }
    try work.write(try Self.script(), to: "perplexity.py")
    let python = try work.run("/usr/bin/env", ["python3", "perplexity.py", "net.safetensors", "test.npy"])
    #expect(python.status == 0, "\(python.errors)")
    let theirs = try #require(Double(python.output.trimmingCharacters(in: .whitespacesAndNewlines)))
    let ours = try perplexity("net", work)
    #expect(abs(theirs - ours) < 1e-4, "\(theirs), \(ours)")
    let back = try work.lmctl("import", "net.safetensors", "--corpus", "book", "--name", "back")
    #expect(back.status == 0, "\(back.errors)")
    #expect(try perplexity("back", work) == ours)
  }

  /// Nothing is done before it is known that it can be.
  @Test func whatIsRefused() throws {
    let work = try Workdir()
    try work.write(Workdir.story(60), to: "story.txt")
    #expect(try work.lmctl("tokenize", "story.txt", "--corpus", "book").status == 0)
    try work.write([2, 0, 0, 0, 0, 0, 0, 0] + Array("{}".utf8), to: "empty")
    let empty = try work.lmctl("import", "empty", "--name", "m")
    #expect(empty.status == 65 && empty.errors.contains("rnn.weight_ih_l0"), "\(empty.errors)")
    try work.write([9, 9], to: "cut.safetensors")
    let cut = try work.lmctl("import", "cut.safetensors", "--name", "m")
    #expect(cut.status == 65 && cut.errors.contains("cut.safetensors: "), "\(cut.errors)")
    #expect(try work.lmctl("import", "empty", "--name", "m", "--unseen", "uniform").status == 64)
    #expect(try work.lmctl("import", "story.txt", "--name", "m", "--cell", "lstm").status == 64)
    #expect(try work.lmctl("import", "none.safetensors", "--name", "m").status == 66)
    #expect(try work.lmctl("ngram", "--order", "1", "--name", "n", "--quiet").status == 0)
    let weightless = try work.lmctl("export", "--model", "n", "--format", "safetensors", "-o", "x")
    #expect(weightless.status == 64 && !work.exists("x"), "\(weightless.errors)")
    if let models = try work.sqlite("SELECT count(*) FROM model") { #expect(models == "1\n") }
  }
}
