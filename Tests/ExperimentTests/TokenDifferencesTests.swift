import Foundation
import Testing

@testable import Experiment

@Suite struct TokenDifferencesTests {
  private func differences(_ first: [Double], _ second: [Double], _ ids: [UInt32], limit: Int = 10) -> TokenDifferences
  {
    TokenDifferences(("a", "b"), first, second, of: ids, limit: limit) { "t\($0)" }
  }

  /// p of 1/2 and 1/4 under a, 1/8 and 1/2 under b: by hand 1 and 3 bits, 2 and 1 bits.
  @Test func workedExample() throws {
    let halves = { (bits: Double) in -bits * log(2) }
    let found = differences([1, 2, 1].map(halves), [3, 1, 3].map(halves), [5, 7, 5])
    #expect(found.models == ["a", "b"])
    #expect(found.types.map(\.token) == ["t5", "t7"])
    #expect(found.types.map(\.positions) == [2, 1])
    let bits = found.types.map(\.bits)
    #expect(abs(bits[0] - 4) < 1e-12 && abs(bits[1] + 1) < 1e-12)
    #expect(abs(found.types[0].first - 1) < 1e-12 && abs(found.types[0].second - 3) < 1e-12)
    #expect(found.positions.map(\.position) == [0, 2, 1])
    #expect(found.positions[1].before == "t5 t7" && found.positions[1].token == "t5")
  }

  /// All differences of the types are the difference of the sums; swapped models swap signs.
  @Test func sumsAndSigns() {
    let ids = (0..<500).map { UInt32($0 * $0 % 23) }
    let first = ids.map { -Double($0 % 5) / 3 }
    let second = ids.map { -Double($0 % 4) / 3 }
    let found = differences(first, second, ids, limit: 100)
    let total = (first.reduce(0, +) - second.reduce(0, +)) / log(2)
    #expect(abs(found.types.map(\.bits).reduce(0, +) - total) < 1e-9)
    let swapped = differences(second, first, ids, limit: 100)
    #expect(Set(swapped.types.map { -$0.bits }) == Set(found.types.map(\.bits)))
    #expect(differences(first, second, ids, limit: 1).types.count == 2)
  }

  /// A zero under both is no difference; under one of them it is the greatest.
  @Test func zeroProbabilities() {
    let found = differences([-.infinity, -.infinity, -1], [-.infinity, -1, -1], [1, 2, 3])
    #expect(found.types.map(\.token) == ["t2"])
    #expect(found.types[0].bits == -.infinity)
    #expect(differences([], [], []).types.isEmpty)
  }
}
