internal import Text

/// The distinct tokens met so far, numbered as they come: a hash table from bytes to number.
///
/// Open addressing with linear probing, at most half full; the bytes lie one after another in one array.
/// Memory: the types' bytes and about 40 bytes a type.
struct TypeTable: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [Int] = []
  private var hashes: [UInt64] = []
  /// Number of the type plus one; zero for a free slot.
  private var slots: [UInt32] = Array(repeating: 0, count: 1 << 12)

  var count: Int { ends.count }

  /// Bytes that this takes.
  var memory: Int { bytes.capacity + 8 * (ends.capacity + hashes.capacity) + 4 * slots.capacity }

  func range(of type: Int) -> Range<Int> { (type == 0 ? 0 : ends[type - 1])..<ends[type] }

  func token(_ type: Int) -> [UInt8] { Array(bytes[range(of: type)]) }

  /// The number of the token in `range` of `source`, which is new if it was not met before.
  mutating func intern(_ source: [UInt8], _ range: Range<Int>) -> UInt32 {
    let hash = Self.hash(source, range)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let type = Int(slots[slot] - 1)
      if hashes[type] == hash && equals(type, source, range) { return UInt32(type) }
      slot = (slot + 1) & (slots.count - 1)
    }
    let type = count
    bytes += source[range]
    ends.append(bytes.count)
    hashes.append(hash)
    slots[slot] = UInt32(type + 1)
    if 2 * count > slots.count { grow() }
    return UInt32(type)
  }

  private func equals(_ type: Int, _ source: [UInt8], _ range: Range<Int>) -> Bool {
    let mine = self.range(of: type)
    guard mine.count == range.count else { return false }
    for offset in 0..<mine.count where bytes[mine.lowerBound + offset] != source[range.lowerBound + offset] {
      return false
    }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: 2 * slots.count)
    for type in 0..<count {
      var slot = Int(truncatingIfNeeded: hashes[type]) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(type + 1)
    }
  }

  /// FNV-1a over the bytes, then stirred so that the low bits depend on all of them.
  private static func hash(_ source: [UInt8], _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in range { hash = (hash ^ UInt64(source[index])) &* 0x0000_0100_0000_01b3 }
    hash ^= hash >> 32
    return hash &* 0x9e37_79b9_7f4a_7c15 ^ hash >> 29
  }
}
