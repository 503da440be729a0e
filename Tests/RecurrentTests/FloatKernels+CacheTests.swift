import Foundation
import Testing

@testable import Recurrent

@Suite struct FloatKernelsCacheTests {
  private func check(_ x: [Float], _ ids: [UInt32], factor: Double, _ set: Comment) throws {
    let shift = x.max() ?? 0
    let (sum, matched) = Float.matchedExponentials(
      try view(x), ids: try view(ids), target: 2, factor: Float(factor), shift: shift)
    // In the kernels what is 88 or more below is nothing.
    let e = x.map { value in
      let exponent = factor * (Double(value) - Double(shift))
      return exponent < -88 ? 0 : exp(exponent)
    }
    let ofTarget = zip(e, ids).reduce(0) { $0 + ($1.1 == 2 ? $1.0 : 0) }
    let all = e.reduce(0, +)
    #expect(abs(sum - all) <= 4e-6 * all && abs(matched - ofTarget) <= 4e-6 * all, set)
  }

  @Test(arguments: kernelSizes + [1024, 5000], [0, 0.3, 1, 40]) func sums(count: Int, factor: Double) throws {
    let x = numbers(count, within: 3, seed: UInt64(count)).map { Float($0) }
    let ids = randomIDs(count, below: 4, seed: 7)
    try onEachInstructionSet { set in try check(x, ids, factor: factor, set) }
  }

  /// No element beyond the last is read as one, where the rest of a vector is taken.
  @Test(arguments: 1...40) func anyLength(count: Int) throws {
    let (x, ids) = (try view([Float](repeating: 5, count: 64)), try view([UInt32](repeating: 2, count: 64)))
    try onEachInstructionSet { set in
      for factor in [0, 1] as [Float] {
        let result = Float.matchedExponentials(
          x[0..<count], ids: ids[0..<count], target: 2, factor: factor, shift: 5)
        #expect(result.sum == Double(count) && result.matched == Double(count), set)
        let none = Float.matchedExponentials(x[0..<count], ids: ids[0..<count], target: 0, factor: factor, shift: 5)
        #expect(none.sum == Double(count) && none.matched == 0, set)
      }
    }
  }

  @Test func notANumberShows() throws {
    let ids = try view([2, 1] as [UInt32])
    try onEachInstructionSet { set in
      let result = Float.matchedExponentials(try view([1, .nan]), ids: ids, target: 2, factor: 1, shift: 1)
      #expect(result.sum.isNaN, set)
    }
    #expect(Float.matchedExponentials(try view([]), ids: try view([]), target: 0, factor: 1, shift: 0).sum == 0)
  }
}
