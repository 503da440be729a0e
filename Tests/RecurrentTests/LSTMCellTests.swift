import Foundation
import Testing

@testable import Recurrent

@Suite struct LSTMCellTests {
  /// CS231n's check values for `lstm_step_forward`, its gates i, f, o, g in our order.
  @Test func agreesWithCS231n() throws {
    let (N, D, H) = (3, 4, 5)
    let z = try View<Double>(count: N * 4 * H)
    Affine.forward(
      try view(linspace(-0.4, 1.2, N * D)),
      weight: try view(inOurOrder(transposed(linspace(-2.1, 1.3, D * 4 * H), rows: D, columns: 4 * H))),
      bias: try view(inOurOrder(linspace(0.3, 0.7, 4 * H))), rows: N, into: z)
    let next = try step(
      LSTMCell<Double>(hidden: H), z: z.array, hidden: linspace(-0.3, 0.7, N * H),
      cellState: linspace(-0.4, 0.9, N * H),
      weight: inOurOrder(transposed(linspace(-0.7, 2.2, H * 4 * H), rows: H, columns: 4 * H))
    ).state
    let expected = try Fixture.load("cs231n").at("lstm_step_forward")
    #expect(relativeError(next.hidden.array, try expected.at("expected_next_h").numbers) < 1e-7)
    #expect(relativeError(next.cell.array, try expected.at("expected_next_c").numbers) < 1e-7)
  }

  /// c′ = f c + i g, h′ = o tanh c′ by hand, one unit: the gates lie as i, f, g, o.
  @Test func byHand() throws {
    let (z, weight) = ([0.5, -0.25, 1, 0.75], [1, 2, -1, 0.5])
    let (h, c) = (0.2, -0.6)
    let sums = zip(z, weight).map { $0 + $1 * h }
    func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
    let cell = logistic(sums[1]) * c + logistic(sums[0]) * tanh(sums[2])
    let next = try step(LSTMCell<Double>(hidden: 1), z: z, hidden: [h], cellState: [c], weight: weight).state
    #expect(largestDifference(next.cell.array, [cell]) < 1e-15)
    #expect(largestDifference(next.hidden.array, [logistic(sums[3]) * tanh(cell)]) < 1e-15)
  }

  /// Gates at their ends: a full forget gate and a shut input gate carry the cell state as it is, whatever comes.
  @Test func carries() throws {
    let next = try step(
      LSTMCell<Double>(hidden: 1), z: [-800, 800, 3, 800], hidden: [0.4], cellState: [0.625], weight: [0, 0, 0, 0]
    ).state
    #expect(next.cell.array == [0.625] && next.hidden.array == [tanh(0.625)])
  }
}
