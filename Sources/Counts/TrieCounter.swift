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

  /// - Parameters:
  ///   - order: N, 1 to 16.
  ///   - vocabularySize: V; all ids are below.
  public init(order: Int, vocabularySize: Int, endOfSegment: UInt32?, threads: Int = 1) {
    precondition(
      (1...Self.mostOrders).contains(order) && vocabularySize >= 1, "an order from 1 to 16, and a vocabulary")
    self.order = order
    self.vocabularySize = vocabularySize
    self.endOfSegment = endOfSegment
    self.threads = max(1, min(threads, 256))
  }

  /// Bytes that counting takes at most: where every n-gram is another.
  public func memory(positions: Int) -> Int { positions * (12 + 24 * (order - 1)) + 40 * vocabularySize * threads }

  /// - Throws: where memory is refused.
  public func count(_ ids: [UInt32]) throws(OutOfMemory) -> NGramTrie {
    let end = endOfSegment ?? UInt32(vocabularySize)
    let made = unsafe ids.withUnsafeBufferPointer { ids in
      unsafe ngrams_counting_new(
        ids.baseAddress, ids.count, UInt32(vocabularySize), end, UInt32(order), UInt32(threads))
    }
    guard let counting = unsafe made else { throw OutOfMemory(bytes: memory(positions: ids.count)) }
    defer { unsafe ngrams_counting_free(counting) }
    nonisolated(unsafe) let shared = unsafe counting
    concurrently(threads) { unsafe ngrams_counting_histogram(shared, UInt32($0)) }
    guard unsafe ngrams_counting_plan(counting) else { throw OutOfMemory(bytes: memory(positions: ids.count)) }
    concurrently(threads) { unsafe ngrams_counting_spread(shared, UInt32($0)) }
    let isSorted = inParallel(threads) { unsafe ngrams_counting_sort(shared, UInt32($0)) }
    guard isSorted.allSatisfy(\.self) else { throw OutOfMemory(bytes: memory(positions: ids.count)) }
    unsafe ngrams_counting_sorted(counting)
    return NGramTrie(
      vocabularySize: vocabularySize, endOfSegment: endOfSegment, levels: unsafe levels(counting),
      opening: endOfSegment == nil ? Array(ids.prefix(order)) : [], closing: closing(ids))
  }

  /// What stands behind the last end of a segment.
  private func closing(_ ids: [UInt32]) -> [UInt32] {
    let tail = ids.suffix(order)
    guard let endOfSegment else { return Array(tail) }
    guard let last = ids.last, last != endOfSegment else { return [] }
    if let end = tail.lastIndex(of: endOfSegment) { return [UInt32(vocabularySize)] + tail[(end + 1)...] }
    return tail.count == ids.count ? [UInt32(vocabularySize)] + tail : Array(tail)
  }

  private func levels(_ counting: OpaquePointer) -> [NGramTrie.Level] {
    nonisolated(unsafe) let counting = unsafe counting
    let sizes = (1...order).map { $0 == 1 ? vocabularySize + 1 : unsafe ngrams_counting_level(counting, UInt32($0)) }
    // Each array of each order is a piece of work of its own.
    let arrays = inParallel(3 * order, threads: threads) { job -> [UInt32] in
      let n = job / 3 + 1
      let level = UInt32(n)
      switch job % 3 {
      case 0:
        if n == 1 { return Array(0...UInt32(vocabularySize)) }
        return unsafe Self.array(sizes[n - 1]) { unsafe ngrams_counting_words(counting, level, $0) }
      case 1:
        return unsafe Self.array(sizes[n - 1]) {
          if n == 1 {
            unsafe ngrams_counting_unigrams(counting, $0)
          } else {
            unsafe ngrams_counting_counts(counting, level, $0)
          }
        }
      default:
        if n == order { return [] }
        return unsafe Self.array(sizes[n - 1] + 1) { unsafe ngrams_counting_continuations(counting, level, $0) }
      }
    }
    return (0..<order).map { n in
      NGramTrie.Level(words: arrays[3 * n], counts: arrays[3 * n + 1], continuations: arrays[3 * n + 2])
    }
  }

  private static func array(_ count: Int, _ fill: (UnsafeMutablePointer<UInt32>?) -> Void) -> [UInt32] {
    unsafe [UInt32](unsafeUninitializedCapacity: count) { buffer, initialized in
      unsafe fill(buffer.baseAddress)
      initialized = count
    }
  }
}
