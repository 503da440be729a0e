import Testing

@testable import Recurrent

@Suite struct AffineTests {
  /// Two rows of three inputs, two outputs, by hand: y = x Wᵀ + b, dx = dy W, dW += dyᵀ x.
  @Test func byHand() throws { try check(as: Double.self) }
  @Test func byHandInFloat() throws { try check(as: Float.self) }

  private func check<S: Scalar>(as _: S.Type) throws {
    func cast(_ values: [Double]) throws -> View<S> { try view(values.map { S($0) }) }
    let (x, weight) = (try cast([1, 2, 3, -1, 0, 4]), try cast([2, 0, 1, -3, 1, 0.5]))
    let y = try cast([9, 9, 9, 9])
    Affine.forward(x, weight: weight, bias: try cast([10, 20]), rows: 2, into: y)
    #expect(y.doubles == [15, 20.5, 12, 25])
    Affine.forward(x, weight: weight, bias: nil, rows: 2, into: y)
    #expect(y.doubles == [5, 0.5, 2, 5])
    let dy = try cast([1, -1, 2, 0.5])
    let dx = try cast([9, 9, 9, 9, 9, 9])
    Affine.dInput(dy, weight: weight, rows: 2, into: dx)
    #expect(dx.doubles == [5, -1, 0.5, 2.5, 0.5, 2.25])
    let dWeight = try cast([100, 100, 100, 200, 200, 200])
    Affine.addDWeight(dy, x: x, rows: 2, to: dWeight)
    #expect(dWeight.doubles == [99, 102, 111, 198.5, 198, 199])
  }
}
