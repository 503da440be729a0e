/// Heaps' curve of the n-grams of a stream, without a name for each of them.
///
/// The n-grams are dealt by hash into 256 hands, each in the order of the text; a hand's distinct ones fit into a cache,
/// where one table of all of them would miss it at every step: a tenth of the time of ``nGramIDs(_:order:endOfSegment:)``
/// for the six million trigrams of a hundred novels.
struct NGramGrowth {
  private let stream: [UInt32]
  private let order: Int
  private let endOfSegment: UInt32?
  private let bits: UInt64
  private static let hands = 256

  /// - Returns: nil where n ids do not fit into 63 bits.
  init?(_ stream: [UInt32], order: Int, endOfSegment: UInt32?) {
    let bits = max(1, UInt32.bitWidth - (stream.max() ?? 0).leadingZeroBitCount)
    guard order >= 1, order <= 63 / bits else { return nil }
    self.stream = stream
    self.order = order
    self.endOfSegment = endOfSegment
    self.bits = UInt64(bits)
  }

  /// Bytes that a curve of so many positions takes: a key each, and the ids without segment ends.
  static func memory(positions: Int) -> Int { 12 * positions }

  /// - Parameter steps: points at equal distances of their logarithms.
  /// - Complexity: O(tokens); memory 8 bytes a token.
  func curve(steps: Int) -> HeapsCurve {
    var sizes = Array(repeating: 0, count: Self.hands)
    forEach { key in sizes[Self.hand(key)] += 1 }
    let places = logSpacedPlaces(steps: steps, last: sizes.reduce(0, +))
    var next = Self.starts(sizes)
    var keys = Array(repeating: UInt64(0), count: sizes.reduce(0, +))
    // How far each hand had come at each place.
    var fences: [[Int]] = []
    var dealt = 0
    forEach { key in
      let hand = Self.hand(key)
      keys[next[hand]] = key
      next[hand] += 1
      dealt += 1
      if fences.count < places.count && dealt == places[fences.count] { fences.append(next) }
    }
    let new = firstOccurrences(keys, starts: Self.starts(sizes), fences)
    var types = 0
    return HeapsCurve(
      zip(places, new).map { place, new in
        types += new
        return HeapsCurve.Point(tokens: place, types: types)
      })
  }

  /// The key of each n-gram that stands in the text: within a segment, and not its end.
  @inline(__always)
  private func forEach(_ body: (UInt64) -> Void) {
    let mask = UInt64(1) << (bits * UInt64(order)) - 1
    let end = endOfSegment.map { UInt64($0) } ?? .max
    var (key, length) = (UInt64(0), 0)
    for id in stream {
      key = (key << bits | UInt64(id)) & mask
      length += 1
      if UInt64(id) == end {
        length = 0
      } else if length >= order {
        body(key)
      }
    }
  }

  private static func starts(_ sizes: [Int]) -> [Int] {
    var sum = 0
    return sizes.map { size in
      defer { sum += size }
      return sum
    }
  }

  /// Fibonacci hashing (Knuth, volume 3, section 6.4): the highest bits choose the hand, those below them the slot.
  private static func hash(_ key: UInt64) -> UInt64 { (key ^ (key >> 29)) &* 0x9E37_79B9_7F4A_7C15 }
  private static func hand(_ key: UInt64) -> Int { Int(truncatingIfNeeded: hash(key) >> 56) }

  /// How many keys are seen for the first time between each place and the one before.
  private func firstOccurrences(_ keys: [UInt64], starts: [Int], _ fences: [[Int]]) -> [Int] {
    var new = Array(repeating: 0, count: fences.count)
    guard let ends = fences.last else { return new }
    // One more than the key; 0 where the slot is free.
    var table: [UInt64] = []
    for hand in 0..<Self.hands {
      let count = ends[hand] - starts[hand]
      let slotBits = UInt64(max(1, Int.bitWidth - (2 * count).leadingZeroBitCount))
      let slots = 1 << Int(slotBits)
      if table.count < slots { table = Array(repeating: 0, count: slots) }
      for slot in 0..<slots { table[slot] = 0 }
      var position = starts[hand]
      for place in fences.indices {
        while position < fences[place][hand] {
          let key = keys[position]
          var slot = Int(truncatingIfNeeded: (Self.hash(key) << 8) >> (64 - slotBits))
          while table[slot] != 0 && table[slot] != key + 1 { slot = (slot + 1) & (slots - 1) }
          if table[slot] == 0 {
            table[slot] = key + 1
            new[place] += 1
          }
          position += 1
        }
      }
    }
    return new
  }
}
