import Testing
import Platform

@testable import Recurrent

/// WᵀW of an n × n matrix.
func gram(_ w: [Double], _ n: Int) -> [Double] {
  (0..<n * n).map { i in (0..<n).reduce(0) { $0 + w[$1 * n + i / n] * w[$1 * n + i % n] } }
}

func identity(_ n: Int) -> [Double] { (0..<n * n).map { $0 / n == $0 % n ? 1 : 0 } }

@Suite struct OrthogonalMatrixTests {
  /// Sizes around the width of a panel of columns.
  @Test(arguments: [1, 2, 3, 15, 16, 17, 32, 50]) func isOrthogonal(n: Int) {
    var random = RandomSource(seed: UInt64(n))
    let w = OrthogonalMatrix.random(n, &random)
    #expect(w.count == n * n)
    #expect(largestDifference(gram(w, n), identity(n)) < 1e-14)
    #expect(largestDifference(gram(transposed(w, rows: n, columns: n), n), identity(n)) < 1e-14)
    var again = RandomSource(seed: UInt64(n))
    #expect(OrthogonalMatrix.random(n, &again) == w)
  }

  /// n = 2 by hand: the first column is the first vector, made one long; the second stands at a right angle to it, on
  /// the side that the sign of the third number, seen through the reflection, says.
  @Test func isTheQOfItsGaussians() {
    for seed in 0..<20 as Range<UInt64> {
      var random = RandomSource(seed: seed)
      let (a, b, c) = (random.normal(), random.normal(), random.normal())
      let length = (a * a + b * b).squareRoot()
      var same = RandomSource(seed: seed)
      let q = OrthogonalMatrix.random(2, &same)
      #expect(abs(q[0] - a / length) < 1e-14 && abs(q[2] - b / length) < 1e-14)
      let sign: Double = (a < 0) == (c < 0) ? 1 : -1
      #expect(abs(q[0] * q[3] - q[1] * q[2] - sign) < 1e-14)
      #expect(same.state == random.state, "n (n + 1) / 2 numbers are drawn")
    }
  }

  /// Haar's measure: each element has mean 0 and variance 1/n, and the determinant is of either sign.
  @Test func favoursNoDirection() {
    let (n, rounds) = (4, 1000)
    var random = RandomSource(seed: 3)
    var (sum, square) = ([Double](repeating: 0, count: n * n), [Double](repeating: 0, count: n * n))
    for _ in 0..<rounds {
      let w = OrthogonalMatrix.random(n, &random)
      for i in w.indices {
        sum[i] += w[i] / Double(rounds)
        square[i] += w[i] * w[i] / Double(rounds)
      }
    }
    // Five standard errors; the fourth moment of an element is 3 / (n (n + 2)).
    let (mean, spread) = (
      5 * (0.25 / Double(rounds)).squareRoot(), 5 * ((0.125 - 0.0625) / Double(rounds)).squareRoot()
    )
    #expect(sum.allSatisfy { abs($0) < mean })
    #expect(square.allSatisfy { abs($0 - 0.25) < spread })
    var ones = 0
    for _ in 0..<rounds where OrthogonalMatrix.random(1, &random)[0] > 0 { ones += 1 }
    #expect(abs(Double(ones) / Double(rounds) - 0.5) < 5 * (0.25 / Double(rounds)).squareRoot())
  }
}
