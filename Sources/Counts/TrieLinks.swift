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

  /// An array that several threads fill, each its own range.
  package static func filled<Element>(
    _ count: Int, _ threads: Int, _ fill: (Range<Int>, UnsafeMutablePointer<Element>) -> Void
  ) -> [Element] {
    unsafe [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
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

extension NGramTrie {
  /// For each n-gram of order n + 1 the index, among those of order n, of what it ends in: itself without its first token.
  ///
  /// Where every n-gram of a stream is counted, there always is one.
  /// - Parameter shorter: the same of the n-grams of order n, or nil where n is 1.
  public func suffixes(order n: Int, shorter: [UInt32]?, threads: Int = 1) -> [UInt32] {
    let (level, next) = (levels[n - 1], levels[n])
    // Without its first token, a bigram is its last one.
    guard let shorter else { return next.words }
    let parents: [UInt32] = unsafe TrieLinks.filled(next.count, 1) { _, out in
      nonisolated(unsafe) let out = unsafe out
      unsafe level.continuations.withUnsafeBufferPointer { starts in
        unsafe shorter.withUnsafeBufferPointer { shorter in
          nonisolated(unsafe) let (starts, shorter) = unsafe (starts, shorter)
          concurrently(threads) { number in
            let range = part(number, of: threads, in: level.count)
            guard let first = unsafe starts.baseAddress, let of = unsafe shorter.baseAddress else { return }
            unsafe ngrams_spread_parents(
              first, range.lowerBound, range.upperBound, of, out + Int(starts[range.lowerBound]))
          }
        }
      }
    }
    return TrieLinks.find(
      starts: levels[n - 2].continuations, words: level.words, parents: parents, ids: next.words, threads: threads)
  }

  /// For each n-gram of order n how many different tokens it follows; those at a segment's start, to the left of which
  /// nothing stands, keep their counts.
  /// - Parameter suffixes: of order n, as above.
  public func leftNeighbours(order n: Int, suffixes: [UInt32], threads: Int = 1) -> [UInt32] {
    let count = levels[n - 1].count
    var parts = inParallel(threads) { number -> [UInt32] in
      let range = part(number, of: threads, in: suffixes.count)
      var counts = Array(repeating: UInt32(0), count: count)
      unsafe counts.withUnsafeMutableBufferPointer { counts in
        unsafe suffixes.withUnsafeBufferPointer { suffixes in
          guard let suffixes = suffixes.baseAddress else { return }
          unsafe ngrams_tally(suffixes + range.lowerBound, range.count, counts.baseAddress)
        }
      }
      return counts
    }
    var sums = parts.removeFirst()
    for part in parts {
      var sums = sums.mutableSpan
      for index in part.indices { sums[index] += part[index] }
    }
    for index in beginningOfSegments(order: n) { sums[index] = levels[n - 1].counts[index] }
    if opening.count >= n, let first = index(of: Array(opening.prefix(n))) { sums[first] += 1 }
    return sums
  }
}
