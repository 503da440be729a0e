internal import Foundation
internal import Ledger

/// `lmctl show`: all that the database knows of a corpus, a model or a checkpoint, except its large values.
public struct ShowOne {
  public var thing: NamedThing

  public init(_ thing: NamedThing) { self.thing = thing }

  public func callAsFunction(_ bench: Workbench) throws -> ShownThing {
    let ledger = try bench.openForReading()
    let thing = try thing.find(in: ledger)
    let corpus = try ledger.corpus(named: thing.corpus)
    switch thing.kind {
    case .corpus: return .corpus(try ShownCorpus(thing, corpus, in: ledger))
    case .model: return .model(try ShownModel(thing, ledger.model(named: thing.name, in: corpus), corpus, in: ledger))
    case .checkpoint:
      guard let checkpoint = try ledger.checkpoint(of: thing.name, in: corpus) else {
        throw LedgerError.gone(path: ledger.path, name: thing.name)
      }
      return .checkpoint(try ShownCheckpoint(thing, checkpoint, corpus, in: ledger))
    }
  }
}

/// What `lmctl show` tells.
public enum ShownThing: Encodable, Equatable, Sendable {
  case corpus(ShownCorpus)
  case model(ShownModel)
  case checkpoint(ShownCheckpoint)

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .corpus(let corpus): try corpus.encode(to: encoder)
    case .model(let model): try model.encode(to: encoder)
    case .checkpoint(let checkpoint): try checkpoint.encode(to: encoder)
    }
  }
}

/// A corpus, its splits and what was made of it.
public struct ShownCorpus: Encodable, Equatable, Sendable {
  public struct Split: Encodable, Equatable, Sendable {
    public let name: String
    public let tokens, segments, scored, oov, characters, bytes: Int
    public let stream: String
  }

  public struct Statistic: Encodable, Equatable, Sendable {
    public let name: String
    @Nullable public var value: Double?
  }

  public let thing: ListedThing
  public let boundary: String
  public let hasEOS: Bool
  public let isReversible: Bool
  /// V.
  public let vocabularySize: Int
  public let types: Int
  public let splits: [Split]
  public let statistics: [Statistic]
  /// Its models and checkpoints.
  public let things: [ListedThing]
  public let settings: JSONValue
  public let sources: JSONValue
  public let versions: JSONValue
  public let run: ShownRun?

  init(_ thing: StoredThing, _ corpus: CorpusRecord, in ledger: Ledger) throws {
    self.thing = ListedThing(thing)
    (boundary, hasEOS, isReversible) = (corpus.boundary, corpus.hasEOS, corpus.isReversible)
    (vocabularySize, types) = (corpus.vocabularySize, corpus.types)
    splits = try ledger.splits(of: corpus).map {
      Split(
        name: $0.name.rawValue, tokens: $0.tokens, segments: $0.segments, scored: $0.scored, oov: $0.oov,
        characters: $0.characters, bytes: $0.bytes, stream: $0.streamSHA256)
    }
    statistics = try ledger.statistics(of: corpus).map { Statistic(name: $0.name, value: $0.value) }
    things = try ledger.inventory().filter {
      $0.corpus.utf8.elementsEqual(thing.corpus.utf8) && $0.kind != .corpus
    }.map(ListedThing.init)
    settings = JSONValue(parsing: corpus.settings)
    sources = JSONValue(parsing: corpus.sources)
    versions = JSONValue(parsing: corpus.versions)
    run = try corpus.runID.flatMap { try ledger.run($0) }.map(ShownRun.init)
  }

  private enum CodingKeys: String, CodingKey {
    case thing, boundary
    case hasEOS = "has_eos"
    case isReversible = "reversible"
    case vocabularySize = "vocabulary_size"
    case types, splits, statistics, things, settings, sources, versions, run
  }
}

/// The run that made something.
public struct ShownRun: Encodable, Equatable, Sendable {
  public let run: String
  public let command: String
  public let status: String
  public let argv: JSONValue
  public let versions: JSONValue
  public let threads: Int
  @Nullable public var seed: Int?
  public let startedAt: String
  @Nullable public var endedAt: String?
  @Nullable public var error: String?

  init(_ run: RunRecord) {
    (self.run, command, status) = (run.id, run.command, run.status.rawValue)
    (argv, versions) = (JSONValue(parsing: run.argv), JSONValue(parsing: run.versions))
    (threads, startedAt) = (run.threads, run.startedAt)
    seed = run.seed
    endedAt = run.endedAt
    error = run.error
  }

  private enum CodingKeys: String, CodingKey {
    case run, command, status, argv, versions, threads, seed
    case startedAt = "started_at"
    case endedAt = "ended_at"
    case error
  }
}
