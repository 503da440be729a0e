import Foundation
import Testing

@testable import Recurrent

@Suite struct CacheWindowTests {
  private static let shape = NetworkShape(vocabulary: 9, embedding: 3, hidden: 5)
  private let h = numbers(60 * 5, within: 1, seed: 3).map { Float($0) }
  private let ids = randomIDs(60, below: 9, seed: 4)

  /// Row r of the stream sees the last W before it, oldest first, however the stream is cut and on any threads.
  @Test(arguments: [1, 4, 30, 100], [1, 3]) func rowsSeeTheLast(window capacity: Int, threads: Int) throws {
    for cuts in [[], [1], [10, 11, 40], [7, 14, 21, 28, 35, 42, 49, 56]] {
      let window = try CacheWindow(Self.shape, window: capacity, rows: 60, threads: threads)
      var first = 0
      for end in cuts + [60] {
        window.take(try view(Array(h[first * 5..<end * 5])), Array(ids[first..<end]))
        let rows = window.map { row, seen in (row, seen.dots.array, seen.ids.array) }
        #expect(rows.map(\.0) == Array(0..<end - first))
        for (row, dots, tokens) in rows {
          let position = first + row
          let places = max(0, position - capacity)..<position
          #expect(tokens == Array(ids[places]))
          let expected = places.map { place in
            (0..<5).reduce(0.0) { $0 + Double(h[position * 5 + $1]) * Double(h[place * 5 + $1]) }
          }
          #expect(largestDifference(dots.map(Double.init), expected) < 1e-5)
        }
        window.carry()
        first = end
        #expect(window.held == min(capacity, end))
      }
      let state = window.state
      #expect(state.ids == Array(ids.suffix(capacity)) && state.keys == Array(h.suffix(capacity * 5)))
    }
  }

  /// What `<unk>` follows is no key, and each row still sees as many as there is room for.
  @Test(arguments: [1, 4, 30, 100], [1, 3]) func unknownTokensArePassedOver(window capacity: Int, threads: Int) throws {
    let kept = ids.indices.filter { ids[$0] != 0 }
    #expect(kept.count < 60)
    for cuts in [[], [1], [10, 11, 40], [7, 14, 21, 28, 35, 42, 49, 56]] {
      let window = try CacheWindow(Self.shape, window: capacity, countsUnknown: false, rows: 60, threads: threads)
      var first = 0
      for end in cuts + [60] {
        window.take(try view(Array(h[first * 5..<end * 5])), Array(ids[first..<end]))
        let rows = window.map { row, seen in (row, seen.dots.array, seen.ids.array) }
        #expect(rows.map(\.0) == Array(0..<end - first))
        for (row, dots, tokens) in rows {
          let places = kept.filter { $0 < first + row }.suffix(capacity)
          #expect(tokens == places.map { ids[$0] })
          let expected = places.map { place in
            (0..<5).reduce(0.0) { $0 + Double(h[(first + row) * 5 + $1]) * Double(h[place * 5 + $1]) }
          }
          #expect(largestDifference(dots.map(Double.init), expected) < 1e-5)
        }
        window.carry()
        first = end
      }
      let last = kept.suffix(capacity)
      #expect(window.state.ids == last.map { ids[$0] })
      #expect(window.state.keys == last.flatMap { h[$0 * 5..<($0 + 1) * 5] })
    }
  }

  @Test func goesOnFromAState() throws {
    let (one, two) = (
      try CacheWindow(Self.shape, window: 8, rows: 60, threads: 1),
      try CacheWindow(Self.shape, window: 8, rows: 60, threads: 1)
    )
    one.take(try view(Array(h[..<100])), Array(ids[..<20]))
    one.carry()
    // More than fits: the last are taken.
    two.restore(keys: Array(h[..<100]), ids: Array(ids[..<20]))
    #expect(one.state.keys == two.state.keys && one.state.ids == two.state.ids && two.held == 8)
    let query = Array(h[100..<105])
    let (dots, tokens) = two.likeness(to: query)
    #expect(tokens == Array(ids[12..<20]))
    for (index, dot) in dots.enumerated() {
      let key = h[(12 + index) * 5..<(13 + index) * 5]
      #expect(abs(zip(query, key).reduce(0) { $0 + $1.0 * $1.1 } - dot) < 1e-5)
    }
    #expect(two.state.ids == one.state.ids, "asking changes nothing")
    two.restore(keys: [], ids: [])
    #expect(two.likeness(to: query).dots.isEmpty && two.held == 0)
  }

  /// Sums of parts are the sums of all, whatever is largest where; nothing has no share.
  @Test(arguments: [0, 0.5, 30, 2000]) func sumsAddUp(theta: Double) throws {
    let window = try CacheWindow(Self.shape, window: 59, rows: 60, threads: 1)
    window.take(try view(h), ids)
    let shares = window.map { row, seen -> [Double?] in
      let all = seen.share(of: 3, theta: theta)
      return [0, row / 3, row / 2, row].map { cut -> Double? in
        let parts = [0..<cut, cut..<row].map { seen.sums($0, target: 3, theta: theta, top: seen.top($0)) }
        return parts[1].adding(parts[0], theta: theta).share
      } + [all]
    }
    #expect(shares[0].allSatisfy { $0 == nil })
    for share in shares.dropFirst() {
      let numbers = share.compactMap(\.self)
      #expect(numbers.count == 5 && numbers.allSatisfy { abs($0 - numbers[4]) < 1e-5 && $0 >= 0 && $0 <= 1.00001 })
    }
    let totals = window.map { _, seen in (0..<9).reduce(0) { $0 + (seen.share(of: UInt32($1), theta: theta) ?? 0) } }
    #expect(totals[0] == 0 && totals.dropFirst().allSatisfy { abs($0 - 1) < 1e-5 })
  }
}
