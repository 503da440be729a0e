import Testing

@testable import Recurrent

/// The formulas themselves, worked out by hand on one weight.
@Suite struct UpdateScalarTests {
  @Test(arguments: [
    // values, factor, limit, decay, weight: clamp(factor · value, ±limit) + decay · weight
    ([2.0, 0.5, .infinity, 0, 10], 1.0), ([2, 0.5, 0.25, 0, 10], 0.25), ([-2, 0.5, 0.25, 0, 10], -0.25),
    ([2, 0.5, 0.25, 0.1, 10], 1.25), ([-0.2, 1, 0.25, 0.1, -10], -1.2),
  ]) func slopes(_ x: [Double], expected: Double) throws {
    let g = Slopes(try view([x[0]]), factor: x[1], limit: x[2], decay: x[3])
    #expect(abs(g[0, weight: x[4]] - expected) < 1e-15)
  }

  private func slope(_ value: Double) throws -> Slopes<Double> {
    Slopes(try view([value]), factor: 1, limit: .infinity, decay: 0)
  }

  @Test func rules() throws {
    func one(_ value: Double) throws -> View<Double> { try view([value]) }
    func expect(_ view: View<Double>, _ value: Double, _ what: Comment) { #expect(abs(view[0] - value) < 1e-15, what) }
    var w = try one(1)
    Double.sgd(w, try slope(2), rate: 0.25)
    expect(w, 0.5, "1 − ¼ · 2")

    w = try one(1)
    let v = try one(4)
    Double.momentum(w, try slope(2), velocity: v, rate: 0.25, momentum: 0.5, isNesterov: false)
    expect(v, 4, "½ · 4 + 2")
    expect(w, 0, "1 − ¼ · 4")
    Double.momentum(w, try slope(2), velocity: v, rate: 0.25, momentum: 0.5, isNesterov: true)
    expect(w, -1, "0 − ¼ (2 + ½ · 4)")

    w = try one(1)
    let (m, s) = (try one(2), try one(8))
    let constants = AdamConstants<Double>(
      kept: 0.5, beta1: 0.5, beta2: 0.25, stepSize: 2, rootCorrection: 1, epsilon: 1)
    Double.adam(w, try slope(4), mean: m, meanSquare: s, constants)
    expect(m, 3, "2 + ½ (4 − 2)")
    expect(s, 14, "¼ · 8 + ¾ · 16")
    expect(w, 0.5 - 6 / (14.0.squareRoot() + 1), "½ · 1 − 2 · 3 / (√14 + 1)")

    w = try one(1)
    let square = try one(8)
    Double.rmsprop(w, try slope(2), meanSquare: square, rate: 0.5, alpha: 0.25, epsilon: 1)
    expect(square, 5, "¼ · 8 + ¾ · 4")
    expect(w, 1 - 1 / (5.0.squareRoot() + 1), "1 − ½ · 2 / (√5 + 1)")

    w = try one(1)
    let (mean, u) = (try one(8), try one(3))
    Double.rmsprop(w, try slope(2), meanSquare: mean, velocity: u, rate: 0.5, alpha: 0.25, epsilon: 1, momentum: 0.5)
    expect(u, 1.5 + 2 / (5.0.squareRoot() + 1), "½ · 3 + 2 / (√5 + 1)")
    expect(w, 1 - u[0] / 2, "1 − ½ u")

    w = try one(1)
    let sum = try one(5)
    Double.adagrad(w, try slope(2), sum: sum, rate: 0.5, epsilon: 1)
    expect(sum, 9, "5 + 4")
    expect(w, 0.75, "1 − ½ · 2 / (3 + 1)")

    w = try one(1)
    let average = try one(3)
    Double.averaged(w, try slope(2), average: average, rate: 0.5, share: 0.25)
    expect(w, 0, "1 − ½ · 2")
    expect(average, 2.25, "3 + ¼ (0 − 3)")
  }
}
