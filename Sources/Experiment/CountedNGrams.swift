internal import Counts
internal import Evaluation
internal import NGrams

/// The n-grams of a call, counted once for all its models: in memory, or on disk where they do not fit. What is made of
/// them is the same either way.
enum CountedNGrams {
  case inMemory(NGramTrie)
  case onDisk(DiskTrie, order: Int)

  var order: Int {
    switch self {
    case .inMemory(let trie): trie.order
    case .onDisk(_, let order): order
    }
  }

  /// The same without the orders above `order`.
  func cut(to order: Int) -> CountedNGrams {
    switch self {
    case .inMemory(let trie): .inMemory(order == trie.order ? trie : trie.cut(to: order))
    case .onDisk(let trie, _): .onDisk(trie, order: order)
    }
  }

  /// What says of a held-out text what all of them say.
  func shared(with valid: [UInt32]) throws -> NGramTrie {
    switch self {
    case .inMemory(let trie): return trie
    case .onDisk(let trie, let order):
      let (needed, available) = (valid.count, trie.settings.positions)
      guard needed <= available else { throw ExperimentError.heldOutTooLarge(tokens: needed, most: available) }
      return try trie.counts(sharedWith: try trie.ngrams(of: valid[...], after: [], order: order))
    }
  }

  /// What lists the most frequent n-grams as all of them do.
  /// - Parameter limit: of each order; nil for all, which are not to be had from disk.
  func mostFrequent(_ limit: Int?) throws -> NGramTrie {
    switch self {
    case .inMemory(let trie): return trie
    case .onDisk(let trie, let order):
      return try trie.mostFrequent(limit ?? 0, upTo: order)
    }
  }

  // MARK: add-α

  func encode(threads: Int, _ write: (borrowing Span<UInt8>) throws -> Void) throws {
    switch self {
    case .inMemory(let trie): try trie.encode(threads: threads, write)
    case .onDisk(let trie, let order): try trie.encode(order: order, write)
    }
  }

  /// Rows of the highest order, `<bos>` repeated.
  var tableSize: Int {
    get throws {
      switch self {
      case .inMemory(let trie): NGramTable.size(of: trie)
      case .onDisk(let trie, let order): try trie.tableSize(order: order)
      }
    }
  }

  /// What scores a stream from its beginning.
  func addAlpha(_ alpha: Double, _ unseen: Unseen) -> ([UInt32]) throws -> [Double] {
    switch self {
    case .inMemory(let trie): StoredCorpus.scorer(AddAlphaModel(trie, alpha: alpha, unseen: unseen))
    case .onDisk(let trie, let order):
      { try trie.addAlphaScores($0, order: order, alpha: alpha, unseen: unseen) }
    }
  }

  // MARK: back-off

  func estimate(
    _ settings: EstimationSettings, threads: Int
  ) throws -> (model: EstimatedModel, discounts: [OrderDiscounts]) {
    switch self {
    case .inMemory(let trie):
      let (model, discounts) = BackoffEstimator(trie, settings, threads: threads).estimate()
      return (.inMemory(model), discounts)
    case .onDisk(let trie, let order):
      let (model, discounts) = try DiskEstimator(trie, order: order, settings).estimate()
      return (.onDisk(model), discounts)
    }
  }
}

/// A model in back-off form, where its counts are.
enum EstimatedModel {
  case inMemory(BackoffModel)
  case onDisk(DiskBackoffModel)

  var isNormalized: Bool {
    switch self {
    case .inMemory(let model): model.isNormalized
    case .onDisk(let model): model.isNormalized
    }
  }

  var count: Int {
    switch self {
    case .inMemory(let model): model.count
    case .onDisk(let model): model.count
    }
  }

  func encode(threads: Int, _ write: (borrowing Span<UInt8>) throws -> Void) throws {
    switch self {
    case .inMemory(let model): try model.encode(threads: threads, write)
    case .onDisk(let model): try model.encode(write)
    }
  }

  /// What says of some n-grams what the model says.
  func part(sharedWith grams: NGramTrie) throws -> BackoffModel {
    switch self {
    case .inMemory(let model): model
    case .onDisk(let model): try model.part(sharedWith: grams)
    }
  }

  /// What scores a stream from its beginning.
  var scorer: ([UInt32]) throws -> [Double] {
    switch self {
    case .inMemory(let model): StoredCorpus.scorer(model)
    case .onDisk(let model): model.score
    }
  }
}
