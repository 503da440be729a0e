public import Ledger
internal import Recurrent

/// What is measured on a network while it is trained, beside its curve.
public enum Diagnosis: String, Sendable, CaseIterable {
  /// How far the loss of a step reaches back in time, and how saturated units and gates are.
  case gradients
}

extension DiagnosticRecord {
  init(_ figure: FlowFigure, epoch: Int) {
    self.init(epoch: epoch, layer: figure.layer, name: figure.name, place: figure.place, value: figure.value)
  }
}

/// One figure of a diagnosis as JSON shows it: a row of the view `diagnostics`.
public struct DiagnosedFigure: Encodable, Equatable, Sendable {
  /// From 1; 0 before training.
  public let epoch: Int
  /// From 0, the lowest.
  public let layer: Int
  public let name: String
  /// Steps back from the loss; 0 for what has none.
  public let place: Int
  /// nil for what is no finite number.
  @Nullable public var value: Double?

  public init(_ row: DiagnosticRecord) {
    (epoch, layer, name, place) = (row.epoch, row.layer, row.name, row.place)
    value = row.value.flatMap { $0.isFinite ? $0 : nil }
  }
}

/// What was measured while a network was trained, out of the database.
public struct DiagnosedTraining {
  public var corpus: String?
  /// The network's name.
  public var model: String

  public init(corpus: String?, model: String) {
    self.corpus = corpus
    self.model = model
  }

  /// Of the training that the model came from; where there is none, of the last one of the name: it was stopped, or it
  /// diverged.
  /// - Parameter isUnfinished: whether the last training is wanted although a model of the name stands.
  /// - Returns: rows by epoch, layer, name and place; empty where nothing was measured.
  /// - Throws: where there is no database or no such corpus.
  public func callAsFunction(_ bench: Workbench, isUnfinished: Bool = false) throws -> [DiagnosticRecord] {
    let ledger = try bench.openForReading()
    let corpus = try ledger.corpus(named: corpus)
    let standing = try isUnfinished ? nil : ledger.models(of: corpus).meant(by: model, \.name)?.runID
    let run =
      try standing
      ?? ledger.runs().first {
        $0.command == "train-rnn" && $0.subject == model && $0.corpusID == corpus.id
      }?.id
    return try run.map { try ledger.diagnostics(ofRun: $0) } ?? []
  }
}
