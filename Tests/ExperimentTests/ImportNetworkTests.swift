import Foundation
import Ledger
import Platform
import Recurrent
import Testing

@testable import Experiment

@Suite struct ImportNetworkTests {
  private func exported(_ name: String, _ fixture: ScoreFixture) throws -> String {
    let path = fixture.path("\(name).safetensors")
    var bytes: [UInt8] = []
    try Export(corpus: "c", format: .safetensors, model: name)(fixture.bench) { bytes += $0 }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// What was exported comes back with the same scores, to the bit, and is used as any model of ours.
  @Test(arguments: ["carry", "reset"]) func ownNetworksComeBack(name: String) throws {
    let fixture = try ScoreFixture(models: [], network: true)
    try ImportNetwork(file: try exported(name, fixture), corpus: "c", name: "back")(fixture.bench)
    let ledger = try fixture.bench.openForReading()
    let corpus = try ledger.corpus(named: "c")
    let (own, back) = (try ledger.model(named: name, in: corpus), try ledger.model(named: "back", in: corpus))
    #expect(back.kind == "rnn" && back.context == own.context && back.parameters == own.parameters && back.isNormalized)
    #expect(back.context == (name == "reset" ? .segment : .stream))
    for (one, two) in zip(try ledger.scores(of: own), try ledger.scores(of: back)) {
      #expect(one.split == two.split && one.nats == two.nats && one.streamSHA256 == two.streamSHA256)
      let (theirs, ours) = (
        try ledger.loadArtifact(one.artifactID, as: Double.self),
        try ledger.loadArtifact(two.artifactID, as: Double.self)
      )
      #expect(theirs == ours && !ours.isEmpty)
    }
    #expect(try ledger.scores(of: back).count == 2)
    for part in [#""imported":true"#, #""hidden":8"#, #""sha256":""#] { #expect(back.settings.contains(part)) }
    let stored = try StoredModel("back", of: StoredCorpus("c", in: ledger), in: ledger, fixture.bench)
    #expect((stored.model as? RecurrentModel)?.clearsAtSegments == (name == "reset"))
    var text: [UInt8] = []
    try Generate(corpus: "c", model: "back", tokens: 5, seed: 1)(fixture.bench) {
      text += $0
      return true
    }
    #expect(!text.isEmpty)
  }

  /// The option stands above what the file says.
  @Test func theStatesRuleCanBeGiven() throws {
    let fixture = try ScoreFixture(models: [], network: true)
    let path = try exported("reset", fixture)
    try ImportNetwork(file: path, corpus: "c", name: "back", clearsAtSegments: false)(fixture.bench)
    let ledger = try fixture.bench.openForReading()
    #expect(try ledger.model(named: "back", in: ledger.corpus(named: "c")).context == .stream)
  }

  @Test func aNameIsTakenOnce() throws {
    let fixture = try ScoreFixture(models: [], network: true)
    let path = try exported("carry", fixture)
    #expect(throws: LedgerError.self) { try ImportNetwork(file: path, corpus: "c", name: "carry")(fixture.bench) }
    try ImportNetwork(file: path, corpus: "c", name: "carry", replaces: true)(fixture.bench)
  }

  /// A refused file leaves no model and no run; the error names the file.
  @Test func whatIsRefused() throws {
    let fixture = try ScoreFixture(models: [], network: true)
    let path = try exported("carry", fixture)
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let before = try fixture.bench.openForReading().runs().count
    func refused(_ bytes: [UInt8], _ code: ExitCode = .data, _ change: (inout ImportNetwork) -> Void = { _ in }) throws
    {
      let bad = fixture.path("b\u{1B}ad")
      try Data(bytes).write(to: URL(fileURLWithPath: bad))
      do {
        var recipe = ImportNetwork(file: bad, corpus: "c", name: "m")
        change(&recipe)
        try recipe(fixture.bench)
        Issue.record("taken")
      } catch let error as ImportNetworkError {
        #expect(error.exitCode == code && "\(error)".contains("b\\u{1B}ad: ") && !"\(error)".contains("\u{1B}"))
      }
    }
    try refused([])
    try refused(Array(bytes.dropLast()))
    try refused([UInt8](repeating: 255, count: 100))
    try refused(Array("\\data\\\nngram 1=3\n".utf8))
    try refused(bytes, .usage) { $0.cell = .lstm }
    // One number that is none.
    try refused(Array(bytes.dropLast(4)) + [0, 0, 0xC0, 0x7F])
    let folder = fixture.folder.path
    #expect(throws: (any Error).self) { try ImportNetwork(file: folder, corpus: "c", name: "m")(fixture.bench) }
    #expect(throws: (any Error).self) {
      try ImportNetwork(file: folder + "/none", corpus: "c", name: "m")(fixture.bench)
    }
    let ledger = try fixture.bench.openForReading()
    #expect(throws: LedgerError.self) { try ledger.model(named: "m", in: ledger.corpus(named: "c")) }
    #expect(try ledger.runs().count == before)
  }

  @Test func otherVocabulariesAreRefused() throws {
    let fixture = try ScoreFixture(models: [], network: true)
    let path = try exported("carry", fixture)
    let other = try ImportFixture()
    do {
      try ImportNetwork(file: path, corpus: "t", name: "m")(other.bench)
      Issue.record("taken")
    } catch let error as ImportNetworkError {
      #expect("\(error)".contains("the corpus has 5") && "\(error)".contains("--vocabulary-from"), "\(error)")
    }
  }
}
