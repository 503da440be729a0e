internal import Counts
internal import Platform

/// t[r]: how many n-grams have the count r, for r up to 8.
enum CountsOfCounts {
  static let highest = 8

  /// - Parameter counts: of one order; zeros do not count.
  static func tally(_ counts: some RandomAccessCollection<UInt32> & Sendable, threads: Int) -> [Int] {
    let parts = inParallel(threads) { number -> [Int] in
      var t = Array(repeating: 0, count: highest + 2)
      for offset in part(number, of: threads, in: counts.count) {
        let count = counts[counts.index(counts.startIndex, offsetBy: offset)]
        t[Int(min(count, UInt32(highest + 1)))] += 1
      }
      t[0] = 0
      return t
    }
    return (0...highest).map { r in parts.reduce(0) { $0 + $1[r] } }
  }
}
