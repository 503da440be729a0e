import Testing

@testable import Recurrent

/// Each kernel against the loop that says what it does.
@Suite struct FloatKernelsTests {
  static let sizes = [0] + kernelSizes

  @Test(arguments: sizes) func elementwise(count: Int) throws {
    try onEachInstructionSet { set in
      for x in [try Pair(count, seed: 1), try Pair(extreme: count, seed: 1)] {
        let y = try Pair(count, seed: 4)
        Float.add(x.float, scaledBy: -0.75, to: y.float)
        Double.add(x.double, scaledBy: -0.75, to: y.double)
        expectSame(["add": y], set)
        let (a, b) = (Float.sumOfSquares(x.float), Double.sumOfSquares(x.double))
        #expect(a == b || (a.isNaN && b.isNaN) || abs(a - b) <= 1e-13 * b, set)
      }
    }
  }

  @Test(arguments: kernelSizes) func rows(columns: Int) throws {
    try onEachInstructionSet { set in
      for rows in [1, 3, 4, 33] {
        let (x, bias, out) = (
          try Pair(rows * columns, seed: 1), try Pair(columns, seed: 2), try Pair(room: rows * columns)
        )
        Float.transpose(x.float, rows: rows, columns: columns, into: out.float)
        Double.transpose(x.double, rows: rows, columns: columns, into: out.double)
        expectSame(["transpose": out], tolerance: 0, set)
        Float.addToRows(bias.float, x.float)
        Double.addToRows(bias.double, x.double)
        expectSame(["addToRows": x], set)
        Float.addColumnSums(of: x.float, to: bias.float)
        Double.addColumnSums(of: x.double, to: bias.double)
        expectSame(["addColumnSums": bias], tolerance: 1e-5, set)
      }
    }
  }

  /// Wherever the one element stands that is not a number or infinite.
  @Test(arguments: kernelSizes) func isFinite(count: Int) throws {
    try onEachInstructionSet { set in
      let x = try Pair(count, within: 1e30, seed: 1)
      #expect(Float.isFinite(x.float) && Double.isFinite(x.double), set)
      for place in x.float.indices {
        for bad in [Float.nan, .infinity, -.infinity] {
          let kept = x.float[place]
          x.float[place] = bad
          x.double[place] = Double(bad)
          #expect(!Float.isFinite(x.float) && !Double.isFinite(x.double), "\(bad) at \(place), \(set.rawValue)")
          x.float[place] = kept
          x.double[place] = Double(kept)
        }
      }
    }
  }

  static let productSizes: [[Int]] = [
    [1, 1, 1], [3, 1, 65], [1, 65, 3], [65, 3, 1], [1, 513, 65], [65, 65, 65], [3, 513, 3], [5, 700, 65], [513, 3, 65],
    [2, 65, 513], [4, 3, 700], [6, 512, 64], [0, 3, 2], [3, 0, 2], [3, 2, 0],
  ]

  /// All four forms, added or not, by the library and without: no size is a multiple of a block.
  @Test(arguments: productSizes) func products(_ sizes: [Int]) throws {
    let (m, n, k) = (sizes[0], sizes[1], sizes[2])
    let (a, b) = (try Pair(m * k, within: 1, seed: 1), try Pair(k * n, within: 1, seed: 2))
    let forms: [MatrixForm] = [.asIs, .transposed]
    for (aForm, bForm) in forms.flatMap({ a in forms.map { (a, $0) } }) {
      for adding in [false, true] {
        let expected = try view([Double](repeating: 0.5, count: m * n))
        Double.multiply(a.double, aForm, b.double, bForm, into: expected, rows: m, columns: n, inner: k, adding: adding)
        for plain in [false, true] {
          Arithmetic.preferPlainProducts(plain)
          defer { Arithmetic.preferPlainProducts(false) }
          // What is not added to may hold anything.
          let c = try view([Float](repeating: adding ? 0.5 : .nan, count: m * n))
          Float.multiply(a.float, aForm, b.float, bForm, into: c, rows: m, columns: n, inner: k, adding: adding)
          let difference = largestDifference(c.doubles, expected.array)
          #expect(
            difference <= 1e-7 * Double(k + 10),
            "\(sizes) \(aForm) \(bForm) \(adding ? "added" : "set") \(Arithmetic.matrixLibrary)")
        }
      }
    }
  }
}
