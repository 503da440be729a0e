import Counts
import Foundation
import Testing

@testable import NGrams

@Suite struct BackoffModelScoringTests {
  private static func model(_ order: Int, eos: UInt32? = 1, _ smoothing: Smoothing = .modifiedKneserNey) throws
    -> BackoffModel
  {
    let text = SmoothingSample.some[0]
    let sample = eos == nil ? text.withoutSegments : text
    return BackoffEstimator(try sample.trie(order: order), EstimationSettings(smoothing)).estimate().model
  }

  private static let held = OracleText.segments(120, vocabularySize: 16, seed: 13).flatMap {
    $0.map { $0 > 13 ? 0 : $0 } + [1]
  }

  @Test(arguments: [1, 2, 3, 5], [1, nil] as [UInt32?]) func piecesScoreAsTheWhole(order: Int, eos: UInt32?) throws {
    let model = try Self.model(order, eos: eos)
    var state = model.start()
    let whole = model.score(Self.held, from: &state)
    #expect(whole.count == Self.held.count && whole.allSatisfy { $0 < 0 && $0.isFinite })
    for size in [1, 2, 7, 100] {
      var pieceState = model.start()
      var pieces: [Double] = []
      for start in stride(from: 0, to: Self.held.count, by: size) {
        pieces += model.score(Array(Self.held[start..<min(start + size, Self.held.count)]), from: &pieceState)
      }
      #expect(pieces == whole && pieceState == state)
    }
  }

  /// One token at a time by the whole distribution: the same figures, and the same states.
  @Test(arguments: [1, 2, 4], [1, nil] as [UInt32?]) func distributionsAreWhatIsScored(order: Int, eos: UInt32?) throws
  {
    for smoothing in [Smoothing.wittenBell, .stupidBackoff(factor: 0.4)] {
      let model = try Self.model(order, eos: eos, smoothing)
      var state = model.start()
      for id in Self.held.prefix(200) {
        let p = model.distribution(after: state)
        #expect(p.count == 14)
        var scored = state
        let logProbability = model.score([id], from: &scored)[0]
        #expect(abs(logProbability - p[Int(id)]) < 1e-12)
        model.advance(&state, by: id)
        #expect(state == scored)
      }
    }
  }

  /// N − 1 ids of this segment, `<bos>` (14) among them as long as it is near.
  @Test func states() throws {
    let model = try Self.model(3)
    var state = model.start()
    #expect(state.history == [14])
    for (id, history) in [
      (2, [14, 2]), (3, [2, 3]), (0, [3, 0]), (1, [14]), (1, [14]), (5, [14, 5]),
    ] as [(UInt32, [UInt32])] {
      model.advance(&state, by: id)
      #expect(state.history == history)
    }
    let endless = try Self.model(3, eos: nil)
    var growing = endless.start()
    #expect(growing.history.isEmpty)
    for (id, history) in [(1, [1]), (1, [1, 1]), (4, [1, 4])] as [(UInt32, [UInt32])] {
      endless.advance(&growing, by: id)
      #expect(growing.history == history)
    }
  }

  /// More positions than are looked up at a time, and enough to remember look-ups.
  @Test func longStreams() throws {
    let model = try Self.model(3)
    let stream = (0..<60).flatMap { _ in Self.held }
    var (state, other) = (model.start(), model.start())
    let one = model.predictions(stream, from: &state)
    #expect(stream.count > 2 << 14 && one.count == stream.count)
    #expect(model.score(stream, from: &other) == one.map(\.logProbability) && state == other)
    // Each repetition begins a segment, and scores as the first.
    let first = Array(one.prefix(Self.held.count))
    for start in stride(from: 0, to: stream.count, by: Self.held.count) {
      #expect(Array(one[start..<start + Self.held.count]) == first)
    }
  }

  /// How many tokens the longest listed n-gram has that ends at the position.
  @Test(arguments: [1, 3, 4], [1, nil] as [UInt32?]) func theOrderThatWasFound(order: Int, eos: UInt32?) throws {
    let model = try Self.model(order, eos: eos)
    let bos: [UInt32] = eos == nil ? [] : [14]
    var state = model.start()
    let predictions = model.predictions(Self.held, from: &state)
    var read = bos
    var orders: Set<Int> = []
    for (id, prediction) in zip(Self.held, predictions) {
      read.append(id)
      let longest = (1...min(order, read.count)).last { model.index(of: Array(read.suffix($0))) != nil }
      #expect(prediction.order == longest)
      orders.insert(prediction.order)
      if id == eos { read = bos }
    }
    #expect(orders.count == order)
  }

  /// By hand, S(b | unseen) = 0.4 · 2/9, S(c | a) = 0.4 · 1/9, S(c | <bos> a) = 0.4² · 1/9, S(a | <bos>) = 2/3.
  @Test func stupidBackoff() throws {
    let trie = try SmoothingSample.some[3].trie(order: 3)
    let model = BackoffEstimator(trie, EstimationSettings(.stupidBackoff(factor: 0.4))).estimate().model
    #expect(!model.isNormalized)
    func score(_ history: [UInt32], _ id: UInt32) -> Double {
      var state = BackoffModel.State(history: history)
      return exp(model.score([id], from: &state)[0])
    }
    #expect(abs(score([5], OracleText.a) - 2.0 / 3) < 1e-6)
    #expect(abs(score([5, OracleText.a], OracleText.c) - 0.16 / 9) < 1e-6)
    // "c b" does not occur, and what is not listed has the factor too.
    #expect(abs(score([OracleText.c, OracleText.b], OracleText.a) - 0.4 * 0.5) < 1e-6)
    #expect(abs(score([OracleText.c, OracleText.b], OracleText.c) - 0.16 / 9) < 1e-6)
    #expect(abs(score([OracleText.c, OracleText.b], OracleText.unk) - 0.064 / 5) < 1e-6)
  }

  @Test func figuresOfNGrams() throws {
    let sample = SmoothingSample.some[3]
    let model = BackoffEstimator(try sample.trie(order: 2), EstimationSettings(.wittenBell)).estimate().model
    let (a, b, c) = (OracleText.a, OracleText.b, OracleText.c)
    // P(b) = 2/13 + 4/65, P(b | a) = 2/5 + 2/5 P(b), β(a) = 2/5.
    let bigram = model.figures(of: [a, b])
    #expect(abs(exp(try #require(bigram.probability)) - (0.4 + 0.4 * 14 / 65)) < 1e-6 && bigram.backoff == nil)
    #expect(abs(exp(try #require(model.figures(of: [a]).backoff)) - 0.4) < 1e-6)
    for gram in [[a, c], [c, a], [a, b, a], [], [6], [a, 99]] as [[UInt32]] {
      #expect(model.index(of: gram) == nil)
      let figures = model.figures(of: gram)
      #expect(figures.probability == nil && figures.backoff == nil)
    }
  }

  /// A state that holds more than N − 1 ids, as a caller may make one, is as good as its last ones: it is no way out of
  /// what memory there is for a piece. In a process of its own, where a trap or a wrong write is a failure.
  @Test func historiesOfAnyLength() async {
    await #expect(processExitsWith: .success) {
      let model = try Self.model(3)
      for count in [2, 3, 20, 5_000, 9_000, 200_000] {
        var long = BackoffModel.State(history: Array(repeating: 3, count: count) + [2, 3])
        var short = BackoffModel.State(history: [2, 3])
        guard model.score([4, 2, 1, 5], from: &long) == model.score([4, 2, 1, 5], from: &short) else {
          fatalError("\(count) more")
        }
      }
    }
  }

  @Test func nothingToScore() throws {
    let model = try Self.model(3)
    var state = BackoffModel.State(history: [14, 2])
    #expect(model.score([], from: &state).isEmpty && state.history == [14, 2])
  }
}
