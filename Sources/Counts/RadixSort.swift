/// Sorting by digits, the last one first (Knuth 5.2.5): linear in the number of keys, and stable.
enum RadixSort {
  private static let digitBits = 11
  private static let buckets = 1 << digitBits

  /// Ascending by the lowest `bits` bits; the others must be zero.
  static func sort(_ keys: inout [UInt64], bits: Int) {
    var other = Array(repeating: UInt64(0), count: keys.count)
    for shift in stride(from: UInt64(0), to: UInt64(bits), by: digitBits) {
      guard var next = starts(keys, shift) else { continue }
      for key in keys {
        let digit = Self.digit(key, shift)
        other[next[digit]] = key
        next[digit] += 1
      }
      swap(&keys, &other)
    }
  }

  /// The same, with a number that moves along with each key.
  static func sort(_ keys: inout [UInt64], carrying values: inout [UInt32], bits: Int) {
    precondition(keys.count == values.count, "one value a key")
    var otherKeys = Array(repeating: UInt64(0), count: keys.count)
    var otherValues = Array(repeating: UInt32(0), count: keys.count)
    for shift in stride(from: UInt64(0), to: UInt64(bits), by: digitBits) {
      guard var next = starts(keys, shift) else { continue }
      for i in keys.indices {
        let digit = Self.digit(keys[i], shift)
        otherKeys[next[digit]] = keys[i]
        otherValues[next[digit]] = values[i]
        next[digit] += 1
      }
      swap(&keys, &otherKeys)
      swap(&values, &otherValues)
    }
  }

  /// A key may fill all 64 bits: it is no `Int` before it is shifted and cut.
  private static func digit(_ key: UInt64, _ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: key >> shift) & (buckets - 1)
  }

  /// Where each digit's keys begin, or nil where all keys have the same digit.
  private static func starts(_ keys: [UInt64], _ shift: UInt64) -> [Int]? {
    var counts = Array(repeating: 0, count: buckets)
    for key in keys { counts[Self.digit(key, shift)] += 1 }
    var (sum, isSpread) = (0, true)
    for digit in counts.indices {
      let count = counts[digit]
      if count == keys.count { isSpread = false }
      counts[digit] = sum
      sum += count
    }
    return isSpread ? counts : nil
  }
}
