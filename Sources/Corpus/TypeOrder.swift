internal import Platform

/// The order in which types get their ids: by falling count, ties by their bytes.
///
/// By radix, least digit first: counts and the first eight bytes decide nearly always, and comparing them pair by pair
/// takes five times as long for 350,000 types.
struct TypeOrder {
  private struct Entry {
    let count: UInt64
    let prefix: UInt64
    let type: Int
  }

  /// The types that occur, in that order.
  let types: [Int]

  init(_ tokens: PackedBytes, counts: [UInt64]) {
    let prefixes = tokens.prefixes
    var entries: [Entry] = []
    entries.reserveCapacity(counts.count)
    for type in counts.indices where counts[type] > 0 {
      entries.append(Entry(count: ~counts[type], prefix: prefixes[type], type: type))
    }
    Self.sort(&entries, by: \.prefix)
    // Stable: among equal counts the order of the prefixes stays.
    Self.sort(&entries, by: \.count)
    var types = entries.map(\.type)
    var first = 0
    while first < types.count {
      var last = first + 1
      while last < types.count, entries[last].count == entries[first].count,
        entries[last].prefix == entries[first].prefix
      {
        last += 1
      }
      if last > first + 1 {
        types[first..<last].sort { tokens.slice($0).lexicographicallyPrecedes(tokens.slice($1)) }
      }
      first = last
    }
    self.types = types
  }

  /// Sorts by key; equal ones keep their order.
  @inline(__always)
  private static func sort(_ entries: inout [Entry], by key: (Entry) -> UInt64) {
    var other = entries
    // What all keys have in common needs no pass.
    var (all, some) = (~UInt64(0), UInt64(0))
    for entry in entries {
      all &= key(entry)
      some |= key(entry)
    }
    for shift in stride(from: UInt64(0), to: 64, by: 8) where ((all ^ some) >> shift) & 255 != 0 {
      var places = [Int](repeating: 0, count: 256)
      for entry in entries { places[Int((key(entry) >> shift) & 255)] += 1 }
      var sum = 0
      for digit in places.indices {
        let count = places[digit]
        places[digit] = sum
        sum += count
      }
      for entry in entries {
        let digit = Int((key(entry) >> shift) & 255)
        other[places[digit]] = entry
        places[digit] += 1
      }
      swap(&entries, &other)
    }
  }
}
