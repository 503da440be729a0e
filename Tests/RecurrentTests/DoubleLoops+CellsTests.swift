import Testing

@testable import Recurrent

/// The cells' backward loops are the slopes of their forward loops, at every input, by central differences.
@Suite struct DoubleLoopsCellsTests {
  static let (lanes, width) = (2, 3)
  static let count = lanes * width

  private func random(_ count: Int, _ seed: UInt64) throws -> View<Double> {
    try view(numbers(count, within: 1.5, seed: seed))
  }

  private func copied(_ x: View<Double>) throws -> View<Double> { try view(x.array) }

  private func dot(_ a: View<Double>, _ b: View<Double>) -> Double {
    zip(a.array, b.array).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private func sum(_ a: View<Double>, _ b: View<Double>) throws -> View<Double> {
    try view(zip(a.array, b.array).map(+))
  }

  @Test(arguments: Activation.allCases) func activations(_ activation: Activation) throws {
    let (z, dh, carried) = (try random(Self.count, 1), try random(Self.count, 2), try random(Self.count, 3))
    let (h, dz, weights) = (
      try View<Double>(count: Self.count), try View<Double>(count: Self.count), try sum(dh, carried)
    )
    Double.activate(activation, z, into: h)
    Double.activationGradient(activation, dh, carried: carried, value: h, into: dz)
    #expect(
      firstWrongSlope("dz", dz.array, of: z, width: Self.width) {
        Double.activate(activation, z, into: h)
        return dot(h, weights)
      } == nil)
  }

  /// tanh ½ to the digits of tables.
  @Test func tanh() throws {
    let x = try view([0.5, -0.5, 1e4])
    Double.activate(.tanh, x, into: x)
    #expect(abs(x[0] - 0.462_117_157_260_009_758) <= 1e-16 && x[1] == -x[0] && x[2] == 1)
  }

  @Test func logisticOfLargeNumbers() throws {
    let z = try view([-1e4, -745, -30, 0, 30, 1e4])
    Double.activate(.sigmoid, z, into: z)
    #expect(z.array[0] == 0 && z.array[1] > 0 && z.array[3] == 0.5 && z.array[5] == 1)
    #expect(abs(z[2] - 9.357_622_968_839_299e-14) <= 1e-28)
  }

  @Test func lstm() throws {
    let n = Self.count
    let (z, before) = (try random(4 * n, 1), try random(n, 2))
    let (dh, carried, dc) = (try random(n, 3), try random(n, 4), try random(n, 5))
    let (cell, hidden) = (try View<Double>(count: n), try View<Double>(count: n))
    let (weights, cellWeights) = (try sum(dh, carried), try copied(dc))
    let dz = try copied(z)
    Double.lstmForward(dz, previousCell: before, cell: cell, hidden: hidden, width: Self.width)
    Double.lstmBackward(
      dz, dh: dh, carried: carried, carriedCell: dc, previousCell: before, cell: cell, width: Self.width)
    let gates = try View<Double>(count: 4 * n)
    let loss = {
      gates.copy(z)
      Double.lstmForward(gates, previousCell: before, cell: cell, hidden: hidden, width: Self.width)
      return dot(hidden, weights) + dot(cell, cellWeights)
    }
    #expect(firstWrongSlope("dz", dz.array, of: z, width: 4 * Self.width, loss) == nil)
    #expect(firstWrongSlope("dc", dc.array, of: before, width: Self.width, loss) == nil)
  }

  @Test func gruResetAfter() throws {
    let n = Self.count
    let (z, a, before) = (try random(3 * n, 1), try random(3 * n, 2), try random(n, 3))
    let (dh, carried) = (try random(n, 4), try random(n, 5))
    let weights = try sum(dh, carried)
    let (dz, da, next) = (try copied(z), try copied(a), try View<Double>(count: n))
    Double.gruForward(dz, recurrent: da, previous: before, into: next, width: Self.width)
    Double.gruBackward(dz, recurrent: da, dh: dh, carried: carried, previous: before, width: Self.width)
    let gates = try View<Double>(count: 3 * n)
    let loss = {
      gates.copy(z)
      Double.gruForward(gates, recurrent: a, previous: before, into: next, width: Self.width)
      return dot(next, weights)
    }
    #expect(firstWrongSlope("dz", dz.array, of: z, width: 3 * Self.width, loss) == nil)
    #expect(firstWrongSlope("da", da.array, of: a, width: 3 * Self.width, loss) == nil)
    // a stands for h·W_hhᵀ here, so what h gives past the product is all.
    #expect(firstWrongSlope("carried", carried.array, of: before, width: Self.width, loss) == nil)
  }

  /// Both stages as one function of z, a, b and h, whose loss weighs the new state and r ⊙ h (as W_n would).
  @Test func gruResetBefore() throws {
    let n = Self.count
    let (z, a, b, before) = (try random(3 * n, 1), try random(2 * n, 2), try random(n, 3), try random(n, 4))
    let (dh, carried, dReset) = (try random(n, 5), try random(n, 6), try random(n, 7))
    let weights = try sum(dh, carried)
    let (reset, next) = (try View<Double>(count: n), try View<Double>(count: n))
    let (dz, da, db) = (try copied(z), try View<Double>(count: 2 * n), try View<Double>(count: n))
    func forward(_ gates: View<Double>) {
      Double.gruGatesForward(gates, gates: a, previous: before, reset: reset, width: Self.width)
      Double.gruCandidateForward(gates, candidate: b, previous: before, into: next, width: Self.width)
    }
    forward(dz)
    Double.gruCandidateBackward(dz, dCandidate: db, dh: dh, carried: carried, previous: before, width: Self.width)
    Double.gruGatesBackward(dz, dGates: da, dReset: dReset, carried: carried, previous: before, width: Self.width)
    let gates = try View<Double>(count: 3 * n)
    let loss = {
      gates.copy(z)
      forward(gates)
      return dot(next, weights) + dot(reset, dReset)
    }
    #expect(firstWrongSlope("dz", dz.array, of: z, width: 3 * Self.width, loss) == nil)
    #expect(firstWrongSlope("da", da.array, of: a, width: 2 * Self.width, loss) == nil)
    #expect(firstWrongSlope("db", db.array, of: b, width: Self.width, loss) == nil)
    #expect(firstWrongSlope("carried", carried.array, of: before, width: Self.width, loss) == nil)
  }
}
