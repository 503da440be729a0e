internal import Counts
internal import Evaluation
internal import Ledger
internal import Platform

/// Counts what models of a call are made of, in as much memory as it may take.
struct TrainingCounter {
  let order: Int
  /// Whether models in back-off form are made of the counts, which take memory of their own.
  let estimates: Bool
  let settings: NGramSettings
  /// Bytes that may be taken; nil for what the machine has.
  let memory: Int?
  /// Where temporary files lie; nil for the folder of the database.
  let temporary: String?
  let bench: Workbench

  /// Left to the rest of the process where the machine says how much there is.
  private static let margin = 128 << 20

  /// Bytes that may be taken.
  private var most: Int { min(memory ?? .max, Memory.available.map { max(0, $0 - Self.margin) } ?? .max) }

  /// Whether the n-grams of so many positions fit into memory, even if each is another.
  func fits(_ corpus: CorpusRecord, _ positions: Int) -> Bool {
    // The database may say anything: what follows must not overflow.
    guard positions <= TrieCounter.mostIDs, corpus.vocabularySize < 1 << 40 else { return false }
    let counter = TrieCounter(
      order: order, vocabularySize: max(1, corpus.vocabularySize),
      endOfSegment: corpus.hasEOS ? SpecialID.endOfSegment : nil, threads: bench.threads)
    let model = estimates ? positions * 40 * (order - 1) : 0
    return 4 * positions + counter.memory(positions: positions) + model <= most
  }

  /// - Parameter train: the stream, where it fits.
  func callAsFunction(_ corpus: StoredCorpus, _ train: [UInt32]?) throws -> CountedNGrams {
    bench.progress(.stage("counting n-grams up to order \(order) of \(corpus.record.name)"))
    guard let train else { return .onDisk(try onDisk(corpus), order: order) }
    let counter = TrieCounter(
      order: order, vocabularySize: corpus.record.vocabularySize, endOfSegment: corpus.endOfSegment,
      threads: bench.threads)
    return .inMemory(try counter.count(train))
  }

  private func onDisk(_ corpus: StoredCorpus) throws -> DiskTrie {
    if settings.entropyThreshold != nil {
      throw ExperimentError.notInBoundedMemory(option: "--prune-entropy", instead: "--prune")
    }
    if settings.checks > 0 { throw ExperimentError.notInBoundedMemory(option: "--check", instead: "--check 0") }
    if settings.rows == nil { throw ExperimentError.notInBoundedMemory(option: "--rows all", instead: "--rows 1000") }
    let most = most
    // The streams that models are scored on, and their scores.
    let scored = corpus.splits.filter { $0.name != .train }.map { max(0, min($0.scored, 1 << 40)) }
    let streams = 4 * scored.reduce(0, +) + 16 * (scored.max() ?? 0)
    let size = corpus.record.vocabularySize
    let folder = temporary ?? Self.folder(of: bench.database)
    guard
      let settings = DiskSettings(
        memory: most - streams, order: order, vocabularySize: size, threads: bench.threads, folder: folder)
    else {
      let least = DiskSettings.leastMemory(order: order, vocabularySize: size, threads: bench.threads)
      let what = "counting n-grams up to order \(order) on disk"
      guard let memory, memory <= most else {
        // It is not --memory that leaves too little.
        throw ExperimentError.needsMemory(
          what: what, bytes: least + streams + Self.margin, available: most + Self.margin)
      }
      throw ExperimentError.memoryLimit(what: what, bytes: least + streams, limit: max(0, most))
    }
    let counter = DiskCounter(
      order: order, vocabularySize: size, endOfSegment: corpus.endOfSegment, settings: settings)
    let total = corpus.splits.first { $0.name == .train }?.scored
    var done = 0
    try corpus.readTrainingIDs { ids in
      try counter.add(ids)
      done += ids.count
      bench.progress(.amount(done: done, total: total, unit: "tokens"))
    }
    bench.progress(.stage("merging \(counter.runCount + 1) runs of \(corpus.record.name)"))
    let trie = try counter.finish()
    Memory.trim()
    return trie
  }

  private static func folder(of path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? "."
  }
}
