internal import CNGrams
internal import Platform

/// Ways through a trie: from texts to n-grams, from n-grams to what they end in.
public enum TrieLinks {
  /// No n-gram.
  public static let none = NGRAMS_NONE

  /// The continuation of each parent by an id, or ``none``.
  /// - Parameters:
  ///   - starts: where each parent's continuations begin, and one more.
  ///   - words: the last ids of all continuations.
  ///   - parents: indices below `starts.count − 1`, or ``none``.
  ///   - ids: of the same number.
  public static func find(
    starts: [UInt32], words: [UInt32], parents: [UInt32], ids: [UInt32], threads: Int = 1
  ) -> [UInt32] {
    precondition(parents.count == ids.count, "an id for each parent")
    if words.isEmpty { return Array(repeating: none, count: ids.count) }
    return unsafe filled(ids.count, threads) { range, out in
      unsafe starts.withUnsafeBufferPointer { starts in
        unsafe words.withUnsafeBufferPointer { words in
          unsafe parents.withUnsafeBufferPointer { parents in
            unsafe ids.withUnsafeBufferPointer { ids in
              guard let starts = starts.baseAddress, let words = words.baseAddress, let parents = parents.baseAddress,
                let ids = ids.baseAddress
              else { return }
              unsafe ngrams_find(
                starts, words, parents + range.lowerBound, ids + range.lowerBound, range.count, out)
            }
          }
        }
      }
    }
  }

  /// For each position of a text the n-gram of order 1, 2, … that ends there, or ``none``.
  /// - Parameters:
  ///   - levels: the words and the continuations of each order.
  ///   - text: ids of at most V, `<bos>` before each segment.
  public static func nodes(
    _ levels: [(words: [UInt32], continuations: [UInt32])], endingIn text: [UInt32], threads: Int = 1
  ) -> [[UInt32]] {
    var nodes = [text]
    for n in levels.indices.dropFirst() {
      let parents = [none] + nodes[n - 1].dropLast()
      nodes.append(
        find(
          starts: levels[n - 1].continuations, words: levels[n].words, parents: text.isEmpty ? [] : parents, ids: text,
          threads: threads))
    }
    return nodes
  }

  /// An array whose elements are whatever its memory holds: each is written before it is read.
  ///
  /// It has room for one at least: empty arrays without any share one place in memory, and an initializer writes their
  /// count there, which the thread sanitizer takes for a race.
  package static func unset<Element: BitwiseCopyable>(_ count: Int) -> [Element] {
    unsafe [Element](unsafeUninitializedCapacity: max(1, count)) { buffer, initialized in
      if let base = buffer.baseAddress { unsafe ngrams_in_large_pages(base, count * MemoryLayout<Element>.stride) }
      initialized = count
    }
  }

  /// An array that several threads fill, each its own range.
  package static func filled<Element>(
    _ count: Int, _ threads: Int, _ fill: (Range<Int>, UnsafeMutablePointer<Element>) -> Void
  ) -> [Element] {
    unsafe [Element](unsafeUninitializedCapacity: max(1, count)) { buffer, initialized in
      if let base = buffer.baseAddress, count > 0 {
        nonisolated(unsafe) let base = unsafe base
        unsafe ngrams_in_large_pages(base, count * MemoryLayout<Element>.stride)
        concurrently(max(1, min(threads, count))) { number in
          let range = part(number, of: max(1, min(threads, count)), in: count)
          unsafe fill(range, base + range.lowerBound)
        }
      }
      initialized = count
    }
  }
}
