import Counts
import Testing

@Suite struct NGramFileTests {
  private func table(_ order: Int, size: Int = 40) -> NGramTable {
    NGramCounter(order: order, vocabularySize: size, endOfSegment: 1)
      .count(randomStream(400, size: size, seed: UInt64(order)))
  }

  @Test(arguments: [1, 2, 3, 9])
  func roundTrip(order: Int) throws {
    let table = table(order)
    #expect(try NGramTable.decode(table.encode()) == table)
  }

  @Test func emptyTable() throws {
    let table = NGramCounter(order: 2, vocabularySize: 3, endOfSegment: nil).count([])
    #expect(try NGramTable.decode(table.encode()) == table)
  }

  @Test func truncationAnywhereIsRefused() {
    let bytes = table(3).encode()
    for length in 0..<bytes.count {
      #expect(throws: DamagedNGrams.self) { try NGramTable.decode(Array(bytes[..<length])) }
    }
    #expect(throws: DamagedNGrams.self) { try NGramTable.decode(bytes + [0]) }
  }

  /// Whatever one changed byte makes of the file, it is refused or it is a table: never a trap.
  @Test func changedBytesNeverTrap() {
    let bytes = table(2, size: 6).encode()
    for index in bytes.indices {
      for value in [0, 1, 127, 128, 255] as [UInt8] {
        var changed = bytes
        changed[index] = value
        if let table = try? NGramTable.decode(changed) { #expect(table.ids.count == table.order * table.count) }
      }
    }
  }

  @Test func hostileSizesAreRefused() {
    let huge: [UInt8] = Array(repeating: 255, count: 9) + [1]
    for header in [[1, 1] + huge, [1] + huge + [1], huge + [1, 1], [0, 1, 1], [17, 1, 1]] as [[UInt8]] {
      #expect(throws: DamagedNGrams.self) { try NGramTable.decode(Array("lmctlng1".utf8) + header) }
    }
  }
}
