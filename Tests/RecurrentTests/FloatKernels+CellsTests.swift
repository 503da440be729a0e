import Testing

@testable import Recurrent

/// Every cell's kernels against the loops that say what they do, on each instruction set.
@Suite struct FloatKernelsCellsTests {
  static let lanes = 3

  @Test(arguments: Activation.allCases, kernelSizes) func activations(_ activation: Activation, count: Int) throws {
    try onEachInstructionSet { set in
      for z in [try Pair(count, seed: 1), try Pair(extreme: count, seed: 2)] {
        let (h, dh, carried, dz) = (
          try Pair(room: count), try Pair(count, seed: 3), try Pair(count, seed: 4), try Pair(room: count)
        )
        Float.activate(activation, z.float, into: h.float)
        Double.activate(activation, z.double, into: h.double)
        expectSame(["h": h], set)
        let value = try Pair(h.float.array)
        Float.activationGradient(activation, dh.float, carried: carried.float, value: value.float, into: dz.float)
        Double.activationGradient(activation, dh.double, carried: carried.double, value: value.double, into: dz.double)
        expectSame(["dz": dz], set)
        Float.activate(activation, z.float, into: z.float)
        #expect(zip(z.float.array, h.float.array).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }, "in place, \(set)")
      }
    }
  }

  /// Small values keep their digits, large ones end near ±1 and never beyond.
  @Test func tanhOverItsRange() throws {
    var x: [Float] = [
      0, Float(bitPattern: 0x1_0000), 1e-30, 1e-4, 0.002_003_82, 0.6, 1, 5, 7.9, 7.91, 9, 20, 43.5, 100, 1e30,
      .infinity,
    ]
    x += x.map { -$0 }
    x += linspace(-10, 10, 4001).map { Float($0) }
    try onEachInstructionSet { set in
      let (out, out2) = (try View<Float>(count: x.count), try View<Double>(count: x.count))
      Float.activate(.tanh, try view(x), into: out)
      Double.activate(.tanh, try view(x.map(Double.init)), into: out2)
      for i in x.indices {
        #expect(abs(Double(out[i]) - out2[i]) <= max(4e-7 * abs(out2[i]), 2e-45), "tanh \(x[i]), \(set.rawValue)")
        #expect(abs(out[i]) <= 1)
      }
    }
  }

  /// σ keeps its digits where it is small, down to e^−87, and is never 0 there nor above 1.
  @Test func logisticOverItsRange() throws {
    let x = linspace(-87, 87, 4001).map { Float($0) } + [-1e4, 1e4, -.infinity, .infinity]
    try onEachInstructionSet { set in
      let (out, out2) = (try View<Float>(count: x.count), try View<Double>(count: x.count))
      Float.activate(.sigmoid, try view(x), into: out)
      Double.activate(.sigmoid, try view(x.map(Double.init)), into: out2)
      for i in x.indices {
        #expect(abs(Double(out[i]) - out2[i]) <= max(4e-7 * out2[i], 2e-38), "σ(\(x[i])), \(set.rawValue)")
        #expect(out[i] > 0 && out[i] <= 1)
      }
    }
  }

  /// Ordinary numbers, then the worst: the gates of the worst are finite or NaN, and so is what comes after.
  private func inputs(_ count: Int, _ seed: UInt64) throws -> [Pair] {
    [try Pair(count, seed: seed), try Pair(extreme: count, seed: seed)]
  }

  @Test(arguments: kernelSizes) func lstm(width: Int) throws {
    let count = Self.lanes * width
    try onEachInstructionSet { set in
      for z in try inputs(4 * count, 1) {
        let before = try Pair(count, seed: 2)
        let (cell, hidden) = (try Pair(room: count), try Pair(room: count))
        Float.lstmForward(
          z.float, previousCell: before.float, cell: cell.float, hidden: hidden.float, width: width)
        Double.lstmForward(
          z.double, previousCell: before.double, cell: cell.double, hidden: hidden.double, width: width)
        expectSame(["gates": z, "cell": cell, "hidden": hidden], set)

        // Back from the same values, so that what rounding did forward is no difference.
        let (dz, c) = (try Pair(z.float.array), try Pair(cell.float.array))
        let (dh, carried, dc) = (try Pair(count, seed: 3), try Pair(count, seed: 4), try Pair(count, seed: 5))
        Float.lstmBackward(
          dz.float, dh: dh.float, carried: carried.float, carriedCell: dc.float, previousCell: before.float,
          cell: c.float, width: width)
        Double.lstmBackward(
          dz.double, dh: dh.double, carried: carried.double, carriedCell: dc.double, previousCell: before.double,
          cell: c.double, width: width)
        expectSame(["dz": dz, "dc": dc], tolerance: 1e-5, set)
      }
    }
  }

  /// A scorer keeps one state and writes over it.
  @Test func lstmWritesOverItsState() throws {
    try onEachInstructionSet { set in
      let (width, count) = (67, 2 * 67)
      let (z, again) = (try Pair(4 * count, seed: 1), try Pair(4 * count, seed: 1))
      let (state, cell, hidden) = (try Pair(count, seed: 2), try Pair(room: count), try Pair(room: count))
      Float.lstmForward(z.float, previousCell: state.float, cell: cell.float, hidden: hidden.float, width: width)
      Float.lstmForward(again.float, previousCell: state.float, cell: state.float, hidden: hidden.float, width: width)
      #expect(state.float.array == cell.float.array, set)
    }
  }

  @Test(arguments: kernelSizes) func gruResetAfter(width: Int) throws {
    let count = Self.lanes * width
    try onEachInstructionSet { set in
      for z in try inputs(3 * count, 1) {
        let (a, before, next) = (try Pair(3 * count, seed: 2), try Pair(count, seed: 3), try Pair(room: count))
        let kept = a.float.array
        Float.gruForward(z.float, recurrent: a.float, previous: before.float, into: next.float, width: width)
        Double.gruForward(z.double, recurrent: a.double, previous: before.double, into: next.double, width: width)
        expectSame(["gates": z, "next": next], set)
        #expect(a.float.array == kept, set)

        let (dz, dh, carried) = (try Pair(z.float.array), try Pair(count, seed: 4), try Pair(count, seed: 5))
        Float.gruBackward(
          dz.float, recurrent: a.float, dh: dh.float, carried: carried.float, previous: before.float, width: width)
        Double.gruBackward(
          dz.double, recurrent: a.double, dh: dh.double, carried: carried.double, previous: before.double,
          width: width)
        expectSame(["dz": dz, "da": a, "carried": carried], tolerance: 1e-5, set)
      }
    }
  }

  @Test(arguments: kernelSizes) func gruResetBefore(width: Int) throws {
    let count = Self.lanes * width
    try onEachInstructionSet { set in
      for z in try inputs(3 * count, 1) {
        let (a, b, before) = (try Pair(2 * count, seed: 2), try Pair(count, seed: 3), try Pair(count, seed: 4))
        let (reset, next) = (try Pair(room: count), try Pair(room: count))
        Float.gruGatesForward(z.float, gates: a.float, previous: before.float, reset: reset.float, width: width)
        Double.gruGatesForward(z.double, gates: a.double, previous: before.double, reset: reset.double, width: width)
        expectSame(["gates": z, "reset": reset], set)
        Float.gruCandidateForward(
          z.float, candidate: b.float, previous: before.float, into: next.float, width: width)
        Double.gruCandidateForward(
          z.double, candidate: b.double, previous: before.double, into: next.double, width: width)
        expectSame(["candidate": z, "next": next], set)

        let (dz, db, da) = (try Pair(z.float.array), try Pair(room: count), try Pair(room: 2 * count))
        let (dh, carried, dReset) = (try Pair(count, seed: 5), try Pair(count, seed: 6), try Pair(count, seed: 7))
        Float.gruCandidateBackward(
          dz.float, dCandidate: db.float, dh: dh.float, carried: carried.float, previous: before.float, width: width)
        Double.gruCandidateBackward(
          dz.double, dCandidate: db.double, dh: dh.double, carried: carried.double, previous: before.double,
          width: width)
        expectSame(["dz, second stage": dz, "db": db, "carried": carried], tolerance: 1e-5, set)
        Float.gruGatesBackward(
          dz.float, dGates: da.float, dReset: dReset.float, carried: carried.float, previous: before.float,
          width: width)
        Double.gruGatesBackward(
          dz.double, dGates: da.double, dReset: dReset.double, carried: carried.double, previous: before.double,
          width: width)
        expectSame(["dz, first stage": dz, "da": da, "carried": carried], tolerance: 1e-5, set)
      }
    }
  }
}
