internal import Platform

/// The types of several tables put together, and how each table's numbers become theirs.
struct MergedTypes {
  /// Type number n at n − 1.
  let tokens: PackedBytes
  /// For each table: of each of its numbers the merged one; 0 stays 0.
  private let numbers: [[UInt32]]

  /// The first table takes in the others, and keeps its own numbers.
  init(_ tables: [TypeTable]) throws(OutOfMemory) {
    let all = tables[0]
    var numbers = [(0...all.count).map { UInt32($0) }]
    for table in tables.dropFirst() { numbers.append(try all.merge(table)) }
    self.numbers = numbers
    tokens = all.tokens
  }

  /// How often each type occurs in some positions of a stream; type number n at n − 1.
  func counts(in stream: RawStream, _ positions: Range<Int>) -> [UInt64] {
    let parts = stream.parts(of: positions)
    let tables = numbers
    // A stream has fewer positions than 32 bits count.
    var counted = tables.map { [UInt32](repeating: 0, count: $0.count) }
    // Each table has a thread of its own; the counts are summed up in the order of the tables.
    unsafe counted.withUnsafeMutableBufferPointer { counted in
      nonisolated(unsafe) let counted = unsafe counted
      concurrently(tables.count) { table in
        for part in parts where stream.parts[part.part].table == table {
          let numbers = stream.parts[part.part].numbers
          for offset in part.offsets { unsafe counted[table][Int(numbers[offset])] += 1 }
        }
      }
    }
    var counts = [UInt64](repeating: 0, count: tokens.count)
    for (table, merged) in tables.enumerated() {
      for number in 1..<merged.count { counts[Int(merged[number]) - 1] += UInt64(counted[table][number]) }
    }
    return counts
  }

  /// For each table the id of each of its numbers; 0 becomes `<eos>`.
  func numbering(_ idOfType: [UInt32], endOfSegment: UInt32) -> [[UInt32]] {
    numbers.map { table in table.map { $0 == 0 ? endOfSegment : idOfType[Int($0) - 1] } }
  }
}
