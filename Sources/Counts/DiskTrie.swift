public import Platform

/// The n-grams of orders 1 to N with their counts, as ``NGramTrie`` has them, on disk.
///
/// Unigrams are in memory; of each higher order there is a file of last ids, one of counts, and one that says where the
/// continuations begin. What is worked out from the counts alone is kept for all models that are made of them.
public final class DiskTrie {
  /// The n-grams of one order of at least 2.
  public struct Level {
    public let words: DiskArray<UInt32>
    public let counts: DiskArray<UInt32>
    /// Where the continuations of each begin, and one more; nil at the highest order.
    public let starts: DiskArray<UInt32>?

    public var count: Int { words.count }
  }

  public let vocabularySize: Int
  public let endOfSegment: UInt32?
  /// The counts of all ids and of `<bos>`.
  public let unigrams: [UInt32]
  /// Where the bigrams of each id begin, and one more; empty at order 1.
  public let bigrams: [UInt32]
  /// Those of orders 2 to N.
  private let levels: [Level]
  public let opening: [UInt32]
  public let closing: [UInt32]
  public let settings: DiskSettings

  /// By order: where the n-grams begin that begin with each id, and one more.
  private var firsts: [[UInt32]]
  /// By order from 2 on, once they are asked for.
  var suffixes: [Int: DiskArray<UInt32>] = [:]
  /// By order from 2 on, once they are asked for.
  var neighbours: [Int: DiskArray<UInt32>] = [:]

  init(
    vocabularySize: Int, endOfSegment: UInt32?, unigrams: [UInt32], bigrams: [UInt32], levels: [Level],
    opening: [UInt32], closing: [UInt32], settings: DiskSettings
  ) {
    self.vocabularySize = vocabularySize
    self.endOfSegment = endOfSegment
    self.unigrams = unigrams
    self.bigrams = bigrams
    self.levels = levels
    self.opening = opening
    self.closing = closing
    self.settings = settings
    firsts = [Array(0...UInt32(vocabularySize + 1))]
    if !levels.isEmpty { firsts.append(bigrams) }
  }

  public var order: Int { levels.count + 1 }

  /// The n-grams of an order of at least 2.
  public func level(_ n: Int) -> Level { levels[n - 2] }

  /// How many n-grams there are of an order.
  public func count(order n: Int) -> Int { n == 1 ? vocabularySize + 1 : level(n).count }

  /// Where the continuations begin of the n-grams of order n in `range`, and where the last ones end.
  public func starts(order n: Int, _ range: Range<Int>) throws(TemporaryFileError) -> [UInt32] {
    if n == 1 { return Array(bigrams[range.lowerBound...range.upperBound]) }
    guard let starts = level(n).starts else { preconditionFailure("the highest order has no continuations") }
    return try starts.read(range.lowerBound..<range.upperBound + 1)
  }

  /// The last ids of the n-grams of order n in `range`.
  public func words(order n: Int, _ range: Range<Int>) throws(TemporaryFileError) -> [UInt32] {
    n == 1 ? range.map(UInt32.init) : try level(n).words.read(range)
  }

  public func counts(order n: Int, _ range: Range<Int>) throws(TemporaryFileError) -> [UInt32] {
    n == 1 ? Array(unigrams[range]) : try level(n).counts.read(range)
  }

  /// The n-grams that begin with one of these ids.
  public func range(order n: Int, beginningWith ids: Range<Int>) throws(TemporaryFileError) -> Range<Int> {
    while firsts.count < n {
      let m = firsts.count
      firsts.append(try continuations(order: m, at: firsts[m - 1]))
    }
    return Int(firsts[n - 1][ids.lowerBound])..<Int(firsts[n - 1][ids.upperBound])
  }

  /// Those that begin with `<bos>`: they stand last.
  public func beginningOfSegments(order n: Int) throws(TemporaryFileError) -> Range<Int> {
    try range(order: n, beginningWith: vocabularySize..<vocabularySize + 1)
  }

  /// Where the continuations of some n-grams of order n begin.
  /// - Parameter indices: ascending; one behind the last n-gram may be among them.
  func continuations(order n: Int, at indices: [UInt32]) throws(TemporaryFileError) -> [UInt32] {
    if n == 1 { return indices.map { bigrams[Int($0)] } }
    guard let starts = level(n).starts else { preconditionFailure("the highest order has no continuations") }
    return try starts.values(at: indices, window: settings.batch)
  }

  /// Ranges of ids, so that the n-grams of order n that begin with one of them take as many bytes as settings allow; at
  /// least one id each. `<bos>` is not among them: nothing ends in what begins with it.
  func slices(order n: Int, bytes: Int, bytesOfHistory: Int = 0) throws(TemporaryFileError) -> [Range<Int>] {
    var slices: [Range<Int>] = []
    var (start, taken) = (0, 0)
    for id in 0..<vocabularySize {
      var needed = try range(order: n, beginningWith: id..<id + 1).count * bytes
      if n > 1 { needed += try range(order: n - 1, beginningWith: id..<id + 1).count * bytesOfHistory }
      if id > start, taken + needed > settings.sliceBytes {
        slices.append(start..<id)
        (start, taken) = (id, 0)
      }
      taken += needed
    }
    return slices + [start..<vocabularySize]
  }

  /// The ids of an n-gram.
  public func gram(order n: Int, _ index: Int) throws(TemporaryFileError) -> [UInt32] {
    var gram = try words(order: n, index..<index + 1)
    var index = index
    for m in stride(from: n - 1, through: 1, by: -1) {
      // The history that the n-gram is among the continuations of: the last that begins no later.
      var (low, high) = (0, count(order: m))
      while low + 1 < high {
        let middle = (low + high) / 2
        if Int(try starts(order: m, middle..<middle)[0]) <= index { low = middle } else { high = middle }
      }
      gram += try words(order: m, low..<low + 1)
      index = low
    }
    return gram.reversed()
  }

  /// The index of an n-gram among those of its order, or nil where it does not occur.
  public func index(of gram: [UInt32]) throws(TemporaryFileError) -> Int? {
    guard let first = gram.first, gram.count <= order, first <= vocabularySize, unigrams[Int(first)] > 0 else {
      return nil
    }
    var index = Int(first)
    for n in 1..<gram.count {
      let bounds = try starts(order: n, index..<index + 1)
      var (low, high) = (Int(bounds[0]), Int(bounds[1]))
      let end = high
      while low < high {
        let middle = low + (high - low) / 2
        if try words(order: n + 1, middle..<middle + 1)[0] < gram[n] { low = middle + 1 } else { high = middle }
      }
      guard low < end, try words(order: n + 1, low..<low + 1)[0] == gram[n] else { return nil }
      index = low
    }
    return index
  }
}
