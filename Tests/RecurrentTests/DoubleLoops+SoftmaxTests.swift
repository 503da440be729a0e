import Foundation
import Testing

@testable import Recurrent

/// The reference loops, on numbers that can be worked out by hand.
@Suite struct DoubleLoopsSoftmaxTests {
  @Test func panel() throws {
    let x = try view([log(1.0), log(2), log(3), log(4), log(5), log(6)])
    let bias = try view([0, log(2.0), 0])
    let (shift, sums) = (try view([0, log(2.0)]), try view([10.0, 20]))
    let (targets, scores) = (try view([8, 6] as [UInt32]), try view([-1.0, -1]))
    let maxima = try View<Double>(count: 2)
    Double.rowMaxima(x, bias: bias, columns: 3, into: maxima)
    #expect(largestDifference(maxima.array, [log(4), log(10)]) <= 1e-15)
    let before = x.array
    let top = Double.sumExponentials(
      x, bias: bias, columns: 3, shift: shift, sums: sums, targets: targets, firstColumn: 7, targetScores: scores)
    #expect(x.array == before)
    #expect(abs(top - log(5)) <= 1e-15)
    #expect(largestDifference(sums.array, [10 + 1 + 4 + 3, 20 + 2 + 5 + 3]) <= 1e-13)
    #expect(abs(scores[0] - log(4)) <= 1e-15 && scores[1] == -1, "8 is the panel's second column, 6 is none")
    let again = Double.exponentials(
      x, bias: bias, columns: 3, shift: shift, sums: sums, targets: targets, firstColumn: 7, targetScores: scores)
    #expect(again == top)
    #expect(largestDifference(x.array, [1, 4, 3, 2, 5, 3]) <= 1e-14)
  }

  @Test func rows() throws {
    let (x, weights) = (try view([1.0, 2, 3, 4, 5, 6]), try view([2.0, -1]))
    let (sums, out) = (try view([0.5, 0.5, 0.5]), try View<Double>(count: 6))
    Double.weightedColumnSums(of: x, columns: 3, weights: weights, to: sums)
    #expect(sums.array == [-1.5, -0.5, 0.5])
    Double.scaleRows(x, by: weights, into: out)
    #expect(out.array == [2, 4, 6, -4, -5, -6])
  }

  @Test func wholeRow() throws {
    let x = try view([1.0, -2, 0.5, 3])
    #expect(abs(Double.logSumExp(x) - log(exp(1) + exp(-2) + exp(0.5) + exp(3))) <= 1e-15)
    let gradients = try view(x.array)
    let loss = Double.softmaxGradient(gradients, target: 2, factor: 1)
    #expect(abs(loss - (Double.logSumExp(x) - 0.5)) <= 1e-14)
    #expect(
      firstWrongSlope("dx", gradients.array, of: x, width: 4) {
        Double.softmaxGradient(try! view(x.array), target: 2, factor: 1)
      }
        == nil)
  }
}
