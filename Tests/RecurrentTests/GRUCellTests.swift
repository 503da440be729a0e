import Foundation
import Testing

@testable import Recurrent

@Suite struct GRUCellTests {
  private let z = [0.5, -0.25, 1]
  private let weight = [1, 2, -1.5]
  private let h = 0.4

  private func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

  /// By hand, one unit: the reset gate stands after the recurrent product and its bias.
  @Test func resetAfter() throws {
    let bias = [0.1, -0.2, 0.3]
    let (r, u) = (logistic(z[0] + weight[0] * h + bias[0]), logistic(z[1] + weight[1] * h + bias[1]))
    let n = tanh(z[2] + r * (weight[2] * h + bias[2]))
    let next = try step(GRUCell<Double>(hidden: 1), z: z, hidden: [h], weight: weight, bias: bias).state
    #expect(largestDifference(next.hidden.array, [(1 - u) * n + u * h]) < 1e-15)
  }

  /// The reset gate stands before the product: with more than one unit this is another network.
  @Test func resetBefore() throws {
    let (H, h) = (2, [0.4, -0.7])
    let (z, weight) = (numbers(3 * H, within: 1, seed: 1), numbers(3 * H * H, within: 2, seed: 2))
    func product(_ gate: Int, _ x: [Double]) -> [Double] {
      (0..<H).map { i in (0..<H).reduce(z[gate * H + i]) { $0 + weight[(gate * H + i) * H + $1] * x[$1] } }
    }
    let (r, u) = (product(0, h).map(logistic), product(1, h).map(logistic))
    let n = product(2, zip(r, h).map { $0 * $1 }).map { tanh($0) }
    let expected = (0..<H).map { (1 - u[$0]) * n[$0] + u[$0] * h[$0] }
    let next = try step(ResetBeforeGRUCell<Double>(hidden: H), z: z, hidden: h, weight: weight).state
    #expect(largestDifference(next.hidden.array, expected) < 1e-15)
    let other = try step(GRUCell<Double>(hidden: H), z: z, hidden: h, weight: weight).state
    #expect(largestDifference(other.hidden.array, expected) > 1e-3)
  }

  /// A full update gate carries the state as it is.
  @Test func carries() throws {
    let z = [3, 800, -2.0]
    let after = try step(GRUCell<Double>(hidden: 1), z: z, hidden: [h], weight: [0, 0, 0]).state
    let before = try step(ResetBeforeGRUCell<Double>(hidden: 1), z: z, hidden: [h], weight: [0, 0, 0]).state
    #expect(after.hidden.array == [h] && before.hidden.array == [h])
  }
}
