internal import Platform

/// The order in which types get their ids: by falling count, ties by their bytes.
///
/// By radix, least digit first: counts and the first eight bytes decide nearly always, and comparing them pair by pair
/// takes five times as long for 350,000 types.
struct TypeOrder {
  private struct Entry {
    /// What is sorted by.
    let key: UInt64
    let other: UInt64
    let type: Int
  }

  /// The types that occur, in that order.
  let types: [Int]

  init(_ tokens: PackedBytes, counts: [UInt64]) {
    let prefixes = tokens.prefixes
    var entries: [Entry] = []
    entries.reserveCapacity(counts.count)
    for type in counts.indices where counts[type] > 0 {
      entries.append(Entry(key: prefixes[type], other: ~counts[type], type: type))
    }
    Self.sort(&entries)
    for index in entries.indices {
      let entry = entries[index]
      entries[index] = Entry(key: entry.other, other: entry.key, type: entry.type)
    }
    // Stable: among equal counts the order of the prefixes stays.
    Self.sort(&entries)
    var types = entries.map(\.type)
    var first = 0
    while first < types.count {
      var last = first + 1
      while last < types.count, entries[last].key == entries[first].key,
        entries[last].other == entries[first].other
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
  private static func sort(_ entries: inout [Entry]) {
    var other = entries
    // What all keys have in common needs no pass.
    var (all, some) = (~UInt64(0), UInt64(0))
    for entry in entries {
      all &= entry.key
      some |= entry.key
    }
    for shift in stride(from: UInt64(0), to: 64, by: 8) where ((all ^ some) >> shift) & 255 != 0 {
      var places = [Int](repeating: 0, count: 256)
      for entry in entries { places[Int((entry.key >> shift) & 255)] += 1 }
      var sum = 0
      for digit in places.indices {
        let count = places[digit]
        places[digit] = sum
        sum += count
      }
      for entry in entries {
        let digit = Int((entry.key >> shift) & 255)
        other[places[digit]] = entry
        places[digit] += 1
      }
      swap(&entries, &other)
    }
  }
}
