import Evaluation
import Foundation
import Platform
import Testing

@testable import Recurrent

@Suite struct NeuralCacheModelTests {
  /// Every cell, an adaptive and a wide softmax.
  static let shapes = RecurrentModelTests.shapes
  /// More positions than are worked on at a time.
  static let stream = RecurrentModelTests.stream

  private func cached(
    _ shape: NetworkShape, theta: Double = 0.7, window: Int = 40, weight: Double = 0.3, countsUnknown: Bool = true,
    clears: Bool = false, threads: Int = 1
  ) throws -> NeuralCacheModel {
    try NeuralCacheModel(
      try model(shape, clearsAtSegments: clears, threads: threads),
      NeuralCacheSettings(theta: theta, window: window, weight: weight, countsUnknown: countsUnknown))
  }

  private func score(_ model: some LanguageModel, _ ids: [UInt32], pieces: [Int] = []) -> [Double] {
    var (state, rest, out) = (model.start(), ids[...], [Double]())
    for size in pieces {
      out += model.score(Array(rest.prefix(size)), from: &state)
      rest = rest.dropFirst(size)
    }
    return out + model.score(Array(rest), from: &state)
  }

  @Test(arguments: shapes, [1, 3, 40, 256, 1000]) func agreesWithTheFormula(_ shape: NetworkShape, window: Int) throws {
    for countsUnknown in [true, false] {
      let model = try cached(shape, window: window, countsUnknown: countsUnknown, clears: window == 3)
      let oracle = CacheOracle(model.network, Self.stream)
      let scores = score(model, Self.stream)
      #expect(largestDifference(scores, oracle.scores(model.settings, vocabulary: shape.vocabulary)) < 2e-5)
      #expect(scores[0] == oracle.network[0], "nothing to look back over")
      #expect(scores[1...] != oracle.network[1...])
    }
  }

  /// Without `<unk>` a cache of θ = 0 is the unigram cache that leaves it out, and `<unk>` loses the cache's share; where
  /// nothing else was read, the network speaks alone.
  @Test(arguments: [1, 3, 40, 1000]) func leavesOutUnknownTokensAsTheUnigramCache(window: Int) throws {
    let model = try cached(Self.shapes[0], theta: 0, window: window, weight: 0.25, countsUnknown: false)
    let ids = [0, 0, 0, 5, 0, 5] + Self.stream
    var state = model.network.start()
    let network = model.network.score(ids, from: &state)
    let unigrams = UnigramCache(window: window, weight: 0.25, countsUnknown: false)
    let scores = score(model, ids)
    #expect(largestDifference(scores, unigrams.logProbabilities(network, ids)) < 1e-6)
    #expect(scores[..<4] == network[..<4])
    for position in ids.indices.dropFirst(4) where ids[position] == 0 {
      #expect(abs(scores[position] - network[position] - log(0.75)) < 1e-12)
    }
    var unknown = model.start()
    for _ in 0..<3 { model.advance(&unknown, by: 0) }
    #expect(unknown.ids.isEmpty)
    #expect(model.distribution(after: unknown) == model.network.distribution(after: unknown.network))
  }

  /// The likest output by far is one that `<unk>` followed: what it leaves out of account must not drown the others.
  @Test func aLikenessThatIsLeftOutDrownsNothing() throws {
    let model = try cached(Self.shapes[0], theta: 1e5, window: 50, weight: 0.5, countsUnknown: false)
    let ids: [UInt32] = [4, 0, 4, 0, 4, 0, 4, 0, 4, 0, 4, 0]
    let scores = score(model, ids)
    #expect(largestDifference(scores, CacheOracle(model.network, ids).scores(model.settings, vocabulary: 11)) < 1e-4)
    var state = model.start()
    let plain = try cached(Self.shapes[0], weight: 0).network.score(ids, from: &state.network)
    for position in stride(from: 2, to: 12, by: 2) {
      #expect(abs(scores[position] - log(0.5 * exp(plain[position]) + 0.5)) < 1e-6, "only 4 is in the cache")
    }
  }

  /// By hand: outputs that are all alike leave a unigram cache, 2 of the last 3 tokens.
  @Test func zeroThetaCountsTokens() throws {
    let model = try cached(Self.shapes[0], theta: 0, window: 3, weight: 0.25)
    let ids: [UInt32] = [4, 5, 6, 5, 5]
    var state = model.network.start()
    let network = model.network.score(ids, from: &state)
    let shares = [0, 0, 0, 1.0 / 3, 2.0 / 3]
    let expected = (0..<5).map { $0 == 0 ? network[0] : log(0.75 * exp(network[$0]) + 0.25 * shares[$0]) }
    #expect(largestDifference(score(model, ids), expected) < 1e-6)
  }

  @Test(arguments: shapes) func zeroWeightIsTheNetwork(_ shape: NetworkShape) throws {
    let model = try cached(shape, weight: 0)
    #expect(score(model, Self.stream) == score(model.network, Self.stream))
    var state = model.start()
    _ = model.score(Self.stream, from: &state)
    #expect(model.distribution(after: state) == model.network.distribution(after: state.network))
  }

  @Test(arguments: shapes, [7, 300]) func piecesScoreAsTheWhole(_ shape: NetworkShape, window: Int) throws {
    for countsUnknown in [true, false] {
      let model = try cached(shape, window: window, countsUnknown: countsUnknown)
      let whole = score(model, Self.stream)
      for pieces in [[1, 1, 1], [0, 64, 1, 63, 0], [256], [257, 1], Array(repeating: 7, count: 20)] {
        #expect(largestDifference(score(model, Self.stream, pieces: pieces), whole) < 2e-5)
      }
    }
  }

  /// Σ_w p = 1; the distribution says what `score` gives; `advance` leads where it does, however far it is driven.
  @Test(arguments: [shapes[0], shapes[5], shapes[9]], [2, 30, -30]) func distributionAgreesWithScore(
    _ shape: NetworkShape, window: Int
  ) throws {
    let countsUnknown = window > 0
    let window = abs(window)
    let model = try cached(shape, window: window, countsUnknown: countsUnknown)
    let whole = score(model, Self.stream)
    var state = model.start()
    for (position, id) in Self.stream.enumerated() {
      if position % 7 == 0 || position < 4 {
        let distribution = model.distribution(after: state)
        #expect(abs(distribution.reduce(0) { $0 + exp($1) } - 1) < 1e-5)
        #expect(abs(distribution[Int(id)] - whole[position]) < 2e-5)
      }
      model.advance(&state, by: id)
    }
    #expect(state.ids.count < 2 * window + 65, "no more is remembered than is looked back over, twice")
    // On by `score` from where `advance` led.
    var read = model.start()
    _ = model.score(Self.stream, from: &read)
    #expect(read.ids.count == min(window, 300))
    #expect(largestDifference(model.score([3, 4, 3], from: &state), model.score([3, 4, 3], from: &read)) < 2e-5)
  }

  @Test func stateIsAValue() throws {
    let model = try cached(Self.shapes[4])
    var state = model.start()
    _ = model.score(Array(Self.stream[..<70]), from: &state)
    let kept = state
    let first = model.score(Array(Self.stream[70...]), from: &state)
    let distribution = model.distribution(after: kept)
    model.advance(&state, by: 3)
    state = kept
    #expect(model.score(Array(Self.stream[70...]), from: &state) == first)
    #expect(model.distribution(after: kept) == distribution)
  }

  /// What comes later changes nothing.
  @Test func doesNotLookAhead() throws {
    let model = try cached(Self.shapes[4], window: 100)
    let whole = score(model, Self.stream)
    for position in [1, 77, 255, 256, 290] {
      var changed = Self.stream
      for place in position..<300 { changed[place] = (changed[place] + 1) % 11 }
      #expect(Array(score(model, changed)[..<position]) == Array(whole[..<position]))
    }
  }

  @Test(arguments: shapes) func threadsDoNotMatter(_ shape: NetworkShape) throws {
    let (one, three) = (try cached(shape), try cached(shape, threads: 3))
    #expect(score(one, Self.stream) == score(three, Self.stream))
  }

  /// So sharp a θ that only the likest output counts, and underflow everywhere else: still probabilities.
  @Test func extremes() throws {
    for theta in [1e4, 1e6] {
      let model = try cached(Self.shapes[0], theta: theta, window: 50, weight: 0.9)
      #expect(score(model, Self.stream).allSatisfy { $0.isFinite && $0 <= 0 })
      var state = model.start()
      _ = model.score(Self.stream, from: &state)
      #expect(abs(model.distribution(after: state).reduce(0) { $0 + exp($1) } - 1) < 1e-5)
    }
    // Weights that are no numbers end in no trap, and nothing is made up for them.
    let shape = Self.shapes[0]
    let broken = try RecurrentModel(
      shape, view([Float](repeating: .nan, count: NetworkTensors(shape).count)), clearsAtSegments: false, hasEOS: true)
    let model = try NeuralCacheModel(broken, NeuralCacheSettings(theta: 1, window: 9, weight: 0.5))
    #expect(score(model, [2, 2, 2]).allSatisfy { !($0 > -.infinity) })
    var state = model.start()
    model.advance(&state, by: 2)
    #expect(model.distribution(after: state).count == 11)
  }

  @Test func mixedIsExact() {
    #expect(NeuralCacheModel.mixed(log(0.2), 0.6, weight: 0.25) == log(0.75 * 0.2 + 0.25 * 0.6))
    #expect(NeuralCacheModel.mixed(-.infinity, 0.6, weight: 0.5) == log(0.3))
    #expect(abs(NeuralCacheModel.mixed(log(0.2), 0, weight: 0.5) - log(0.1)) < 1e-15)
    #expect(NeuralCacheModel.mixed(-.infinity, 0, weight: 0.5) == -.infinity)
    #expect(NeuralCacheModel.mixed(-1, 0.3, weight: 0) == -1)
    #expect(NeuralCacheModel.mixed(.nan, 0.3, weight: 0.5).isNaN)
    #expect(abs(NeuralCacheModel.mixed(-2000, 1, weight: 0.5) - log(0.5)) < 1e-15)
  }

  @Test func memoryIsCounted() {
    let shape = NetworkShape(vocabulary: 50, embedding: 8, hidden: 100)
    // Keys and ids, likenesses, maxima; and those of a state, twice.
    let own = 4 * (1256 * 101 + 256 * 1256 + 256)
    #expect(NeuralCacheModel.memory(shape, window: 1000) == own + 8 * 1000 * 101)
  }
}
