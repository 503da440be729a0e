internal import CNGrams
internal import Platform

/// From n-grams on disk to what they end in.
///
/// What an n-gram ends in stands anywhere among those of the order below. So that no look-up waits for a disk, that order
/// is taken slice by slice, by the first token: the n-grams that end in a slice are, for each first token of their own, a
/// range, so that all slices together read every n-gram once.
extension DiskTrie {
  /// For each n-gram of order n ≥ 2 the index of itself without its first token, among those of order n − 1.
  public func suffixes(order n: Int) throws -> DiskArray<UInt32> {
    // Without its first token, a bigram is its last one.
    if n == 2 { return level(2).words }
    if let found = suffixes[n] { return found }
    let (links, sums) = try link(order: n)
    (suffixes[n], neighbours[n - 1]) = (links, sums)
    return links
  }

  /// For each n-gram of order n ≥ 2, below N, how many different tokens it follows
  /// (``NGramTrie/leftNeighbours(order:suffixes:threads:)``).
  public func leftNeighbours(order n: Int) throws -> DiskArray<UInt32> {
    if let found = neighbours[n] { return found }
    let (links, sums) = try link(order: n + 1)
    (suffixes[n + 1], neighbours[n]) = (links, sums)
    return sums
  }

  /// The same of unigrams.
  public func leftNeighboursOfUnigrams() throws -> [UInt32] {
    var sums = Array(repeating: UInt32(0), count: vocabularySize + 1)
    try level(2).words.forEach(batch: settings.batch) { tally($0, in: &sums) }
    sums[vocabularySize] = unigrams[vocabularySize]
    if let first = opening.first { sums[Int(first)] += 1 }
    return sums
  }

  /// For each n-gram of order n ≥ 2 the value of what it ends in.
  /// - Parameter values: one for each n-gram of order n − 1.
  public func gather(_ values: DiskArray<Double>, order n: Int) throws -> DiskArray<Double> {
    let suffixes = try suffixes(order: n)
    let gathered = try DiskArray<Double>(in: settings.folder)
    for slice in try slices(order: n - 1, bytes: 8) {
      let grams = try range(order: n - 1, beginningWith: slice)
      let table = try values.read(grams)
      var cursor = DiskCursor(suffixes, size: settings.batch)
      var (indices, places) = ([UInt32](), DiskScatter<Double>())
      func flush() throws {
        for index in indices.indices { indices[index] -= UInt32(grams.lowerBound) }
        let found: [Double] = unsafe TrieLinks.filled(indices.count, settings.threads) { range, out in
          unsafe table.withUnsafeBufferPointer { table in
            unsafe indices.withUnsafeBufferPointer { indices in
              guard let table = table.baseAddress, let indices = indices.baseAddress else { return }
              unsafe ngrams_gather(table, indices + range.lowerBound, range.count, out)
            }
          }
        }
        try places.write(found, to: gathered)
        indices.removeAll(keepingCapacity: true)
      }
      for range in try ranges(order: n, endingIn: slice) {
        try inPieces(range) { piece in
          try cursor.append(piece, to: &indices)
          places.add(piece)
          if indices.count >= settings.batch { try flush() }
        }
      }
      try flush()
    }
    return gathered
  }

  // MARK: links

  /// What n-grams of order n ≥ 3 end in, and how many end in each of order n − 1.
  private func link(order n: Int) throws -> (links: DiskArray<UInt32>, sums: DiskArray<UInt32>) {
    let links = try DiskArray<UInt32>(in: settings.folder)
    let sums = try DiskArray<UInt32>(in: settings.folder)
    for slice in try slices(order: n - 1, bytes: 8, bytesOfHistory: 4) {
      try link(order: n, endingIn: slice, links, sums)
    }
    // To the left of a segment's start nothing stands: these keep their counts.
    let bos = try beginningOfSegments(order: n - 1)
    try inPieces(bos) { try sums.write(try counts(order: n - 1, $0), at: $0.lowerBound) }
    if opening.count >= n - 1, let first = try index(of: Array(opening.prefix(n - 1))) {
      try sums.write([try sums.read(first..<first + 1)[0] + 1], at: first)
    }
    return (links, sums)
  }

  private func link(
    order n: Int, endingIn slice: Range<Int>, _ links: DiskArray<UInt32>, _ sums: DiskArray<UInt32>
  ) throws {
    let histories = try range(order: n - 2, beginningWith: slice)
    let grams = try range(order: n - 1, beginningWith: slice)
    var starts = try starts(order: n - 2, histories)
    for index in starts.indices { starts[index] -= UInt32(grams.lowerBound) }
    let table = try words(order: n - 1, grams)
    var sum = Array(repeating: UInt32(0), count: grams.count)

    guard let continuations = level(n - 1).starts else { preconditionFailure("order n follows") }
    var ofHistories = DiskCursor(try suffixes(order: n - 1), size: settings.batch)
    var bounds = DiskCursor(continuations, size: settings.batch)
    var following = DiskCursor(level(n).words, size: settings.batch)
    var (parents, ids, places) = ([UInt32](), [UInt32](), DiskScatter<UInt32>())
    func flush() throws {
      var found = TrieLinks.find(starts: starts, words: table, parents: parents, ids: ids, threads: settings.threads)
      // Every n-gram's end is one too: where it is not found, the disk has not kept what was written.
      if found.contains(TrieLinks.none) {
        throw TemporaryFileError.cannotRead(folder: settings.folder, reason: "it does not hold what was written")
      }
      tally(found, in: &sum)
      for index in found.indices { found[index] += UInt32(grams.lowerBound) }
      try places.write(found, to: links)
      parents.removeAll(keepingCapacity: true)
      ids.removeAll(keepingCapacity: true)
    }
    for range in try ranges(order: n - 1, endingIn: slice) {
      try inPieces(range) { piece in
        var (ends, of) = ([UInt32](), [UInt32]())
        try bounds.append(piece.lowerBound..<piece.upperBound + 1, to: &ends)
        try ofHistories.append(piece, to: &of)
        for index in of.indices { of[index] -= UInt32(histories.lowerBound) }
        let continuing = Int(ends[0])..<Int(ends[ends.count - 1])
        parents += spread(of, ends)
        try following.append(continuing, to: &ids)
        places.add(continuing)
        if ids.count >= settings.batch { try flush() }
      }
    }
    try flush()
    try sums.write(sum, at: grams.lowerBound)
  }

  /// For each continuation what its parent has.
  private func spread(_ ofParents: [UInt32], _ starts: [UInt32]) -> [UInt32] {
    unsafe TrieLinks.filled(Int(starts[starts.count - 1] - starts[0]), 1) { _, out in
      var out = unsafe out
      for parent in ofParents.indices {
        let count = Int(starts[parent + 1] - starts[parent])
        unsafe out.update(repeating: ofParents[parent], count: count)
        unsafe out += count
      }
    }
  }

  private func tally(_ indices: [UInt32], in sums: inout [UInt32]) {
    unsafe sums.withUnsafeMutableBufferPointer { sums in
      unsafe indices.withUnsafeBufferPointer { indices in
        guard let first = indices.baseAddress else { return }
        unsafe ngrams_tally(first, indices.count, sums.baseAddress)
      }
    }
  }

  // MARK: ranges

  private func inPieces(_ range: Range<Int>, _ body: (Range<Int>) throws -> Void) rethrows {
    let size = min(settings.batch, 1 << 16)
    for start in stride(from: range.lowerBound, to: range.upperBound, by: size) {
      try body(start..<min(start + size, range.upperBound))
    }
  }

  /// The n-grams of order n ≥ 2 whose second id is in `slice`, ascending: a range for each first id that has some.
  private func ranges(order n: Int, endingIn slice: Range<Int>) throws -> [Range<Int>] {
    if slice == 0..<vocabularySize { return [0..<count(order: n)] }
    // Of each first id where these bigrams begin, and where they end.
    var bounds = (0...vocabularySize).flatMap { [bigrams[$0], bigrams[$0]] }
    var (first, index) = (0, 0)
    try level(2).words.forEach(batch: settings.batch) { words in
      for word in words {
        while Int(bigrams[first + 1]) <= index { first += 1 }
        if word < slice.lowerBound { bounds[2 * first] += 1 }
        if word < slice.upperBound { bounds[2 * first + 1] += 1 }
        index += 1
      }
    }
    for m in 2..<max(2, n) { bounds = try continuations(order: m, at: bounds) }
    return (0...vocabularySize).lazy.map { Int(bounds[2 * $0])..<Int(bounds[2 * $0 + 1]) }.filter { !$0.isEmpty }
  }
}
