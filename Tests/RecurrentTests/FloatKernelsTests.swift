import Testing

@testable import Recurrent

/// Each kernel against the loop that says what it does.
@Suite struct FloatKernelsTests {
  static let sizes = [0, 1, 7, 8, 31, 33, 1000]

  /// The same numbers as Float and as Double, so that rounding the input is no difference.
  private func pair(_ count: Int, within bound: Double = 3, seed: UInt64) throws -> (View<Float>, View<Double>) {
    let x = numbers(count, within: bound, seed: seed).map { Float($0) }
    return (try view(x), try view(x.map(Double.init)))
  }

  private func expectClose(_ a: View<Float>, _ b: View<Double>, _ what: Comment, tolerance: Double = 1e-6) {
    #expect(zip(a.doubles, b.array).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }, what)
    #expect(a.count == b.count)
  }

  @Test(arguments: sizes) func elementwise(count: Int) throws {
    let (x, x2) = try pair(count, seed: 1)
    let (h, h2) = try pair(count, within: 1, seed: 2)
    let (carried, carried2) = try pair(count, seed: 3)
    let (y, y2) = try pair(count, seed: 4)
    let (out, out2) = (try View<Float>(count: count), try View<Double>(count: count))
    Float.tanh(x, into: out)
    Double.tanh(x2, into: out2)
    expectClose(out, out2, "tanh")
    Float.tanhGradient(x, carried: carried, value: h, into: out)
    Double.tanhGradient(x2, carried: carried2, value: h2, into: out2)
    expectClose(out, out2, "tanhGradient")
    Float.add(x, scaledBy: -0.75, to: y)
    Double.add(x2, scaledBy: -0.75, to: y2)
    expectClose(y, y2, "add")
    #expect(abs(Float.sumOfSquares(x) - Double.sumOfSquares(x2)) <= 1e-13 * Double.sumOfSquares(x2))
  }

  @Test(arguments: sizes) func rows(columns: Int) throws {
    if columns == 0 { return }
    for rows in [1, 3, 33] {
      let (x, x2) = try pair(rows * columns, seed: 1)
      let (bias, bias2) = try pair(columns, seed: 2)
      let (out, out2) = (try View<Float>(count: x.count), try View<Double>(count: x.count))
      Float.transpose(x, rows: rows, columns: columns, into: out)
      Double.transpose(x2, rows: rows, columns: columns, into: out2)
      #expect(out.doubles == out2.array)
      Float.addToRows(bias, x)
      Double.addToRows(bias2, x2)
      expectClose(x, x2, "addToRows")
      Float.addColumnSums(of: x, to: bias)
      Double.addColumnSums(of: x2, to: bias2)
      expectClose(bias, bias2, "addColumnSums", tolerance: 1e-5)
    }
  }

  /// Small values keep their digits, large ones end at ±1, and every branch meets the next.
  @Test func tanhOverItsRange() throws {
    var x: [Float] = [0, 1e-30, 1e-4, 0.6, 0.624_999, 0.625, 0.625_001, 1, 5, 9, 20, 43.4, 43.6, 100, 1e30, .infinity]
    x += x.map { -$0 }
    x += linspace(-10, 10, 4001).map { Float($0) }
    let (out, out2) = (try View<Float>(count: x.count), try View<Double>(count: x.count))
    Float.tanh(try view(x), into: out)
    Double.tanh(try view(x.map(Double.init)), into: out2)
    for i in x.indices {
      #expect(abs(Double(out[i]) - out2[i]) <= 2.5e-7 * abs(out2[i]), "tanh \(x[i])")
      #expect(abs(out[i]) <= 1)
    }
    let nan = try view([Float.nan])
    Float.tanh(nan, into: nan)
    #expect(nan[0].isNaN)
  }

  @Test(arguments: sizes.dropFirst()) func softmax(columns: Int) throws {
    for bound in [1e-4, 3.0, 80.0] {
      let (x, x2) = try pair(columns, within: bound, seed: UInt64(columns))
      #expect(abs(Float.logSumExp(x) - Double.logSumExp(x2)) <= 1e-6 * max(1, bound))
      let target = columns / 2
      let (loss, loss2) = (
        Float.softmaxGradient(x, target: target, factor: 0.125),
        Double.softmaxGradient(x2, target: target, factor: 0.125)
      )
      #expect(abs(loss - loss2) <= 1e-6 * max(1, bound))
      expectClose(x, x2, "gradient, logits ±\(bound)")
    }
  }

  /// Logits ±80, and far beyond what e^x can hold.
  @Test(arguments: [80, 1000, 1e30] as [Float]) func softmaxOfExtremes(size: Float) throws {
    for target in [0, 1] {
      let (x, x2) = (try view([size, -size, size]), try view([size, -size, size].map(Double.init)))
      let loss = Float.softmaxGradient(x, target: target, factor: 1)
      let loss2 = Double.softmaxGradient(x2, target: target, factor: 1)
      #expect(abs(loss - loss2) <= 1e-6 * max(1, loss2))
      expectClose(x, x2, "gradient")
    }
  }

  /// What is not a number must show in the loss, wherever it stands.
  @Test(arguments: [7, 33, 1000]) func nanReachesTheLoss(columns: Int) throws {
    for place in [0, columns / 2, columns - 1] {
      let (x, x2) = try pair(columns, seed: 1)
      x[place] = .nan
      x2[place] = .nan
      #expect(Float.logSumExp(x).isNaN && Double.logSumExp(x2).isNaN)
      #expect(Float.softmaxGradient(x, target: 1, factor: 1).isNaN)
      #expect(Double.softmaxGradient(x2, target: 1, factor: 1).isNaN)
    }
    let infinite = try view([Float](repeating: .infinity, count: columns))
    #expect(!Float.softmaxGradient(infinite, target: 0, factor: 1).isFinite)
  }

  static let productSizes: [[Int]] = [
    [1, 1, 1], [3, 1, 65], [1, 65, 3], [65, 3, 1], [1, 513, 65], [65, 65, 65], [3, 513, 3], [5, 700, 65], [513, 3, 65],
    [2, 65, 513], [4, 3, 700], [6, 512, 64], [0, 3, 2], [3, 0, 2], [3, 2, 0],
  ]

  /// All four forms, added or not, by the library and without: no size is a multiple of a block.
  @Test(arguments: productSizes) func products(_ sizes: [Int]) throws {
    let (m, n, k) = (sizes[0], sizes[1], sizes[2])
    let (a, a2) = try pair(m * k, within: 1, seed: 1)
    let (b, b2) = try pair(k * n, within: 1, seed: 2)
    let forms: [MatrixForm] = [.asIs, .transposed]
    for (aForm, bForm) in forms.flatMap({ a in forms.map { (a, $0) } }) {
      for adding in [false, true] {
        let expected = try view([Double](repeating: 0.5, count: m * n))
        Double.multiply(a2, aForm, b2, bForm, into: expected, rows: m, columns: n, inner: k, adding: adding)
        for plain in [false, true] {
          Arithmetic.preferPlainProducts(plain)
          defer { Arithmetic.preferPlainProducts(false) }
          // What is not added to may hold anything.
          let c = try view([Float](repeating: adding ? 0.5 : .nan, count: m * n))
          Float.multiply(a, aForm, b, bForm, into: c, rows: m, columns: n, inner: k, adding: adding)
          let difference = largestDifference(c.doubles, expected.array)
          #expect(
            difference <= 1e-7 * Double(k + 10),
            "\(sizes) \(aForm) \(bForm) \(adding ? "added" : "set") \(Arithmetic.matrixLibrary)")
        }
      }
    }
  }

  @Test func namesWhatRuns() {
    #expect(["x86-64-v4", "x86-64-v3", "baseline"].contains(Arithmetic.instructionSet))
    #expect(Arithmetic.matrixLibrary == "plain" || Arithmetic.matrixLibrary.hasPrefix("oneDNN "))
    Arithmetic.preferPlainProducts(true)
    #expect(Arithmetic.matrixLibrary == "plain")
    Arithmetic.preferPlainProducts(false)
  }
}
