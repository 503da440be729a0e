import Foundation
import Testing

@testable import Recurrent

/// The path that trains held against the reference, on the same weights: loss, state and every gradient within 10⁻⁴ of
/// the tensor's norm.
///
/// In processes of their own: a network's parts run on threads that the kernels' choice has to be made for beforehand.
@Suite struct FloatAgainstDoubleTests {
  /// Every cell; sizes that are no multiple of a vector; both outputs, one-hot, tied and adaptive.
  static let shapes: [NetworkShape] = NetworkShape.everyCell.enumerated().flatMap { kind, form in
    [1, 3, 7, 17, 33].enumerated().flatMap { size, H in
      // A wide output knows no cell: one size with each.
      (size == kind % 5 ? [5, 2050] : [5]).map { V in
        let isMLP = form.cell == .mlp
        let input = (kind + size) % 3
        var shape = NetworkShape(
          vocabulary: V, embedding: input == 0 && !isMLP ? nil : input == 1 ? H : 13, hidden: H,
          layers: V == 5 ? 2 : 1, cell: form.cell, gru: form.gru, context: form.context, isTied: input == 1)
        if V == 5 && input == 2 && H > 3 { shape.cutoffs = [2, 4] }
        return shape
      }
    }
  }

  /// What one window leaves, by name.
  private struct Outcome {
    var loss: Double
    var norm: Double
    var state: [Double]
    var gradients: [Double]
  }

  @Test func agreesOnTheLibrary() async {
    await #expect(processExitsWith: .success) { try FloatAgainstDoubleTests().compareAll() }
  }

  @Test func agreesOnPlainProducts() async {
    await #expect(processExitsWith: .success) {
      // Read at the first product.
      unsafe setenv("LMCTL_MATRIX", "plain", 1)
      try FloatAgainstDoubleTests().compareAll()
      #expect(Arithmetic.matrixLibrary == "plain")
    }
  }

  private func compareAll() throws {
    var count = 0
    for (index, shape) in Self.shapes.enumerated() {
      // Every third reads segments, every other drops something: the masks are the same in both.
      let resetsAt: UInt32? = index % 3 == 0 ? 1 : nil
      let dropout = index % 2 == 0 && shape.hidden > 3 ? Dropout(rate: 0.2) : .none
      let reference = try run(shape, threads: 1, dropout, resetsAt, as: Double.self)
      for set in Arithmetic.instructionSets {
        try #require(Arithmetic.choose(instructionSet: set))
        for threads in [1, 2] {
          let mine = try run(shape, threads: threads, dropout, resetsAt, as: Float.self)
          for (window, (a, b)) in zip(mine, reference).enumerated() {
            var found = [("loss", [a.loss], [b.loss]), ("norm", [a.norm], [b.norm]), ("state", a.state, b.state)]
            for tensor in NetworkTensors(shape).all {
              found.append((tensor.name, Array(a.gradients[tensor.range]), Array(b.gradients[tensor.range])))
            }
            for (name, a, b) in found where !b.isEmpty {
              let error = distance(a, b) / max(norm(b), 1e-6)
              count += 1
              #expect(
                error <= 1e-4,
                "\(shape.name), \(name), window \(window), \(threads) threads, \(set), \(Arithmetic.matrixLibrary)")
            }
          }
        }
      }
    }
    #expect(count > 5000)
  }

  /// Two windows on end.
  private func run<S: Scalar>(
    _ shape: NetworkShape, threads: Int, _ dropout: Dropout, _ resetsAt: UInt32?, as _: S.Type
  ) throws -> [Outcome] {
    let (lanes, steps) = (3, 4)
    let network = try Network<S>(
      shape, window: WindowShape(lanes: lanes, steps: steps), dropout: dropout, resetsAt: resetsAt, padding: 1,
      seed: 5, threads: threads)
    // Rounded to Float first, so that both start from the same.
    network.parameters.copy(numbers(network.tensors.count, within: 0.4, seed: 7).map { S(Float($0)) })
    let optimizer = try Optimizer<S>(OptimizerSettings(.sgd, learningRate: 0), count: network.tensors.count)
    var ids = randomIDs(lanes * 9 + 1, below: shape.vocabulary, seed: 3)
    // Every third id is the same: repeats within a lane and across lanes.
    for i in stride(from: 0, to: ids.count, by: 3) { ids[i] = 1 }
    return (0..<2).map { window in
      let first = 1 + steps * window
      let batch = Batch(starts: (0..<lanes).map { 9 * $0 + first }, steps: steps, continues: window > 0)
      let (loss, norm) = network.step(
        batch, of: ids, first: 1, update: window, optimizer: optimizer, rate: 0, clip: nil, clipValue: nil)
      return Outcome(
        loss: loss, norm: norm, state: network.carried(lanes: lanes, threads: threads).numbers,
        gradients: network.gradients.doubles)
    }
  }
}
