internal import Platform

/// Going through a trie on disk from its first n-gram to its last.
extension DiskTrie {
  /// Hands out the n-grams of order n in order, many at a time, whole histories together.
  ///
  /// - Parameter body: some n-grams of order n; where the continuations of the first begin among those of order n + 1,
  ///   of the second …, and where those of the last end. These are about as many as settings say, or those of one n-gram.
  public func forEachHistory(order n: Int, _ body: (Range<Int>, [UInt32]) throws -> Void) throws {
    let all = count(order: n)
    for first in stride(from: 0, to: all, by: settings.batch) {
      let starts = try starts(order: n, first..<min(first + settings.batch, all))
      var from = 0
      while from < starts.count - 1 {
        var to = from + 1
        while to < starts.count - 1, Int(starts[to + 1] - starts[from]) <= settings.batch { to += 1 }
        try body(first + from..<first + to, Array(starts[from...to]))
        from = to
      }
    }
  }

  /// The shape of an order n ≥ 2 and its histories as ``PackedTrie/steps(_:_:threads:)`` packs it.
  package func writeSteps(
    order n: Int, cutoff: UInt32, _ write: (borrowing Span<UInt8>) throws -> Void
  ) throws {
    var packed = try DiskPackedNumbers(settings)
    try forEachHistory(order: n - 1) { _, starts in
      let grams = Int(starts[0])..<Int(starts[starts.count - 1])
      let words = try words(order: n, grams)
      let counts = cutoff > 0 ? try counts(order: n, grams) : []
      var steps: [UInt32] = []
      steps.reserveCapacity(words.count)
      for history in 0..<starts.count - 1 {
        var before = UInt32.max
        for gram in Int(starts[history]) - grams.lowerBound..<Int(starts[history + 1]) - grams.lowerBound
        where cutoff == 0 || counts[gram] > cutoff {
          steps.append(words[gram] &- before &- 1)
          before = words[gram]
        }
      }
      try packed.append(steps)
    }
    try packed.finish(write)
  }

  /// How many continuations each n-gram of order n has, as ``PackedTrie/lengths(_:threads:)`` packs them.
  /// - Parameters:
  ///   - cutoff: what occurs no more often has no length.
  ///   - next: what occurs no more often is no continuation.
  package func writeLengths(
    order n: Int, cutoff: UInt32, next: UInt32, _ write: (borrowing Span<UInt8>) throws -> Void
  ) throws {
    var packed = try DiskPackedNumbers(settings)
    try forEachHistory(order: n) { histories, starts in
      let mine = cutoff > 0 ? try counts(order: n, histories) : []
      let first = Int(starts[0])
      let following = next > 0 ? try counts(order: n + 1, first..<Int(starts[starts.count - 1])) : []
      var lengths: [UInt32] = []
      lengths.reserveCapacity(histories.count)
      for history in 0..<histories.count where cutoff == 0 || mine[history] > cutoff {
        let range = Int(starts[history]) - first..<Int(starts[history + 1]) - first
        lengths.append(UInt32(next == 0 ? range.count : following[range].count { $0 > next }))
      }
      try packed.append(lengths)
    }
    try packed.finish(write)
  }

  /// The counts of an order, as ``PackedNumbers`` packs them.
  package func writeCounts(order n: Int, _ write: (borrowing Span<UInt8>) throws -> Void) throws {
    var packed = try DiskPackedNumbers(settings)
    if n == 1 {
      try packed.append(unigrams)
    } else {
      try level(n).counts.forEach(batch: settings.batch) { try packed.append($0) }
    }
    try packed.finish(write)
  }

  /// The n-grams of order n that occur most often, as ``NGramTrie/mostFrequent(_:order:)`` has them.
  public func mostFrequent(_ limit: Int, order n: Int) throws -> [Int] {
    guard limit > 0 else { return [] }
    var best: [(count: UInt32, index: Int)] = []
    func cut() {
      best.sort { ($1.count, $0.index) < ($0.count, $1.index) }
      best.removeLast(max(0, best.count - limit))
    }
    var least: UInt32 = 0
    var index = 0
    let rows = n == 1 ? vocabularySize : count(order: n)
    func take(_ counts: ArraySlice<UInt32>) {
      for count in counts {
        if count > least {
          best.append((count, index))
          if limit < rows, best.count >= 2 * limit {
            cut()
            least = best[best.count - 1].count
          }
        }
        index += 1
      }
    }
    if n == 1 {
      take(unigrams[..<vocabularySize])
    } else {
      try level(n).counts.forEach(batch: settings.batch) { take($0[...]) }
    }
    cut()
    return best.map(\.index)
  }

  /// The n-grams of each order up to `order` that occur most often, and what they begin with, with their counts: of these
  /// ``NGramTrie/mostFrequent(_:order:)`` gives the same as of all.
  public func mostFrequent(_ limit: Int, upTo order: Int) throws -> NGramTrie {
    var grams: Set<[UInt32]> = []
    for n in 1...order {
      for index in try mostFrequent(limit, order: n) {
        let gram = try gram(order: n, index)
        for length in 1...n { grams.insert(Array(gram[..<length])) }
      }
    }
    return try counts(sharedWith: NGramTrie(holding: grams, order: order, vocabularySize, endOfSegment))
  }

  /// How many rows the table of the n-grams of order n would have (``NGramTable/size(of:)``).
  public func tableSize(order n: Int) throws -> Int {
    if n == 1 { return unigrams[..<vocabularySize].count { $0 > 0 } }
    if endOfSegment == nil { return count(order: n) + min(n - 1, opening.count) }
    return try (2..<n).reduce(count(order: n)) { $0 + (try beginningOfSegments(order: $1).count) }
  }
}

extension NGramTrie {
  /// A trie of nothing but these n-grams, which has what each begins with too; without counts.
  fileprivate init(holding grams: Set<[UInt32]>, order: Int, _ vocabularySize: Int, _ endOfSegment: UInt32?) {
    let all = 0...UInt32(vocabularySize)
    var levels = [Level(words: Array(all), counts: all.map { _ in 0 }, continuations: [])]
    var histories = all.map { [$0] }
    for n in 2..<max(2, order + 1) {
      let sorted = grams.filter { $0.count == n }.sorted { $0.lexicographicallyPrecedes($1) }
      var (starts, next) = ([UInt32](), 0)
      for history in histories {
        starts.append(UInt32(next))
        while next < sorted.count, sorted[next].dropLast().elementsEqual(history) { next += 1 }
      }
      levels[n - 2].continuations = starts + [UInt32(next)]
      levels.append(Level(words: sorted.map { $0[n - 1] }, counts: sorted.map { _ in 0 }, continuations: []))
      histories = sorted
    }
    self.init(vocabularySize: vocabularySize, endOfSegment: endOfSegment, levels: levels)
  }
}
