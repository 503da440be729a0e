import Foundation
import Testing

@testable import Recurrent

/// The softmax's kernels against the loops that say what they do, on each instruction set.
@Suite struct FloatKernelsSoftmaxTests {
  static let rows = 5

  /// One call of ``SoftmaxScalar/exponentials`` on a panel that begins at column 100 of V, and all that it leaves.
  private struct Panel {
    let (x, bias, shift, targetScores): (Pair, Pair?, Pair, Pair)
    let targets: View<UInt32>
    let (floatSums, doubleSums): (View<Double>, View<Double>)
    let (floatTop, doubleTop): (Double, Double)

    init(_ x: Pair, bias: Pair?, columns: Int, writing: Bool) throws {
      (self.x, self.bias) = (x, bias)
      shift = try Pair(rows, within: 1, seed: 9)
      targetScores = try Pair([Float](repeating: -7, count: rows))
      // Before the panel, its first column, its last, after it, and far after.
      targets = try view([99, 100, UInt32(99 + columns), UInt32(100 + columns), UInt32.max])
      floatSums = try view([Double](repeating: 0.5, count: rows))
      doubleSums = try view([Double](repeating: 0.5, count: rows))
      let run = writing ? Float.exponentials : Float.sumExponentials
      floatTop = Double(
        run(x.float, bias?.float, columns, shift.float, floatSums, targets, 100, targetScores.float))
      let reference = writing ? Double.exponentials : Double.sumExponentials
      doubleTop = reference(
        x.double, bias?.double, columns, shift.double, doubleSums, targets, 100, targetScores.double)
    }

    func check(_ what: Comment, tolerance: Double = 1e-6) {
      expectSame(["x": x, "target scores": targetScores], tolerance: max(2e-6, tolerance), what)
      #expect(abs(floatTop - doubleTop) <= 1e-6 * max(1, abs(doubleTop)), what)
      for (a, b) in zip(floatSums.array, doubleSums.array) { #expect(abs(a - b) <= tolerance * b, what) }
    }
  }

  @Test(arguments: kernelSizes + [1024, 2100]) func exponentials(columns: Int) throws {
    try onEachInstructionSet { set in
      for (bias, writing) in [(true, true), (true, false), (false, true), (false, false)] {
        let x = try Pair(Self.rows * columns, within: 8, seed: UInt64(columns))
        let before = x.float.array
        let panel = try Panel(x, bias: bias ? Pair(columns, seed: 3) : nil, columns: columns, writing: writing)
        panel.check("\(set.rawValue), bias \(bias), writing \(writing)")
        #expect(writing || x.float.array == before)
        #expect(panel.targetScores.float[0] == -7 && panel.targetScores.float[1] != -7, "what lies in the panel")
      }
    }
  }

  /// −∞ and what is far below is 0 and no more, what is far above is cut but told.
  @Test(arguments: kernelSizes) func exponentialsOfExtremes(columns: Int) throws {
    try onEachInstructionSet { set in
      var values = [Float](repeating: -.infinity, count: Self.rows * columns)
      for r in 0..<Self.rows { values[r * columns] = [0, -1e4, -100, 60, -.infinity][r] }
      let panel = try Panel(Pair(values), bias: nil, columns: columns, writing: true)
      // 60 less a shift is rounded to 4 · 10⁻⁶.
      panel.check(set, tolerance: 4e-6)
      #expect(panel.x.float.array.allSatisfy { $0 == 0 || $0 > 1e-38 }, "no denormals, \(set)")

      for place in Set([0, columns / 2, columns - 1]) {
        var tall = [Float](repeating: 0, count: Self.rows * columns)
        tall[3 * columns + place] = 1e30
        let cut = try Panel(Pair(tall), bias: nil, columns: columns, writing: false)
        #expect(abs(cut.floatTop - 1e30) <= 1e24 && cut.floatSums.array.allSatisfy(\.isFinite), set)
      }
    }
  }

  /// What is not a number shows in its row's sum, and there only.
  @Test(arguments: kernelSizes) func nanReachesTheSums(columns: Int) throws {
    try onEachInstructionSet { set in
      for place in Set([0, columns / 2, columns - 1]) {
        let x = try Pair(Self.rows * columns, seed: 1)
        x.float[2 * columns + place] = .nan
        x.double[2 * columns + place] = .nan
        let panel = try Panel(x, bias: Pair(columns, seed: 2), columns: columns, writing: true)
        #expect(panel.floatSums.array.map(\.isNaN) == [false, false, true, false, false], set)
        #expect(panel.doubleSums.array.map(\.isNaN) == [false, false, true, false, false])
        expectSame(["x": x], set)
        #expect(columns == 1 || abs(panel.floatTop - panel.doubleTop) <= 1e-6, "NaN is passed over, \(set)")
      }
    }
  }

  @Test(arguments: kernelSizes) func rowMaxima(columns: Int) throws {
    try onEachInstructionSet { set in
      for bias in [nil, try Pair(columns, seed: 2)] {
        let maxima = try Pair(room: Self.rows)
        for x in [try Pair(Self.rows * columns, within: 1e4, seed: 1), try Pair(extreme: Self.rows * columns, seed: 1)]
        {
          Float.rowMaxima(x.float, bias: bias?.float, columns: columns, into: maxima.float)
          Double.rowMaxima(x.double, bias: bias?.double, columns: columns, into: maxima.double)
          expectSame(["maxima": maxima], set)
        }
        let below = try Pair([Float](repeating: -5, count: columns))
        Float.rowMaxima(below.float, bias: nil, columns: columns, into: maxima.float[0..<1])
        #expect(maxima.float[0] == -5, "what lies past a row's end counts for nothing, \(set)")
      }
    }
  }

  @Test(arguments: kernelSizes) func weightedRows(columns: Int) throws {
    try onEachInstructionSet { set in
      for rows in [1, 3, 4, 33] {
        let (x, weights) = (try Pair(rows * columns, seed: 1), try Pair(rows, seed: 2))
        let (sums, out) = (try Pair(columns, seed: 3), try Pair(room: rows * columns))
        Float.weightedColumnSums(of: x.float, columns: columns, weights: weights.float, to: sums.float)
        Double.weightedColumnSums(of: x.double, columns: columns, weights: weights.double, to: sums.double)
        expectSame(["sums": sums], tolerance: 1e-5, set)
        Float.scaleRows(x.float, by: weights.float, into: out.float)
        Double.scaleRows(x.double, by: weights.double, into: out.double)
        expectSame(["rows": out], set)
        Float.scaleRows(x.float, by: weights.float, into: x.float)
        #expect(x.float.array == out.float.array, "in place, \(set)")
      }
    }
  }

  /// In panels, with a running shift or the true one, the same as the whole row at once.
  @Test func panelsMakeTheWholeSoftmax() throws {
    let (rows, vocabulary) = (3, 700)
    let x = numbers(rows * vocabulary, within: 6, seed: 1).map { Float($0) }
    let targets = try view([3, 256, 699] as [UInt32])
    try onEachInstructionSet { set in
      let sums = try view([Double](repeating: 0, count: rows))
      let (shift, scores) = (try view([Float](repeating: 2, count: rows)), try View<Float>(count: rows))
      for first in stride(from: 0, to: vocabulary, by: 256) {
        let panel = first..<min(first + 256, vocabulary)
        let part = try view((0..<rows).flatMap { r in panel.map { x[r * vocabulary + $0] } })
        _ = Float.sumExponentials(
          part, bias: nil, columns: panel.count, shift: shift, sums: sums, targets: targets, firstColumn: first,
          targetScores: scores)
      }
      for r in 0..<rows {
        let row = try view(Array(x[r * vocabulary..<(r + 1) * vocabulary]))
        let whole = Float.softmaxGradient(row, target: Int(targets[r]), factor: 1)
        #expect(abs(whole - (2 + log(sums[r]) - Double(scores[r]))) <= 1e-5, set)
      }
    }
  }

  @Test(arguments: kernelSizes + [10_007]) func wholeRows(columns: Int) throws {
    try onEachInstructionSet { set in
      for bound in [1e-4, 3.0, 80.0] {
        let x = try Pair(columns, within: bound, seed: UInt64(columns))
        #expect(abs(Float.logSumExp(x.float) - Double.logSumExp(x.double)) <= 1e-6 * max(1, bound), set)
        let target = columns / 2
        let loss = Float.softmaxGradient(x.float, target: target, factor: 0.125)
        let loss2 = Double.softmaxGradient(x.double, target: target, factor: 0.125)
        #expect(abs(loss - loss2) <= 1e-6 * max(1, bound), set)
        expectSame(["gradient": x], "logits ±\(bound), \(set.rawValue)")
      }
    }
  }

  /// Logits ±80, and far beyond what e^x can hold.
  @Test(arguments: [80, 1000, 1e30] as [Float]) func wholeRowsOfExtremes(size: Float) throws {
    try onEachInstructionSet { set in
      for target in [0, 1] {
        let x = try Pair([size, -size, size])
        let loss = Float.softmaxGradient(x.float, target: target, factor: 1)
        let loss2 = Double.softmaxGradient(x.double, target: target, factor: 1)
        #expect(abs(loss - loss2) <= 1e-6 * max(1, loss2), set)
        expectSame(["gradient": x], set)
      }
    }
  }

  /// What is not a number must show in the loss, wherever it stands.
  @Test(arguments: kernelSizes) func nanReachesTheLoss(columns: Int) throws {
    try onEachInstructionSet { set in
      for place in Set([0, columns / 2, columns - 1]) {
        let x = try Pair(columns, seed: 1)
        x.float[place] = .nan
        x.double[place] = .nan
        #expect(Float.logSumExp(x.float).isNaN && Double.logSumExp(x.double).isNaN, set)
        #expect(Float.softmaxGradient(x.float, target: 0, factor: 1).isNaN, set)
        #expect(Double.softmaxGradient(x.double, target: 0, factor: 1).isNaN)
      }
      let infinite = try view([Float](repeating: .infinity, count: columns))
      #expect(!Float.softmaxGradient(infinite, target: 0, factor: 1).isFinite, set)
    }
  }
}
