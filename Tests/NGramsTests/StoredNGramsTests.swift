import Counts
import Testing

@testable import NGrams

@Suite struct StoredNGramsTests {
  /// Of what a model of so many n-grams holds, however many bytes they are packed into.
  @Test func headersOfModelsTellWhatIsMadeOfThem() {
    let header = BackoffModel.header(9, 1, 0, isNormalized: true, counts: [10, 20, 30])
    let bytes = header.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    #expect(StoredNGrams.memory(head: bytes, bytes: 1000) == 16 * 30 + 8 * 30 + 4 * 30)
    let counts = NGramTrie.header(9, 1, counts: [10, 20, 30], opening: 0, closing: 0)
    #expect(StoredNGrams.memory(head: counts, bytes: 1000) == 12 * 30 + 8 * 30 + 4 * 30)
  }

  @Test func noHeaderAsksForMoreThanTheBytesCouldHold() {
    let lying = BackoffModel.header(9, 1, 0, isNormalized: true, counts: [10, .max, .max])
    let bytes = lying.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    #expect(StoredNGrams.memory(head: bytes, bytes: 1000) == 5000)
    for head in [[], [1, 2, 3], Array(bytes.prefix(50)), [UInt8](repeating: 0xFF, count: 200)] {
      #expect(StoredNGrams.memory(head: head, bytes: 1000) == 5000)
    }
    #expect(StoredNGrams.memory(head: [], bytes: .max) == .max)
  }
}
