import Foundation
import Testing

@testable import Statistics

@Suite struct MinimiserTests {
  /// x ln x − 5x is lowest at e⁴.
  @Test func convex() throws {
    let x = try #require(Minimiser.convex(from: 1, in: 1e-9...1e9) { (log($0) - 4, 1 / $0) })
    #expect(abs(x - exp(4)) < 1e-12)
  }

  @Test func endsOfTheRange() {
    #expect(Minimiser.convex(from: 1, in: 0...10) { ($0 + 1, 1) } == 0)
    #expect(Minimiser.convex(from: 1, in: 0...10) { ($0 - 20, 1) } == nil)
    #expect(Minimiser.convex(from: 1, in: 0...10) { _ in (.nan, 1) } == nil)
    // No curvature to go by.
    #expect(Minimiser.convex(from: 1, in: 0...10) { ($0 < 3 ? -1 : 1, 0) }.map { abs($0 - 3) < 1e-9 } == true)
  }

  /// cos x + x/10: the lower of two valleys, to the last digits.
  @Test func global() {
    let found = Minimiser.global(in: 0...12, cells: 40, value: { cos($0) + $0 / 10 }, slope: { -sin($0) + 0.1 })
    #expect(abs(found.x - (.pi - asin(0.1))) < 1e-14)
    #expect(!found.isAtBound)
  }

  @Test func globalAtAnEnd() {
    let low = Minimiser.global(in: 1...3, cells: 10, value: { $0 }, slope: { _ in 1 })
    #expect(low.isAtBound && low.x == 1)
    let high = Minimiser.global(in: 1...3, cells: 10, value: { -$0 }, slope: { _ in -1 })
    #expect(high.isAtBound && high.x == 3)
    #expect(Minimiser.global(in: 0...1, cells: 4, value: { _ in .nan }, slope: { _ in .nan }).x.isFinite)
  }
}
