import Foundation
import Platform
import Testing

@Suite struct ConcurrentlyTests {
  @Test(arguments: [1, 2, 3, 16]) func eachNumberIsCalledOnce(count: Int) {
    let lock = NSLock()
    var seen: [Int] = []
    concurrently(count) { number in
      lock.lock()
      defer { lock.unlock() }
      seen.append(number)
    }
    #expect(seen.sorted() == Array(0..<count))
  }

  /// Parts follow each other without gap, and their sizes differ by one at most.
  @Test(arguments: [1, 2, 3, 7, 20]) func partsCoverTheTotal(count: Int) {
    for total in [0, 1, 2, 6, 7, 8, 100] {
      let parts = (0..<count).map { part($0, of: count, in: total) }
      #expect(parts.first?.lowerBound == 0 && parts.last?.upperBound == total)
      for (left, right) in zip(parts, parts.dropFirst()) { #expect(left.upperBound == right.lowerBound) }
      let sizes = parts.map(\.count)
      #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
    }
  }

  private struct Wrong: Error {}

  @Test func bothAreDone() throws {
    for _ in 0..<100 {
      var other = 0
      #expect(
        concurrently {
          7
        } with: {
          other = 8
        } == 7)
      #expect(other == 8)
      #expect(throws: Wrong.self) {
        try concurrently {
          throw Wrong()
        } with: {
          other = 9
        }
      }
      #expect(other == 9)
    }
  }
}
