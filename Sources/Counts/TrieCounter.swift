internal import CNGrams
public import Platform

/// Counts the n-grams of orders 1 to N in one go.
///
/// The positions of the stream are sorted by what follows them, some words at a time (`CNGrams/count.c`). The result is
/// the same for any number of threads.
/// Memory: 12 bytes a position, and 24 a distinct n-gram (twice that of the result).
public struct TrieCounter: Sendable {
  public let order: Int
  public let vocabularySize: Int
  /// The id that ends a segment, or nil where the stream has none.
  public let endOfSegment: UInt32?
  public let threads: Int

  /// The highest order.
  public static let mostOrders = NGRAMS_MOST_ORDERS
  /// The most ids that are counted in one go: with `<bos>` before each, positions are numbers of 32 bits.
  public static let mostIDs = (1 << 31) - 1

  /// - Parameters:
  ///   - order: N, 1 to 16.
  ///   - vocabularySize: V; all ids are below.
  public init(order: Int, vocabularySize: Int, endOfSegment: UInt32?, threads: Int = 1) {
    precondition(
      (1...Self.mostOrders).contains(order) && vocabularySize >= 1, "an order from 1 to 16, and a vocabulary")
    self.order = order
    self.vocabularySize = vocabularySize
    self.endOfSegment = endOfSegment
    self.threads = max(1, min(threads, NGRAMS_MOST_PARTS))
  }

  /// Bytes that counting takes at most: where every n-gram is another.
  public func memory(positions: Int) -> Int { positions * (12 + 24 * (order - 1)) + 40 * vocabularySize * threads }

  /// - Parameter inside: the ids begin inside a segment, without `<bos>`.
  /// - Throws: where memory is refused, and for more than ``mostIDs``, which no memory would help to number.
  public func count(_ ids: [UInt32], inside: Bool = false) throws(OutOfMemory) -> NGramTrie {
    guard ids.count <= Self.mostIDs else { throw OutOfMemory(bytes: memory(positions: ids.count)) }
    let end = endOfSegment ?? UInt32(vocabularySize)
    let made = unsafe ids.withUnsafeBufferPointer { ids in
      unsafe ngrams_counting_new(
        ids.baseAddress, ids.count, UInt32(vocabularySize), end, inside, UInt32(order), UInt32(threads))
    }
    guard let counting = unsafe made else { throw OutOfMemory(bytes: memory(positions: ids.count)) }
    defer { unsafe ngrams_counting_free(counting) }
    var isDone = false
    let longer = unsafe levels(from: 2, counting, &isDone)
    guard isDone else { throw OutOfMemory(bytes: memory(positions: ids.count)) }
    return NGramTrie(
      vocabularySize: vocabularySize, endOfSegment: endOfSegment, levels: [unsafe firstLevel(counting)] + longer,
      opening: endOfSegment == nil ? Array(ids.prefix(order)) : [],
      closing: closing(ids.suffix(order), isWhole: ids.count <= order && !inside))
  }

  /// What stands behind the last end of a segment.
  /// - Parameters:
  ///   - tail: the last N ids of the stream.
  ///   - isWhole: there are no others.
  func closing(_ tail: ArraySlice<UInt32>, isWhole: Bool) -> [UInt32] {
    guard let endOfSegment else { return Array(tail) }
    guard let last = tail.last, last != endOfSegment else { return [] }
    if let end = tail.lastIndex(of: endOfSegment) { return [UInt32(vocabularySize)] + tail[(end + 1)...] }
    return isWhole ? ([UInt32(vocabularySize)] + tail).suffix(order) : Array(tail)
  }

  private func sort(_ counting: OpaquePointer) -> Bool {
    nonisolated(unsafe) let counting = unsafe counting
    concurrently(threads) { unsafe ngrams_counting_histogram(counting, UInt32($0)) }
    guard unsafe ngrams_counting_plan(counting) else { return false }
    concurrently(threads) { unsafe ngrams_counting_spread(counting, UInt32($0)) }
    let isSorted = inParallel(threads) { unsafe ngrams_counting_sort(counting, UInt32($0)) }
    unsafe ngrams_counting_sorted(counting)
    guard isSorted.allSatisfy(\.self) else { return false }
    // Each array of each order is a piece of work of its own.
    _ = inParallel(3 * (order - 1), threads: threads) { job in
      let n = UInt32(job / 3 + 2)
      switch job % 3 {
      case 0: unsafe ngrams_counting_finish_words(counting, n)
      case 1: unsafe ngrams_counting_finish_counts(counting, n)
      default: if n < order { unsafe ngrams_counting_finish_continuations(counting, n) }
      }
    }
    return true
  }

  /// The orders from `n` on. The arrays of all are open at the same time: counting fills them while the innermost call
  /// lasts.
  private func levels(from n: Int, _ counting: OpaquePointer, _ isDone: inout Bool) -> [NGramTrie.Level] {
    if n > order {
      isDone = unsafe sort(counting)
      return []
    }
    var longer: [NGramTrie.Level] = []
    // One at least, as for ``TrieLinks/unset(_:)``.
    let most = max(1, unsafe ngrams_counting_positions(counting))
    let isHighest = n == order
    var (counts, continuations) = ([UInt32](), [UInt32]())
    let words = unsafe [UInt32](unsafeUninitializedCapacity: most) { words, size in
      counts = unsafe [UInt32](unsafeUninitializedCapacity: most) { counts, countsSize in
        continuations = unsafe [UInt32](unsafeUninitializedCapacity: isHighest ? 1 : most + 1) { starts, startsSize in
          unsafe ngrams_counting_lend(
            counting, UInt32(n), words.baseAddress, counts.baseAddress, isHighest ? nil : starts.baseAddress)
          longer = unsafe levels(from: n + 1, counting, &isDone)
          size = isDone ? unsafe ngrams_counting_level(counting, UInt32(n)) : 0
          countsSize = size
          startsSize = isHighest || !isDone ? 0 : size + 1
        }
      }
    }
    return [NGramTrie.Level(words: words, counts: counts, continuations: continuations)] + longer
  }

  private func firstLevel(_ counting: OpaquePointer) -> NGramTrie.Level {
    let counts = unsafe [UInt32](unsafeUninitializedCapacity: vocabularySize + 1) { buffer, count in
      unsafe ngrams_counting_unigrams(counting, buffer.baseAddress)
      count = vocabularySize + 1
    }
    let continuations = unsafe [UInt32](unsafeUninitializedCapacity: vocabularySize + 2) { buffer, count in
      if order > 1 { unsafe ngrams_counting_first_continuations(counting, buffer.baseAddress) }
      count = order > 1 ? vocabularySize + 2 : 0
    }
    return NGramTrie.Level(words: Array(0...UInt32(vocabularySize)), counts: counts, continuations: continuations)
  }
}
