internal import CNGrams
internal import Glibc
public import Platform

/// A stream of more n-grams than can be numbered.
public struct StreamTooLong: Failure, Equatable {
  public init() {}

  public var exitCode: ExitCode { .data }
  public var description: String {
    "'train' has more than \(DiskCounter.mostPositions) tokens and segments; tokenize it with --max-tokens"
  }
}

/// Counts the n-grams of orders 1 to N of a stream of any length, in as much memory as settings allow.
///
///     let counter = DiskCounter(order: 5, vocabularySize: V, endOfSegment: 1, settings: settings)
///     try ledger.readArtifact(id, as: UInt32.self) { try counter.add($0) }
///     let trie = try counter.finish()
///
/// Blocks of the stream are counted one after another (``TrieCounter``) and written as runs, which then are merged
/// (`CNGrams/merge.c`). A block may end anywhere: it is counted together with the N − 1 ids behind it, and what these
/// begin is taken off again, since the next block counts it. The result is the same for any size of blocks.
public final class DiskCounter {
  private let counter: TrieCounter
  private let settings: DiskSettings
  /// What is not yet counted.
  private var pending: [UInt32] = []
  private var isInside = false
  private var opening: [UInt32] = []
  private var tail: [UInt32] = []
  private var total = 0
  private var segments = 0
  private var unigrams: [UInt32]
  /// All runs, one behind another.
  private var file: TemporaryFile?
  private var bytes = 0
  /// Of each run all orders.
  private var runs: [[ngrams_run_level]] = []

  /// The most ids and starts of segments: so many n-grams can be numbered.
  public static let mostPositions = Int(UInt32.max) - 1

  public init(order: Int, vocabularySize: Int, endOfSegment: UInt32?, settings: DiskSettings) {
    counter = TrieCounter(
      order: order, vocabularySize: vocabularySize, endOfSegment: endOfSegment, threads: settings.threads)
    self.settings = settings
    unigrams = Array(repeating: 0, count: vocabularySize + 1)
  }

  /// Blocks that have been counted.
  public var runCount: Int { runs.count }

  /// The next ids of the stream, all below V.
  /// - Throws: ``TemporaryFileError``, ``OutOfMemory``, ``StreamTooLong``.
  public func add(_ ids: [UInt32]) throws {
    let order = counter.order
    total += ids.count
    segments += counter.endOfSegment.map { end in ids.count { $0 == end } } ?? 0
    guard total + segments < Self.mostPositions else { throw StreamTooLong() }
    if counter.endOfSegment == nil, opening.count < order { opening += ids.prefix(order - opening.count) }
    tail = Array((tail + ids.suffix(order)).suffix(order))
    let full = settings.positions + order - 1
    var next = 0
    while next < ids.count {
      let end = min(ids.count, next + full - pending.count)
      pending += ids[next..<end]
      next = end
      if pending.count == full { try countBlock() }
    }
  }

  /// Counts what is left, and merges.
  /// - Throws: ``TemporaryFileError``, ``OutOfMemory``.
  public func finish() throws -> DiskTrie {
    if !pending.isEmpty || runs.isEmpty { try count(pending, ahead: 0) }
    pending = []
    Memory.trim()
    let (bigrams, levels) = try merged()
    file = nil
    return DiskTrie(
      vocabularySize: counter.vocabularySize, endOfSegment: counter.endOfSegment, unigrams: unigrams, bigrams: bigrams,
      levels: levels, opening: opening, closing: counter.closing(tail[...], isWhole: total <= counter.order),
      settings: settings)
  }

  private func countBlock() throws {
    let behind = Array(pending[settings.positions...])
    // Nothing goes beyond the end of a segment: nor is anything needed that stands behind it.
    let last = pending[settings.positions - 1]
    let ahead = last == counter.endOfSegment ? 0 : behind.firstIndex { $0 == counter.endOfSegment }.map { $0 + 1 }
    pending.removeLast(behind.count - (ahead ?? behind.count))
    try count(pending, ahead: ahead ?? behind.count)
    pending.removeAll(keepingCapacity: true)
    pending += behind
    isInside = counter.endOfSegment != nil && last != counter.endOfSegment
    // Counting leaves gaps, and what the allocator keeps of them grows from block to block.
    Memory.trim()
  }

  /// - Parameter ahead: so many ids at the end are counted with the next block.
  private func count(_ ids: [UInt32], ahead: Int) throws {
    let trie = try counter.count(ids, inside: isInside)
    for (id, count) in trie.levels[0].counts.enumerated() { unigrams[id] += count }
    for id in ids.suffix(ahead) { unigrams[Int(id)] -= 1 }
    try write(trie, without: Array(ids.suffix(ahead)))
  }

  private func write(_ trie: NGramTrie, without ahead: [UInt32]) throws {
    let file = try self.file ?? TemporaryFile(in: settings.folder)
    self.file = file
    func put(_ numbers: [UInt32]) throws(TemporaryFileError) -> Int64 {
      let offset = bytes
      unsafe try file.write(numbers.span.bytes, at: offset)
      bytes += 4 * numbers.count
      return Int64(offset)
    }
    let run = try trie.levels.enumerated().map { index, level in
      let isFirst = index == 0
      return ngrams_run_level(
        count: UInt64(level.count), words: isFirst ? 0 : try put(level.words),
        counts: isFirst ? 0 : try put(level.counts), starts: try put(level.continuations))
    }
    runs.append(run)
    // A zero stays where nothing else of the n-gram is in this block; the next one has it too.
    var taken: [Int: UInt32] = [:]
    for start in ahead.indices {
      for n in 2..<max(2, counter.order + 1) where start + n <= ahead.count {
        guard let index = trie.index(of: Array(ahead[start..<start + n])) else { continue }
        let place = Int(run[n - 1].counts) + 4 * index
        taken[place, default: trie.levels[n - 1].counts[index]] -= 1
      }
    }
    for (place, count) in taken {
      let count = [count]
      unsafe try file.write(count.span.bytes, at: place)
    }
  }

  private func merged() throws -> (bigrams: [UInt32], levels: [DiskTrie.Level]) {
    let order = counter.order
    guard order > 1, let file else { return ([], []) }
    let folder = settings.folder
    let files = try (2...order).map { n in
      (
        words: try TemporaryFile(in: folder), counts: try TemporaryFile(in: folder),
        starts: n < order ? try TemporaryFile(in: folder) : nil
      )
    }
    var levels = [ngrams_merged_level()]
    levels += files.map { files in
      ngrams_merged_level(
        words: files.words.descriptor, counts: files.counts.descriptor, starts: files.starts?.descriptor ?? -1, count: 0
      )
    }
    let symbols = counter.vocabularySize + 1
    let buffer = max(1 << 8, min(1 << 16, settings.mergeBytes / (12 * order * runs.count)))
    var bigrams = [UInt32](repeating: 0, count: symbols + 1)
    var isWriting = false
    let flat = runs.flatMap(\.self)
    let code = unsafe flat.withUnsafeBufferPointer { runs in
      unsafe levels.withUnsafeMutableBufferPointer { levels in
        unsafe bigrams.withUnsafeMutableBufferPointer { bigrams in
          unsafe ngrams_merge(
            file.descriptor, runs.baseAddress, UInt32(runs.count / order), UInt32(order), UInt32(symbols),
            levels.baseAddress, bigrams.baseAddress, buffer, &isWriting)
        }
      }
    }
    if code == ENOMEM { throw OutOfMemory(bytes: settings.mergeBytes) }
    if code != 0 { throw file.failed(code, writing: isWriting) }
    let merged = zip(files, levels.dropFirst()).map { files, level in
      let count = Int(level.count)
      return DiskTrie.Level(
        words: DiskArray(files.words, count: count), counts: DiskArray(files.counts, count: count),
        starts: files.starts.map { DiskArray($0, count: count + 1) })
    }
    return (bigrams, merged)
  }
}
