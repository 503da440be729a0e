/// A row of `checkpoint`: from where the training of a model can go on. There is one for a model's name.
public struct CheckpointRecord: Sendable, Equatable {
  public var corpusID: Int
  /// Of the model that is being trained.
  public var name: String
  /// JSON: what may not change when the training goes on.
  public var settings: String
  public var artifactID: Int
  /// Updates done.
  public var step: Int
  /// Epochs done, with the fraction of the one under way.
  public var epoch: Double
  /// Whether the training reached its end and its model is there.
  public internal(set) var isComplete = false
  /// The run that the curve's rows belong to; nil where its row is gone.
  public var runID: String?
  /// Given by the database: UTC, ISO 8601.
  public internal(set) var createdAt = ""

  public init(
    corpusID: Int, name: String, settings: String, artifactID: Int, step: Int, epoch: Double, runID: String
  ) {
    self.corpusID = corpusID
    self.name = name
    self.settings = settings
    self.artifactID = artifactID
    self.step = step
    self.epoch = epoch
    self.runID = runID
  }

  static let columns = "corpus_id, name, settings, artifact_id, step, epoch, complete, run_id, created_at"

  init(_ row: borrowing PreparedStatement) {
    corpusID = row.integer(0)
    name = row.text(1)
    settings = row.text(2)
    artifactID = row.integer(3)
    step = row.integer(4)
    epoch = row.real(5)
    isComplete = row.integer(6) != 0
    runID = row.optionalText(7)
    createdAt = row.text(8)
  }
}
