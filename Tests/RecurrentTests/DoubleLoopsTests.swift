import Testing

@testable import Recurrent

/// The reference loops, on numbers that can be worked out by hand.
@Suite struct DoubleLoopsTests {
  /// All four forms of the same product, added and not.
  @Test func product() throws {
    let (a, aT) = (try view([1.0, 2, 3, 4, 5, 6]), try view([1.0, 4, 2, 5, 3, 6]))
    let (b, bT) = (try view([7.0, 8, 9, 10, 11, 12]), try view([7.0, 9, 11, 8, 10, 12]))
    for (left, leftForm) in [(a, MatrixForm.asIs), (aT, .transposed)] {
      for (right, rightForm) in [(b, MatrixForm.asIs), (bT, .transposed)] {
        let c = try view([Double](repeating: 1, count: 4))
        Double.multiply(left, leftForm, right, rightForm, into: c, rows: 2, columns: 2, inner: 3, adding: false)
        #expect(c.array == [58, 64, 139, 154])
        Double.multiply(left, leftForm, right, rightForm, into: c, rows: 2, columns: 2, inner: 3, adding: true)
        #expect(c.array == [116, 128, 278, 308])
      }
    }
  }

  @Test func rows() throws {
    let (x, bias) = (try view([1.0, 2, 3, 4, 5, 6]), try view([10.0, 20, 30]))
    Double.addToRows(bias, x)
    #expect(x.array == [11, 22, 33, 14, 25, 36])
    Double.addColumnSums(of: x, to: bias)
    #expect(bias.array == [35, 67, 99])
    let out = try View<Double>(count: 6)
    Double.transpose(x, rows: 2, columns: 3, into: out)
    #expect(out.array == [11, 14, 22, 25, 33, 36])
  }

  @Test func elements() throws {
    let (x, y) = (try view([3.0, -4, 0.5]), try view([1.0, 1, 1]))
    Double.add(x, scaledBy: 2, to: y)
    #expect(y.array == [7, -7, 2])
    #expect(Double.sumOfSquares(x) == 25.25)
    let worst = try view([-Double.infinity, .infinity, .nan])
    #expect(!Double.isFinite(worst) && Double.isFinite(x))
  }
}
