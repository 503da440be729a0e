import Corpus
import Foundation
import Ledger
import Recurrent
import Synchronization
import Testing

@testable import Experiment

/// A small corpus in a database of its own, and networks that are trained on it in a moment.
final class TrainingFixture {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  private(set) var notes: [String] = []
  private var updatesDone = 0

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let text = (0..<120).map { "line \($0 % 7) of \($0 % 3) and so on\n" }.joined()
    let file = folder.appendingPathComponent("t.txt")
    try text.write(to: file, atomically: true, encoding: .utf8)
    _ = try Tokenize(sources: [.train: [file.path]], name: "t", settings: CorpusSettings())(bench())
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Whose notes and warnings are kept, and updates counted.
  func bench(threads: Int = 2) -> Workbench {
    Workbench(database: folder.path + "/lm.sqlite", threads: threads, arguments: ["test"]) { [unowned self] event in
      switch event {
      case .note(let text), .warning(let text): notes.append(text)
      case .training: updatesDone += 1
      default: break
      }
    }
  }

  var ledger: Ledger { get throws { try Ledger.open(folder.path + "/lm.sqlite", for: .writing) } }

  func network(_ name: String, epochs: Int = 3) -> TrainNetwork {
    TrainNetwork(
      corpus: "t", plan: NetworkPlan(cell: .lstm, embedding: 6, hidden: 8),
      training: TrainingSettings(
        lanes: 4, steps: 9, epochs: epochs, optimizer: OptimizerSettings(.adam, learningRate: 0.01), clip: 1,
        dropout: Dropout(rate: 0.2), seed: 3), name: name)
  }

  /// Trains until `updates` have been done, or to the end.
  func train(_ recipe: TrainNetwork, updates: Int? = nil, threads: Int = 2) throws -> TrainNetwork.Outcome {
    updatesDone = 0
    return try recipe(bench(threads: threads)) { updates.map { updatesDone >= $0 } ?? false }
  }

  /// The SHA-256 of a model's weights.
  func weights(_ name: String) throws -> String {
    let ledger = try ledger
    return try ledger.artifact(ledger.model(named: name, in: ledger.corpus(named: "t")).artifactID).sha256
  }

  func checkpoint(_ name: String) throws -> CheckpointRecord? {
    let ledger = try ledger
    return try ledger.checkpoint(of: name, in: ledger.corpus(named: "t"))
  }

  func runs(_ name: String) throws -> [RunRecord] { try ledger.runs().filter { $0.subject == name }.reversed() }
}
