internal import Corpus
internal import Evaluation
internal import Foundation
internal import Ledger
internal import NGrams
internal import Counts
internal import Recurrent
internal import Text
internal import Platform

/// A model read back from the database, of whatever kind, that fits the corpus it was trained on.
///
/// The kind of its artifact says what it is: `ngram-backoff`, `ngram-counts` (with α and the rule for unseen words from its
/// record), `network-weights` (with shape and state rule from its settings), `mixture`, `cache` and `neural-cache` (which name
/// the models that they are made of). The file may come from anywhere: what does not fit together is refused, never believed.
struct StoredModel {
  let record: ModelRecord
  let model: any LanguageModel
  /// Bytes that a state of it takes beside what every model's does: what caches in it look back over.
  let stateBytes: Int

  /// What the database holds of a model, before it is looked into.
  struct Source {
    let record: ModelRecord
    let kind: String
    let bytes: [UInt8]
    /// What a mixture or a cache is made of, in order.
    let parts: [Source]

    /// What is still to be taken when the bytes of a model are read: they themselves, and what is made of them and of all
    /// that are held.
    /// - Parameters:
    ///   - made: bytes of what is made of them.
    ///   - held: the same of all that are held.
    /// - Returns: bytes; nil beyond any memory.
    static func memory(_ bytes: Int, made: Int, holding held: Int) -> Int? {
      let (own, isTooLarge) = max(0, bytes).addingReportingOverflow(made)
      let (sum, isSumTooLarge) = own.addingReportingOverflow(held)
      let (all, isAllTooLarge) = sum.addingReportingOverflow(Workbench.leastMemory)
      return isTooLarge || isSumTooLarge || isAllTooLarge ? nil : all
    }

    /// Bytes of what is made of a model's own: n-grams say how many they are, weights are held twice, with one layout more
    /// of those that lead from state to state.
    private static func made(of artifact: Artifact, in ledger: Ledger) throws -> Int {
      let bytes = max(0, artifact.bytes)
      switch artifact.kind {
      case "ngram-backoff", "ngram-counts":
        return StoredNGrams.memory(head: try ledger.artifactHead(artifact.id), bytes: bytes)
      default: return bytes.multipliedReportingOverflow(by: 2).overflow ? .max : 2 * bytes
      }
    }

    /// - Parameter name: may be nil where the corpus has only one model.
    /// - Throws: where there is no such model, where its bytes are damaged, and where there is no memory for it.
    init(_ name: String?, of corpus: CorpusRecord, in ledger: Ledger, _ bench: Workbench) throws {
      var (count, held) = (0, 0)
      try self.init(name, of: corpus, in: ledger, bench, within: [], count: &count, held: &held)
    }

    private static func record(
      _ name: String?, of corpus: CorpusRecord, in ledger: Ledger, within: [String]
    ) throws -> ModelRecord {
      do {
        return try ledger.model(named: name, in: corpus)
      } catch {
        guard case .noModel = error, let name, let whole = within.last else { throw error }
        throw StoredModelError.partGone(model: whole, part: name)
      }
    }

    /// - Parameters:
    ///   - within: the names of the models that it is a part of, the outermost first.
    ///   - count: how many have been read.
    ///   - held: what is to be made of them, and has not been yet.
    private init(
      _ name: String?, of corpus: CorpusRecord, in ledger: Ledger, _ bench: Workbench, within: [String],
      count: inout Int, held: inout Int
    ) throws {
      record = try Self.record(name, of: corpus, in: ledger, within: within)
      let artifact = try ledger.sizedArtifact(record.artifactID)
      let made = try Self.made(of: artifact, in: ledger)
      try bench.require(Self.memory(artifact.bytes, made: made, holding: held), for: "the model '\(record.name)'")
      held += made
      kind = artifact.kind
      bytes = try ledger.loadArtifact(record.artifactID)
      guard CombinedPart.kinds.contains(kind) else {
        parts = []
        return
      }
      guard let named = CombinedPart.parts(in: bytes) else { throw StoredModelError.badSettings(model: record.name) }
      let path = within + [record.name]
      let components = try ledger.components(of: record)
      parts = try named.enumerated().map { place, part in
        if path.contains(part.model) { throw StoredModelError.circular(model: part.model, within: path) }
        count += 1
        guard path.count <= CombinedPart.deepest, count <= CombinedPart.most else {
          throw StoredModelError.tooManyParts(model: path[0], most: CombinedPart.most, deepest: CombinedPart.deepest)
        }
        let source = try Source(part.model, of: corpus, in: ledger, bench, within: path, count: &count, held: &held)
        guard try ledger.artifact(source.record.artifactID).sha256 == part.sha256 else {
          throw StoredModelError.otherPart(model: path[path.count - 1], part: part.model)
        }
        if Self.kindsToldByRecord.contains(source.kind) {
          guard components.contains(where: { $0.place == place && $0.componentID == source.record.id }) else {
            throw StoredModelError.otherPart(model: path[path.count - 1], part: part.model)
          }
        }
        return source
      }
    }

    /// Kinds whose bytes are not all of the model: α and the rule for unseen words, shape and state rule stand in its
    /// record. A part of them is known by its row, as one made anew may have the same bytes and be another model.
    private static let kindsToldByRecord: Set = ["ngram-counts", "network-weights"]
  }

  /// A corpus and a model of it: the one is read while the other is.
  static func open(
    _ name: String?, ofCorpus corpusName: String?, _ bench: Workbench
  ) throws -> (ledger: Ledger, corpus: StoredCorpus, model: StoredModel) {
    let (ledger, other) = (try bench.openForReading(), try bench.openForReading())
    let record = try ledger.corpus(named: corpusName)
    bench.progress(.stage("loading \(name ?? record.name)"))
    var source: Result<Source, any Error>?
    let corpus = try concurrently {
      try StoredCorpus(record.name, in: ledger)
    } with: {
      source = Result { try Source(name, of: record, in: other, bench) }
    }
    guard let source = try source?.get() else { preconditionFailure("both have been read") }
    return (ledger, corpus, try StoredModel(source, of: corpus, bench))
  }

  /// - Throws: where the bytes are not those of a model of this corpus.
  init(_ source: Source, of corpus: StoredCorpus, _ bench: Workbench) throws {
    let (record, bytes) = (source.record, source.bytes)
    self.record = record
    var stateBytes = 0
    switch source.kind {
    case "ngram-backoff":
      let model = try BackoffModel(decoding: bytes, threads: bench.threads)
      guard model.endOfSegment == corpus.endOfSegment else { throw Self.foreign(record, corpus) }
      self.model = model
    case "ngram-counts":
      let counts = try NGramTrie(decoding: bytes, threads: bench.threads)
      guard counts.endOfSegment == corpus.endOfSegment else { throw Self.foreign(record, corpus) }
      model = try Self.addAlpha(counts, record, corpus)
    case "network-weights": model = try Self.network(bytes, record, corpus, threads: bench.threads)
    case "mixture":
      let parts = try source.parts.map { try StoredModel($0, of: corpus, bench) }
      stateBytes = Self.stateBytes(parts)
      guard let mixture = MixSettings.model(bytes, parts.map { AnyLanguageModel($0.model) }) else {
        throw StoredModelError.badSettings(model: record.name)
      }
      model = mixture
    case "cache":
      let parts = try source.parts.map { try StoredModel($0, of: corpus, bench) }
      guard let cache = CacheSettings.model(bytes, parts.map { AnyLanguageModel($0.model) }) else {
        throw StoredModelError.badSettings(model: record.name)
      }
      // The window, and a count for each type.
      stateBytes = Self.stateBytes(parts, and: [4, cache.cache.window], [4, corpus.record.vocabularySize])
      model = cache
    case NeuralCache.artifactKind:
      let cache = try Self.neuralCache(source, corpus, bench)
      // Keys of H numbers, each with its token.
      stateBytes = Self.stateBytes([], and: [4, cache.settings.window, cache.network.shape.hidden + 1])
      model = cache
    case DynamicEvaluate.kind:
      throw StoredModelError.onlyScores(model: record.name, reason: "it learnt from the text that it was scored on")
    // What stands for the model of imported scores.
    case "log-probabilities":
      throw StoredModelError.onlyScores(model: record.name, reason: "they were imported, and there is no model")
    default:
      throw StoredModelError.unknownKind(
        model: record.name, kind: DisplayText.escaped(Array(source.kind.utf8), limit: 60))
    }
    self.stateBytes = stateBytes
    guard model.vocabularySize == corpus.record.vocabularySize else { throw Self.foreign(record, corpus) }
  }

  /// Of parts and products together; `.max` beyond any memory.
  private static func stateBytes(_ parts: [StoredModel], and products: [Int]...) -> Int {
    let own = products.map { factors in
      factors.reduce(1) { product, factor in
        let (bytes, isTooLarge) = product.multipliedReportingOverflow(by: factor)
        return isTooLarge ? .max : bytes
      }
    }
    return (parts.map(\.stateBytes) + own).reduce(0) { sum, one in
      let (bytes, isTooLarge) = sum.addingReportingOverflow(one)
      return isTooLarge ? .max : bytes
    }
  }

  /// - Parameter name: may be nil where the corpus has only one model.
  init(_ name: String?, of corpus: StoredCorpus, in ledger: Ledger, _ bench: Workbench) throws {
    bench.progress(.stage("loading \(name ?? corpus.record.name)"))
    try self.init(Source(name, of: corpus.record, in: ledger, bench), of: corpus, bench)
  }

  /// The model if it is one in back-off form, or nil.
  var backoff: BackoffModel? { model as? BackoffModel }

  /// The model as ARPA files hold it: add-α too can be said exactly by a uniform lower order.
  /// - Throws: where it cannot be said so.
  func backoffForm() throws -> BackoffModel {
    if let backoff { return backoff }
    guard let addAlpha = model as? AddAlphaModel else {
      throw StoredModelError.noBackoffForm(model: record.name, reason: "it is no n-gram model")
    }
    guard addAlpha.isEven else {
      throw StoredModelError.noBackoffForm(
        model: record.name, reason: "with --unseen leftover what is left at each history is no share of a lower order")
    }
    guard addAlpha.trie.endOfSegment != nil || addAlpha.trie.order == 1 else {
      throw StoredModelError.noBackoffForm(
        model: record.name, reason: "without segments its first positions are counted by other orders")
    }
    return BackoffModel(addAlpha)
  }

  private static func addAlpha(
    _ counts: NGramTrie, _ record: ModelRecord, _ corpus: StoredCorpus
  ) throws -> AddAlphaModel {
    struct Settings: Decodable { let alpha: Double }
    guard let settings = try? JSONDecoder().decode(Settings.self, from: Data(record.settings.utf8)),
      settings.alpha >= 0, settings.alpha.isFinite
    else { throw StoredModelError.badSettings(model: record.name) }
    // Without α nothing is left over for words that training never saw.
    let unseen = record.unseen.flatMap(Unseen.init(rawValue:)) ?? .uniform
    return AddAlphaModel(counts, alpha: settings.alpha, unseen: unseen)
  }

  private static func network(
    _ bytes: [UInt8], _ record: ModelRecord, _ corpus: StoredCorpus, threads: Int
  ) throws -> RecurrentModel {
    struct Settings: Decodable {
      struct Training: Decodable { let clearsAtSegments: Bool }
      let shape: NetworkShape
      let training: Training
    }
    guard let settings = try? JSONDecoder().decode(Settings.self, from: Data(record.settings.utf8)),
      settings.shape.embedding ?? 1 >= 1
    else { throw StoredModelError.badSettings(model: record.name) }
    guard settings.shape.vocabulary == corpus.record.vocabularySize else { throw foreign(record, corpus) }
    return try RecurrentModel.decode(
      bytes, shape: settings.shape, clearsAtSegments: settings.training.clearsAtSegments, hasEOS: corpus.record.hasEOS,
      threads: threads)
  }

  private static func neuralCache(
    _ source: Source, _ corpus: StoredCorpus, _ bench: Workbench
  ) throws -> NeuralCacheModel {
    let name = source.record.name
    guard let settings = NeuralCacheRecord.settings(source.bytes), source.parts.count == 1,
      source.parts[0].kind == "network-weights",
      let network = try StoredModel(source.parts[0], of: corpus, bench).model as? RecurrentModel
    else { throw StoredModelError.badSettings(model: name) }
    let memory = NeuralCacheModel.memory(network.shape, window: settings.window)
    try bench.require(memory, beside: Workbench.leastMemory, for: "the cache of '\(name)'")
    return try NeuralCacheModel(network, settings)
  }

  private static func foreign(_ record: ModelRecord, _ corpus: StoredCorpus) -> StoredModelError {
    .otherVocabulary(model: record.name, corpus: corpus.record.name)
  }
}
