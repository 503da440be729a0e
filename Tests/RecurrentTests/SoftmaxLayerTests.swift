import Foundation
import Testing

@testable import Recurrent

@Suite struct SoftmaxLossTests {
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

  /// CS231n's RNN captioning loss: features → h₀, embedding, cell over time, scores, masked softmax loss.
  @Test func agreesWithCS231nCaptioning() throws {
    let (N, D, W, H, V, T) = (10, 20, 30, 40, 3, 13)
    func all(_ count: Int) -> [Double] { linspace(-1.4, 1.3, count) }
    func weight(_ inputs: Int, _ outputs: Int) throws -> View<Double> {
      try view(transposed(all(inputs * outputs), rows: inputs, columns: outputs))
    }
    let captions = (0..<N * T).map { UInt32($0 % V) }
    let window = WindowShape(lanes: N, steps: T - 1)
    var (inputs, targets): ([UInt32], [UInt32]) = ([], [])
    for t in 0..<T - 1 {
      for n in 0..<N {
        inputs.append(captions[n * T + t])
        let target = captions[n * T + t + 1]
        targets.append(target == 0 ? SoftmaxLoss.ignored : target)  // NULL is masked
      }
    }
    let initial = try View<Double>(count: N * H)
    Affine.forward(
      try view(linspace(-1.5, 0.3, N * D)), weight: try weight(D, H), bias: try view(all(H)), rows: N, into: initial)
    let words = try View<Double>(count: window.rows * W)
    Embedding.forward(inputs, table: try view(all(V * W)), width: W, into: words)
    let unroller = Unroller(TanhCell<Double>(hidden: H), gates: 1)
    let tape = try Unroller<TanhCell<Double>>.Tape(window, gates: 1, hidden: H, resets: false)
    Affine.forward(words, weight: try weight(W, H), bias: try view(all(H)), rows: window.rows, into: tape.z)
    unroller.forward(tape, initial: initial, weight: try weight(H, H), resets: [], window: window)
    let scores = try View<Double>(count: window.rows * V)
    Affine.forward(
      tape.states[unroller.outputs(window)], weight: try weight(H, V), bias: try view(all(V)), rows: window.rows,
      into: scores)
    let sum = SoftmaxLoss.forwardBackward(scores, targets: targets[...], vocabulary: V, factor: 1 / Double(N))
    let expected = try Fixture.load("cs231n").at("captioning_rnn_loss", "expected").numbers
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
}
