internal import Foundation
public import Ledger

/// A model: what it is, what it was made of and how, and how well it predicts.
public struct ShownModel: Encodable, Equatable, Sendable {
  public struct Component: Encodable, Equatable, Sendable {
    public let component: String
    public let role: String
    @Nullable public var weight: Double?
    /// Whether the model is still there; a cache never was one.
    public let isThere: Bool

    private enum CodingKeys: String, CodingKey {
      case component, role, weight
      case isThere = "there"
    }
  }

  /// A curve of the training, point by point.
  public struct Curve: Encodable, Equatable, Sendable {
    public let metric: String
    public let steps: [Int]
    public let values: [Double?]
  }

  public let thing: ListedThing
  public let kind: String
  @Nullable public var smoothing: String?
  @Nullable public var order: Int?
  public let context: String
  @Nullable public var unseen: String?
  public let isNormalized: Bool
  /// Nil of imported scores.
  @Nullable public var parameters: Int?
  /// Of the model alone.
  @Nullable public var bytes: Int?
  @Nullable public var seed: Int?
  /// Of training; nil where another program did it.
  @Nullable public var seconds: Double?
  @Nullable public var trained: Int?
  /// N-grams that are stored as rows.
  public let ngrams: Int
  public let scores: [LeaderboardRow]
  public let components: [Component]
  public let curves: [Curve]
  public let hasCheckpoint: Bool
  public let settings: JSONValue
  public let run: ShownRun?

  init(_ thing: StoredThing, _ model: ModelRecord, _ corpus: CorpusRecord, in ledger: Ledger) throws {
    self.thing = ListedThing(thing)
    (kind, context, isNormalized) = (model.kind, model.context.rawValue, model.isNormalized)
    ngrams = try ledger.storedNGrams(of: model)
    scores = try ledger.leaderboard(corpus: corpus.name).filter { $0.model.utf8.elementsEqual(model.name.utf8) }
    components = try ledger.components(of: model).map {
      Component(component: $0.component, role: $0.role, weight: $0.weight, isThere: $0.componentID != nil)
    }
    curves = try Self.curves(of: model, corpus, in: ledger)
    hasCheckpoint = try ledger.checkpoint(of: model.name, in: corpus) != nil
    settings = JSONValue(parsing: model.settings)
    run = try model.runID.flatMap { try ledger.run($0) }.map(ShownRun.init)
    smoothing = model.smoothing
    order = model.order
    unseen = model.unseen
    // Where its bytes are damaged, doctor tells.
    bytes = try? ledger.artifact(model.artifactID).bytes
    seed = model.seed
    trained = model.trained
    parameters = model.kind == "imported" ? nil : model.parameters
    seconds = model.seconds > 0 ? model.seconds : nil
  }

  /// Of the run that made it.
  private static func curves(
    of model: ModelRecord, _ corpus: CorpusRecord, in ledger: Ledger
  ) throws -> [Curve] {
    let rows = try ledger.learningCurve(corpus: corpus.name, model: model.name).filter { $0.run == model.runID }
    return Set(rows.map(\.metric)).sorted().map { metric in
      let points = rows.filter { $0.metric == metric }
      return Curve(metric: metric, steps: points.map(\.step), values: points.map(\.value))
    }
  }

  private enum CodingKeys: String, CodingKey {
    case thing, kind, smoothing, order, context, unseen
    case isNormalized = "normalized"
    case parameters, bytes, seed, seconds, trained, ngrams, scores, components, curves
    case hasCheckpoint = "checkpoint"
    case settings, run
  }
}

/// A checkpoint: how far a training has come.
public struct ShownCheckpoint: Encodable, Equatable, Sendable {
  public let thing: ListedThing
  public let step: Int
  public let epoch: Double
  public let isComplete: Bool
  public let settings: JSONValue
  public let run: ShownRun?

  init(_ thing: StoredThing, _ checkpoint: CheckpointRecord, _ corpus: CorpusRecord, in ledger: Ledger) throws {
    self.thing = ListedThing(thing)
    (step, epoch, isComplete) = (checkpoint.step, checkpoint.epoch, checkpoint.isComplete)
    settings = JSONValue(parsing: checkpoint.settings)
    run = try checkpoint.runID.flatMap { try ledger.run($0) }.map(ShownRun.init)
  }

  private enum CodingKeys: String, CodingKey {
    case thing, step, epoch
    case isComplete = "complete"
    case settings, run
  }
}
