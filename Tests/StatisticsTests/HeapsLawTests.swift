import Foundation
import Testing

@testable import Statistics

@Suite struct HeapsLawTests {
  /// Types by a law with K = 1000, β = ¾, where tokens are fourth powers and all is whole.
  @Test func recoversTheLaw() throws {
    var points: [HeapsCurve.Point] = []
    for root in 1...30 {
      let cube = root * root * root
      points.append(HeapsCurve.Point(tokens: cube * root, types: 1000 * cube))
    }
    let curve = HeapsCurve(points)
    for law in [HeapsLaw(curve), HeapsLaw(curve, skipping: 0.5), HeapsLaw(linear: curve)] {
      let law = try #require(law)
      #expect(abs(law.scale - 1000) < 1e-8)
      #expect(abs(law.exponent - 0.75) < 1e-12)
    }
    #expect(HeapsLaw(curve, skipping: 0.5)?.points == 15)
    #expect(HeapsLaw(linear: curve)?.points == 30)
  }

  /// A text of one word: β = 0, K = 1.
  @Test func oneWord() throws {
    let curve = HeapsCurve(Array(repeating: 3, count: 50), at: HeapsCurve.places(every: 1, of: 50))
    #expect(try #require(HeapsLaw(curve)).exponent == 0)
    #expect(try #require(HeapsLaw(linear: curve)).exponent == 0)
  }

  @Test func undefined() {
    let short = HeapsCurve([1, 2], at: [2])
    #expect(HeapsLaw(short) == nil)
    #expect(HeapsLaw(linear: short) == nil)
    let curve = HeapsCurve([1, 2, 1], at: [1, 2, 3])
    #expect(HeapsLaw(curve, skipping: 1) == nil)
    #expect(
      HeapsCurve([HeapsCurve.Point(tokens: 0, types: 0), HeapsCurve.Point(tokens: .min, types: -1)]).points.isEmpty)
    #expect(
      HeapsLaw(HeapsCurve([HeapsCurve.Point(tokens: 1, types: 0), HeapsCurve.Point(tokens: 2, types: 0)])) == nil)
    for share in [-0.1, 1.1, .nan] { #expect(HeapsLaw(curve, skipping: share) == nil) }
  }
}
