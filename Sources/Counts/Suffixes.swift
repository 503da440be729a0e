internal import CNGrams
internal import Platform

/// What the n-grams of one order end in: each without its first token, among those of the order below.
///
/// Where every n-gram of a stream is counted, there always is one.
public struct Suffixes: Sendable {
  /// For each n-gram the index of what it ends in.
  public let indices: [UInt32]
  /// The same the other way round: the n-grams that end in the k-th are `members[places[k]..<places[k + 1]]`.
  let places: [UInt32]
  let members: [UInt32]

  /// - Parameter isLast: whether nothing is to be looked up by the groups any more.
  init(_ indices: [UInt32], keys: Int, isLast: Bool, threads: Int) {
    self.indices = indices
    // Each thread has a part of the n-grams, and tallies of its own.
    let tallies = inParallel(threads) { number -> [UInt32] in
      var tally = Array(repeating: UInt32(0), count: keys)
      let range = part(number, of: threads, in: indices.count)
      unsafe tally.withUnsafeMutableBufferPointer { tally in
        unsafe indices.withUnsafeBufferPointer { indices in
          guard let first = indices.baseAddress else { return }
          unsafe ngrams_tally(first + range.lowerBound, range.count, tally.baseAddress)
        }
      }
      return tally
    }
    var cursors = tallies
    places = Self.places(&cursors, keys)
    if isLast {
      members = []
      return
    }
    var ready = cursors
    members = unsafe TrieLinks.filled(indices.count, 1) { _, out in
      nonisolated(unsafe) let out = unsafe out
      unsafe ready.withUnsafeMutableBufferPointer { ready in
        nonisolated(unsafe) let ready = unsafe ready
        concurrently(threads) { number in
          let range = part(number, of: threads, in: indices.count)
          unsafe indices.withUnsafeBufferPointer { indices in
            unsafe ready[number].withUnsafeMutableBufferPointer { cursors in
              unsafe ngrams_place(indices.baseAddress, range.lowerBound, range.upperBound, cursors.baseAddress, out)
            }
          }
        }
      }
    }
  }

  private static func places(_ tallies: inout [[UInt32]], _ keys: Int) -> [UInt32] {
    func sum(_ pointers: [UnsafeMutablePointer<UInt32>?], _ rest: Int, _ tallies: inout [[UInt32]]) -> [UInt32] {
      if rest == 0 {
        return unsafe TrieLinks.filled(keys + 1, 1) { _, places in
          unsafe pointers.withUnsafeBufferPointer {
            unsafe ngrams_sum_tallies($0.baseAddress, $0.count, keys, places)
          }
        }
      }
      // All tallies are open while they are summed.
      var mine: [UInt32] = []
      swap(&mine, &tallies[tallies.count - rest])
      let places = unsafe mine.withUnsafeMutableBufferPointer {
        unsafe sum(pointers + [$0.baseAddress], rest - 1, &tallies)
      }
      swap(&mine, &tallies[tallies.count - rest])
      return places
    }
    return unsafe sum([], tallies.count, &tallies)
  }

  /// How many n-grams end in each of the order below.
  var counts: [UInt32] { (0..<places.count - 1).map { places[$0 + 1] - places[$0] } }
}

extension NGramTrie {
  /// What the n-grams of order n + 1 end in.
  /// - Parameter shorter: the same of order n, or nil where n is 1.
  public func suffixes(order n: Int, shorter: Suffixes?, threads: Int = 1) -> Suffixes {
    let keys = levels[n - 1].count
    // Without its first token, a bigram is its last one.
    guard let shorter else { return Suffixes(levels[n].words, keys: keys, isLast: n + 1 == order, threads: threads) }
    // N-grams that end in the same shorter one are continued by words that continue that: looked up together.
    let indices: [UInt32] = unsafe TrieLinks.filled(levels[n].count, 1) { _, out in
      nonisolated(unsafe) let out = unsafe out
      let pieces = 8 * threads
      _ = inParallel(pieces, threads: threads) { number in
        let range = part(number, of: pieces, in: shorter.indices.count)
        var table = Array(repeating: UInt32(0), count: vocabularySize + 1)
        let groups = shorter.group(at: range.lowerBound)..<shorter.group(at: range.upperBound)
        unsafe link(shorter, groups, order: n, &table, out)
      }
    }
    return Suffixes(indices, keys: keys, isLast: n + 1 == order, threads: threads)
  }

  private func link(
    _ shorter: Suffixes, _ groups: Range<Int>, order n: Int, _ table: inout [UInt32],
    _ out: UnsafeMutablePointer<UInt32>
  ) {
    unsafe shorter.places.withUnsafeBufferPointer { places in
      unsafe shorter.members.withUnsafeBufferPointer { members in
        unsafe levels[n - 2].continuations.withUnsafeBufferPointer { shorterStarts in
          unsafe levels[n - 1].words.withUnsafeBufferPointer { middleWords in
            unsafe levels[n - 1].continuations.withUnsafeBufferPointer { middleStarts in
              unsafe levels[n].words.withUnsafeBufferPointer { longerWords in
                unsafe table.withUnsafeMutableBufferPointer { table in
                  unsafe ngrams_link(
                    places.baseAddress, members.baseAddress, groups.lowerBound, groups.upperBound,
                    shorterStarts.baseAddress, middleWords.baseAddress, middleStarts.baseAddress,
                    longerWords.baseAddress, table.baseAddress, out)
                }
              }
            }
          }
        }
      }
    }
  }

  /// For each n-gram of order n how many different tokens it follows; those at a segment's start, to the left of which
  /// nothing stands, keep their counts.
  /// - Parameter longer: what the n-grams of order n + 1 end in.
  public func leftNeighbours(order n: Int, _ longer: Suffixes) -> [UInt32] {
    var counts = longer.counts
    for index in beginningOfSegments(order: n) { counts[index] = levels[n - 1].counts[index] }
    if opening.count >= n, let first = index(of: Array(opening.prefix(n))) { counts[first] += 1 }
    return counts
  }
}

extension Suffixes {
  /// The first group that begins at a place or behind it.
  fileprivate func group(at place: Int) -> Int {
    var (low, high) = (0, places.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if Int(places[middle]) < place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
