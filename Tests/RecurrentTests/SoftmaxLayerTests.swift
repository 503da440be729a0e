import Foundation
import Testing
import Platform

@testable import Recurrent

@Suite struct SoftmaxLayerTests {
  /// CS231n's checks of `temporal_softmax_loss` on random data: about ln V a position that counts, within 5 %.
  @Test func agreesWithCS231nOnRandomData() throws {
    let checks = try Fixture.load("cs231n").at("temporal_softmax_loss", "checks").items
    #expect(checks.count == 3)
    for (seed, check) in checks.enumerated() {
      func number(_ key: String) throws -> Double { try #require(check.at(key).numbers.first) }
      let (N, T, V) = (Int(try number("N")), Int(try number("T")), Int(try number("V")))
      let (p, about) = (try number("p"), try number("about"))
      var random = RandomSource(seed: UInt64(seed))
      let scores = try view(numbers(N * T * V, within: 0.002, seed: UInt64(seed)))
      let targets = (0..<N * T).map { _ in
        let target = UInt32(random.below(V))
        return random.uniform() < p ? target : SoftmaxLoss.ignored
      }
      let loss = SoftmaxLoss.forwardBackward(scores, targets: targets[...], vocabulary: V, factor: 1 / Double(N))
      #expect(abs(loss / Double(N) / about - 1) < 0.05)
    }
  }

  /// CS231n's captioning losses: features → h₀, embedding, cell over time, scores, masked softmax loss. Its weights are
  /// [in][out], an LSTM's gates i, f, o, g.
  @Test(arguments: [(CellKind.tanh, "captioning_rnn_loss", -1.5, 0.3), (.lstm, "captioning_lstm_loss", -0.5, 1.7)])
  func agreesWithCS231nCaptioning(_ cell: CellKind, key: String, from: Double, to: Double) throws {
    let (N, D, W, H, V, T) = (10, 20, 30, 40, 3, 13)
    let G = cell.gates
    func all(_ count: Int) -> [Double] { linspace(-1.4, 1.3, count) }
    func weight(_ inputs: Int, _ outputs: Int) -> [Double] {
      transposed(all(inputs * outputs), rows: inputs, columns: outputs)
    }
    func gates(_ values: [Double]) -> [Double] { cell == .lstm ? inOurOrder(values) : values }
    let initial = try View<Double>(count: N * H)
    Affine.forward(
      try view(linspace(from, to, N * D)), weight: try view(weight(D, H)), bias: try view(all(H)), rows: N,
      into: initial)

    var passage = Passage((0..<N * T).map { UInt32($0 % V) }, lanes: N)
    let targets = passage.rows.targets
    passage.ignored = targets.indices.filter { targets[$0] == 0 }  // NULL is masked
    let shape = NetworkShape(vocabulary: V, embedding: W, hidden: H, cell: cell, biases: .one)
    let network = try WholeNetwork<Double>(shape, passage.window)
    let weights = [
      "encoder.weight": all(V * W), "rnn.weight_ih_l0": gates(weight(W, G * H)),
      "rnn.weight_hh_l0": gates(weight(H, G * H)), "rnn.bias_ih_l0": gates(all(G * H)),
      "decoder.weight": weight(H, V), "decoder.bias": all(V),
    ]
    #expect(network.tensors.all.count == weights.count)
    for tensor in network.tensors.all { network.parameters[tensor].copy(try #require(weights[tensor.name])) }
    let zeros = Array(repeating: 0.0, count: shape.stateCount(lanes: N) - N * H)
    let sum = network.backpropagate(passage, from: initial.array + zeros)
    let expected = try Fixture.load("cs231n").at(key, "expected").numbers
    #expect(relativeError([sum / Double(N)], expected) < 1e-7)
  }

  @Test func gradientIsTheSlopeAndZeroWhereIgnored() throws {
    let targets: [UInt32] = [2, SoftmaxLoss.ignored, 0]
    let scores = try view(numbers(12, within: 2, seed: 4))
    func loss() -> Double {
      guard let copy = try? view(scores.array) else { return .nan }
      return SoftmaxLoss.forwardBackward(copy, targets: targets[...], vocabulary: 4, factor: 1) * 0.5
    }
    let gradient = try view(scores.array)
    _ = SoftmaxLoss.forwardBackward(gradient, targets: targets[...], vocabulary: 4, factor: 0.5)
    #expect(firstWrongSlope("scores", gradient.array, of: scores, width: 4, loss) == nil)
    #expect(gradient.array[4..<8].allSatisfy { $0 == 0 })
  }

  @Test func uniformScoresLoseLnV() throws {
    let scores = try View<Double>(count: 3 * 7)
    let loss = SoftmaxLoss.forwardBackward(scores, targets: [0, 6, 3], vocabulary: 7, factor: 1)
    #expect(abs(loss - 3 * log(7)) < 1e-14)
  }

  // MARK: by panels and parts

  /// What a layer leaves of given rows.
  struct Pass {
    var loss: Double
    var dh: [Double]
    var dWeight: [Double]
    var dBias: [Double]
    var logProbabilities: [Double]
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var vocabulary: Int
    var parts: Int
    /// Added to score c: c · slope / V, so that some panel stands far above the first.
    var slope = 0.0
    var adds = false
    var testDescription: String { "V \(vocabulary), \(parts) parts, slope \(slope)" + (adds ? ", adding" : "") }
  }

  /// Panels are 256 wide: V of less than one, of just one and more, of several; more parts than columns.
  static let cases: [Case] = [1, 2, 255, 256, 257, 700].flatMap { V in
    [1, 2, 3, 5].flatMap { parts in
      // e^60 is what a score may stand above the first panel before all are made again.
      [0, 55, -200, 200, 1000].flatMap { slope in
        [false, true].map { Case(vocabulary: V, parts: parts, slope: slope, adds: $0) }
      }
    }
  }

  @Test(arguments: cases) func agreesWithThePlainForm(_ test: Case) throws {
    let expected = try plain(test)
    let mine = try pass(test, as: Double.self)
    compare(mine, expected, within: 1e-13, "Double")
    for set in Arithmetic.instructionSets {
      try #require(Arithmetic.prefer(instructionSet: set))
      compare(try pass(test, as: Float.self), expected, within: 1e-5, set)
    }
    Arithmetic.prefer(instructionSet: nil)
  }

  private func compare(_ mine: Pass, _ its: Pass, within tolerance: Double, _ name: String) {
    #expect(abs(mine.loss - its.loss) <= tolerance * max(1, its.loss), "\(name): loss")
    for (what, a, b) in [
      ("dh", mine.dh, its.dh), ("dW", mine.dWeight, its.dWeight), ("db", mine.dBias, its.dBias),
      ("ln p", mine.logProbabilities, its.logProbabilities),
    ] {
      // Where all of the probability stands at the target, the gradient is what rounding leaves of its factor.
      #expect(distance(a, b) <= tolerance * max(norm(b), 1), "\(name): \(what)")
    }
  }

  private let rows = 5
  private let hidden = 3
  private let factor = 0.5

  private func numbersOf(_ test: Case) -> (h: [Double], weight: [Double], bias: [Double], targets: [UInt32]) {
    let V = test.vocabulary
    func rounded(_ values: [Double]) -> [Double] { values.map { Double(Float($0)) } }
    let bias = numbers(V, seed: 3).enumerated().map { $1 + test.slope * Double($0) / Double(V) }
    // The first and the last type, one that is met twice, and a row that counts for nothing.
    let targets = [0, UInt32(V - 1), UInt32(V / 2), SoftmaxLoss.ignored, UInt32(V / 2)]
    return (rounded(numbers(rows * hidden, seed: 1)), rounded(numbers(V * hidden, seed: 2)), rounded(bias), targets)
  }

  private func plain(_ test: Case) throws -> Pass {
    let (h, weight, bias, targets) = numbersOf(test)
    let (V, x, w) = (test.vocabulary, try view(h), try view(weight))
    let scores = try View<Double>(count: rows * V)
    Affine.forward(x, weight: w, bias: try view(bias), rows: rows, into: scores)
    let all = scores.array
    let loss = SoftmaxLoss.forwardBackward(scores, targets: targets[...], vocabulary: V, factor: factor)
    let (dh, dWeight, dBias) = (
      try View<Double>(count: rows * hidden), try View<Double>(count: V * hidden), try View<Double>(count: V)
    )
    if test.adds {
      dWeight.fill(0.25)
      dBias.fill(-0.125)
    }
    Affine.dInput(scores, weight: w, rows: rows, into: dh)
    Affine.addDWeight(scores, x: x, rows: rows, to: dWeight)
    Double.addColumnSums(of: scores, to: dBias)
    let logProbabilities = targets.indices.filter { targets[$0] != SoftmaxLoss.ignored }.map { row in
      let mine = Array(all[row * V..<(row + 1) * V])
      let top = mine.max() ?? 0
      return mine[Int(targets[row])] - top - log(mine.reduce(0) { $0 + exp($1 - top) })
    }
    return Pass(
      loss: loss, dh: dh.array, dWeight: dWeight.array, dBias: dBias.array, logProbabilities: logProbabilities)
  }

  private func pass<S: Scalar>(_ test: Case, as _: S.Type) throws -> Pass {
    let (h, weight, bias, ids) = numbersOf(test)
    let V = test.vocabulary
    func cast(_ values: [Double]) throws -> View<S> { try view(values.map { S($0) }) }
    // Room for more rows than there are, with what is not to be taken for numbers.
    let layer = try SoftmaxLayer<S>(vocabulary: V, hidden: hidden, rows: rows + 2, parts: test.parts, trains: true)
    let (x, targets) = (try cast(h), try view(ids))
    let weights = SoftmaxWeights<S>(weight: try cast(weight), bias: try cast(bias))
    let gradients = SoftmaxWeights<S>(weight: try View(count: V * hidden), bias: try View(count: V))
    gradients.weight.fill(test.adds ? 0.25 : .nan)
    gradients.bias?.fill(test.adds ? -0.125 : .nan)
    let dh = try View<S>(count: rows * hidden)
    dh.fill(.nan)
    for part in 0..<test.parts { layer.forward(part: part, x, weights, targets: targets) }
    // Rows in two pieces, as two threads take them.
    let loss =
      layer.combine(rows: 0..<2, weights, targets: targets, factor: S(factor), into: dh)
      + layer.combine(rows: 2..<rows, weights, targets: targets, factor: S(factor), into: dh)
    for part in 0..<test.parts {
      layer.backward(
        part: part, x, targets: targets, factor: S(factor), gradients: gradients, adding: test.adds)
    }
    let counted = ids.indices.filter { ids[$0] != SoftmaxLoss.ignored }
    // Only scores: the same without memory for gradients.
    let scorer = try SoftmaxLayer<S>(vocabulary: V, hidden: hidden, rows: rows, parts: test.parts, trains: false)
    for part in 0..<test.parts { scorer.forward(part: part, x, weights, targets: targets) }
    for row in counted {
      #expect(abs(layer.logProbability(row: row) - scorer.logProbability(row: row)) < 1e-4)
    }
    return Pass(
      loss: loss, dh: dh.doubles, dWeight: gradients.weight.doubles, dBias: gradients.bias?.doubles ?? [],
      logProbabilities: counted.map { scorer.logProbability(row: $0) })
  }
}
