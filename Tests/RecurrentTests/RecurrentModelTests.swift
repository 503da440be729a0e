import Evaluation
import Foundation
import Testing

@testable import Recurrent

/// A network with fixed weights, untrained: large ones, so that history shows.
func model(
  vocabulary: Int = 11, embedding: Int? = 6, hidden: Int = 9, layers: Int = 2, clearsAtSegments: Bool = false,
  hasEOS: Bool = true
) throws -> RecurrentModel {
  try model(
    NetworkShape(vocabulary: vocabulary, embedding: embedding, hidden: hidden, layers: layers),
    clearsAtSegments: clearsAtSegments, hasEOS: hasEOS)
}

func model(
  _ shape: NetworkShape, clearsAtSegments: Bool = false, hasEOS: Bool = true, threads: Int = 1
) throws -> RecurrentModel {
  // Rectified units would grow without end.
  let bound = shape.cell == .relu ? 0.4 : 0.8
  let weights = numbers(NetworkTensors(shape).count, within: bound, seed: 21).map { Float($0) }
  return try RecurrentModel(
    shape, view(weights), clearsAtSegments: clearsAtSegments, hasEOS: hasEOS, threads: threads)
}

@Suite struct RecurrentModelTests {
  /// Every cell, input, tying, an adaptive and a wide softmax.
  static let shapes: [NetworkShape] =
    NetworkShape.everyCell.map { cell, gru, context in
      NetworkShape(vocabulary: 11, embedding: 6, hidden: 9, layers: 2, cell: cell, gru: gru, context: context)
    } + [
      NetworkShape(vocabulary: 11, embedding: nil, hidden: 9, layers: 2, cell: .lstm),
      NetworkShape(vocabulary: 11, embedding: 9, hidden: 9, cell: .gru, isTied: true),
      NetworkShape(vocabulary: 11, embedding: 6, hidden: 9, cutoffs: [4, 7]),
      NetworkShape(vocabulary: 2050, embedding: 6, hidden: 9, cell: .lstm),
    ]

  /// 300 positions: more than are worked on at a time.
  static let stream = randomIDs(300, below: 11, seed: 31)

  private func score(_ model: RecurrentModel, _ ids: [UInt32], pieces: [Int] = []) -> [Double] {
    var (state, rest, out) = (model.start(), ids[...], [Double]())
    for size in pieces {
      out += model.score(Array(rest.prefix(size)), from: &state)
      rest = rest.dropFirst(size)
    }
    return out + model.score(Array(rest), from: &state)
  }

  @Test(arguments: shapes, [false, true]) func piecesScoreAsTheWhole(_ shape: NetworkShape, clears: Bool) throws {
    let model = try model(shape, clearsAtSegments: clears)
    let whole = score(model, Self.stream)
    #expect(whole.count == 300)
    for pieces in [[1, 1, 1], [0, 64, 1, 63, 0], [256], [257, 1], Array(repeating: 7, count: 20)] {
      #expect(largestDifference(score(model, Self.stream, pieces: pieces), whole) < 1e-5)
    }
  }

  /// What a model returns does not depend on the threads it uses, to the bit.
  @Test(arguments: shapes) func threadsDoNotMatter(_ shape: NetworkShape) throws {
    let (one, three) = (try model(shape), try model(shape, threads: 3))
    #expect(score(one, Self.stream) == score(three, Self.stream))
    #expect(one.distribution(after: one.start()) == three.distribution(after: three.start()))
  }

  /// Σ_w p(w | h) = 1; what `distribution` says of the next id is what `score` gives it; `advance` leads where it does.
  @Test(arguments: shapes, [false, true]) func distributionAgreesWithScore(_ shape: NetworkShape, clears: Bool) throws {
    let model = try model(shape, clearsAtSegments: clears)
    let stream = Self.stream[..<(shape.isWide ? 20 : 100)]
    let whole = score(model, Array(stream))
    var (state, scored) = (model.start(), model.start())
    for (position, id) in stream.enumerated() {
      let distribution = model.distribution(after: state)
      #expect(distribution.count == model.vocabularySize)
      #expect(abs(distribution.reduce(0) { $0 + exp($1) } - 1) < 1e-5)
      #expect(abs(distribution[Int(id)] - whole[position]) < 1e-5)
      model.advance(&state, by: id)
      _ = model.score([id], from: &scored)
      #expect(state.numbers == scored.numbers && state.history == scored.history && state.top == scored.top)
    }
  }

  @Test(arguments: shapes) func stateIsAValue(_ shape: NetworkShape) throws {
    let model = try model(shape)
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
  @Test(arguments: shapes, [false, true]) func historyBeforeASegment(_ shape: NetworkShape, clears: Bool) throws {
    let model = try model(shape, clearsAtSegments: clears)
    let segment: [UInt32] = [4, 5, 1]
    let after = [[2, 3, 1], [7, 8, 9, 10, 0, 1], [6, 1]].map { history in
      score(model, history + segment).suffix(segment.count)
    }
    let alone = score(model, segment)
    for scores in after {
      // One token is all that a model of context 1 ever sees.
      let isAlike = clears || (shape.cell == .mlp && shape.context == 1)
      #expect((largestDifference(Array(scores), alone) < 1e-6) == isAlike)
    }
  }

  /// An `mlp` of context τ depends on the last τ tokens, on all of them, and on nothing before.
  @Test(arguments: [1, 2, 3, 5]) func contextIsExact(_ context: Int) throws {
    let shape = NetworkShape(vocabulary: 11, embedding: 6, hidden: 9, layers: 2, cell: .mlp, context: context)
    let model = try model(shape)
    let stream = Array(Self.stream[..<20])
    func last(_ ids: [UInt32]) -> [Double] {
      var state = model.start()
      _ = model.score(ids, from: &state)
      return model.distribution(after: state)
    }
    let whole = last(stream)
    for age in 0..<20 {
      var changed = stream
      changed[19 - age] = (changed[19 - age] + 1) % 11
      #expect((largestDifference(last(changed), whole) > 1e-4) == (age < context), "\(age) tokens back")
    }
    // Before the stream's start stands what is read first.
    let eos = Array(repeating: UInt32(1), count: context)
    #expect(largestDifference(last(eos + [4]), last([4])) < 1e-6)
  }

  /// Without segments, id 1 is a word like any other and the first input is `<unk>`.
  @Test(arguments: shapes) func withoutSegments(_ shape: NetworkShape) throws {
    let (clearing, carrying) = (
      try model(shape, clearsAtSegments: true, hasEOS: false), try model(shape, hasEOS: false)
    )
    #expect(score(clearing, Self.stream) == score(carrying, Self.stream))
    let segmented = try model(shape)
    #expect(score(segmented, [2]) != score(carrying, [2]))
    #expect(segmented.start().top != carrying.start().top)
  }

  @Test(arguments: shapes) func nothingToScore(_ shape: NetworkShape) throws {
    let model = try model(shape)
    var state = model.start()
    #expect(model.score([], from: &state).isEmpty)
    #expect(state.numbers == model.start().numbers && state.top == model.start().top)
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
