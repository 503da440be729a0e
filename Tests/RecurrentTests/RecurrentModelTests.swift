import Evaluation
import Foundation
import Testing

@testable import Recurrent

/// A network with fixed weights, untrained: large ones, so that history shows.
func model(
  vocabulary: Int = 11, embedding: Int? = 6, hidden: Int = 9, layers: Int = 2, clearsAtSegments: Bool = false,
  hasEOS: Bool = true
) throws -> RecurrentModel {
  let shape = NetworkShape(vocabulary: vocabulary, embedding: embedding, hidden: hidden, layers: layers)
  let weights = numbers(NetworkTensors(shape).count, within: 0.8, seed: 21).map { Float($0) }
  return try RecurrentModel(shape, view(weights), clearsAtSegments: clearsAtSegments, hasEOS: hasEOS)
}

@Suite struct RecurrentModelTests {
  /// 200 positions: more than are worked on at a time.
  static let stream = randomIDs(200, below: 11, seed: 31)

  private func score(_ model: RecurrentModel, _ ids: [UInt32], pieces: [Int] = []) -> [Double] {
    var (state, rest, out) = (model.start(), ids[...], [Double]())
    for size in pieces {
      out += model.score(Array(rest.prefix(size)), from: &state)
      rest = rest.dropFirst(size)
    }
    return out + model.score(Array(rest), from: &state)
  }

  @Test(arguments: [nil, 6], [false, true]) func piecesScoreAsTheWhole(embedding: Int?, clears: Bool) throws {
    let model = try model(embedding: embedding, clearsAtSegments: clears)
    let whole = score(model, Self.stream)
    #expect(whole.count == 200)
    for pieces in [[1, 1, 1], [0, 64, 1, 63, 0], [100], Array(repeating: 7, count: 20)] {
      #expect(largestDifference(score(model, Self.stream, pieces: pieces), whole) < 1e-5)
    }
  }

  /// Σ_w p(w | h) = 1; what `distribution` says of the next id is what `score` gives it; `advance` leads where it does.
  @Test(arguments: [nil, 6], [false, true]) func distributionAgreesWithScore(embedding: Int?, clears: Bool) throws {
    let model = try model(embedding: embedding, clearsAtSegments: clears)
    let whole = score(model, Self.stream)
    var (state, scored) = (model.start(), model.start())
    for (position, id) in Self.stream.enumerated() {
      let distribution = model.distribution(after: state)
      #expect(distribution.count == model.vocabularySize)
      #expect(abs(distribution.reduce(0) { $0 + exp($1) } - 1) < 1e-5)
      #expect(abs(distribution[Int(id)] - whole[position]) < 1e-5)
      model.advance(&state, by: id)
      _ = model.score([id], from: &scored)
      #expect(state.hidden == scored.hidden)
      #expect(state.input == scored.input)
    }
  }

  @Test func stateIsAValue() throws {
    let model = try model()
    var state = model.start()
    _ = model.score(Array(Self.stream[..<70]), from: &state)
    let kept = state
    let first = model.score(Array(Self.stream[70...]), from: &state)
    let distribution = model.distribution(after: kept)
    _ = model.score([3, 3, 3], from: &state)
    state = kept
    #expect(model.score(Array(Self.stream[70...]), from: &state) == first)
    #expect(model.distribution(after: kept) == distribution)
  }

  /// Cleared at each segment, what came before the last `<eos>` does not matter; carried, it does.
  @Test(arguments: [false, true]) func historyBeforeASegment(clears: Bool) throws {
    let model = try model(clearsAtSegments: clears)
    let segment: [UInt32] = [4, 5, 1]
    let after = [[2, 3, 1], [7, 8, 9, 10, 0, 1], [1]].map { history in
      score(model, history + segment).suffix(segment.count)
    }
    let alone = score(model, segment)
    for scores in after { #expect((largestDifference(Array(scores), alone) < 1e-6) == clears) }
  }

  /// Without segments, id 1 is a word like any other and the first input is `<unk>`.
  @Test func withoutSegments() throws {
    let (clearing, carrying) = (try model(clearsAtSegments: true, hasEOS: false), try model(hasEOS: false))
    #expect(score(clearing, Self.stream) == score(carrying, Self.stream))
    #expect(clearing.start().input == SpecialID.unknown)
    let segmented = try model()
    #expect(segmented.start().input == SpecialID.endOfSegment)
    #expect(score(segmented, [2]) != score(carrying, [2]))
  }

  @Test func nothingToScore() throws {
    let model = try model()
    var state = model.start()
    #expect(model.score([], from: &state).isEmpty)
    #expect(state.input == 1 && state.hidden == model.start().hidden)
  }

  /// The first position, by the formulas: h = tanh(W_ih e(<eos>) + b + b'), p = softmax(W h + b).
  @Test func firstPositionByHand() throws {
    let model = try model(layers: 1)
    let tensors = NetworkTensors(model.shape)
    func weight(_ name: String) throws -> (Int, Int) -> Double {
      let tensor = try #require(tensors.all.first { $0.name == name })
      return { Double(model.parameters[tensor.offset + $0 * tensor.columns + $1]) }
    }
    let (table, ih, output) = (
      try weight("encoder.weight"), try weight("rnn.weight_ih_l0"), try weight("decoder.weight")
    )
    let (b1, b2, b) = (try weight("rnn.bias_ih_l0"), try weight("rnn.bias_hh_l0"), try weight("decoder.bias"))
    let h = (0..<9).map { i in tanh((0..<6).reduce(b1(0, i) + b2(0, i)) { $0 + ih(i, $1) * table(1, $1) }) }
    let logits = (0..<11).map { w in (0..<9).reduce(b(0, w)) { $0 + output(w, $1) * h[$1] } }
    let total = log(logits.reduce(0) { $0 + exp($1) })
    #expect(largestDifference(model.distribution(after: model.start()), logits.map { $0 - total }) < 1e-5)
  }
}
