import Foundation
import Ledger

@testable import Experiment

/// A ``ScoreFixture`` whose calls are listened to.
final class NGramFixture {
  let fixture: ScoreFixture
  private(set) var notes: [String] = []
  private(set) var warnings: [String] = []

  init(_ fixture: ScoreFixture) { self.fixture = fixture }

  convenience init() throws { self.init(try ScoreFixture(models: [])) }

  var bench: Workbench {
    Workbench(database: fixture.bench.database, threads: 2, arguments: ["test"]) { [unowned self] event in
      switch event {
      case .note(let note): notes.append(note)
      case .warning(let warning): warnings.append(warning)
      default: break
      }
    }
  }

  /// Trains, and gives back what is stored of each model.
  @discardableResult
  func train(
    _ smoothings: [SmoothingName], orders: [Int] = [2], alphas: [Alpha] = [.value(1)], name: String? = nil,
    replaces: Bool = false, _ change: (inout NGramSettings) -> Void = { _ in }
  ) throws -> [ModelRecord] {
    var settings = NGramSettings()
    change(&settings)
    let names = try TrainNGrams(
      corpus: "c", orders: orders, smoothings: smoothings, alphas: alphas, settings: settings, name: name,
      replaces: replaces)(bench)
    let (ledger, corpus) = try stored()
    return try names.map { try ledger.model(named: $0, in: corpus.record) }
  }

  func stored() throws -> (ledger: Ledger, corpus: StoredCorpus) {
    let ledger = try fixture.bench.openForReading()
    return (ledger, try StoredCorpus("c", in: ledger))
  }

  func model(_ record: ModelRecord) throws -> StoredModel {
    let (ledger, corpus) = try stored()
    return try StoredModel(record.name, of: corpus, in: ledger, fixture.bench)
  }

  func settings(_ record: ModelRecord) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(record.settings.utf8)) as? [String: Any] ?? [:]
  }
}
