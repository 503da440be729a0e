import Counts
import Evaluation
import Foundation
import NGrams
import Testing

@Suite struct AddAlphaTests {
  /// Two segments over V = 5 (`<unk>`, `<eos>`, a = 2, b = 3, c = 4): "a b a", "b".
  private let train: [UInt32] = [2, 3, 2, 1, 3, 1]

  private func model(_ order: Int, _ alpha: Double, eos: UInt32? = 1, on stream: [UInt32]? = nil) throws
    -> AddAlphaModel
  {
    let counter = TrieCounter(order: order, vocabularySize: 5, endOfSegment: eos)
    return AddAlphaModel(try counter.count(stream ?? train), alpha: alpha)
  }

  /// By hand, α = 1: P(a) = (2 + 1) / (6 + 5); P(b | a) = (1 + 1) / (2 + 5); P(a | <bos>) = (1 + 1) / (2 + 5).
  @Test func workedExample() throws {
    let unigram = try model(1, 1)
    var state = unigram.start()
    #expect(abs(exp(unigram.score([2], from: &state)[0]) - 3.0 / 11) < 1e-15)
    let bigram = try model(2, 1)
    var history = bigram.start()
    let p = bigram.score([2, 3, 1, 4], from: &history).map { exp($0) }
    let expected = [2.0 / 7, 2.0 / 7, 2.0 / 7, 1.0 / 7]
    for (p, expected) in zip(p, expected) { #expect(abs(p - expected) < 1e-15) }
  }

  @Test(arguments: [1, 2, 3, 5], [0.01, 1, 50])
  func distributionsSumToOneAfterSeenAndUnseenHistories(order: Int, alpha: Double) throws {
    for eos in [1, nil] as [UInt32?] {
      let model = try model(order, alpha, eos: eos)
      var state = model.start()
      for id in [2, 3, 4, 4, 1, 0, 2, 3, 2] as [UInt32] {
        let p = model.distribution(after: state).map { exp($0) }
        #expect(abs(p.reduce(0, +) - 1) < 1e-12)
        var scored = state
        #expect(abs(exp(model.score([id], from: &scored)[0]) - p[Int(id)]) < 1e-15)
        model.advance(&state, by: id)
        #expect(state == scored)
      }
    }
  }

  @Test func unseenHistoryIsUniform() throws {
    let model = try model(3, 0.5)
    var state = model.start()
    for id in [4, 4] as [UInt32] { model.advance(&state, by: id) }
    for logProbability in model.distribution(after: state) { #expect(abs(logProbability + log(5)) < 1e-15) }
  }

  @Test(arguments: [1, 2, 3]) func hugeAlphaGivesPerplexityV(order: Int) throws {
    let model = try model(order, 1e12)
    var state = model.start()
    let score = Score(model.score(train, from: &state), of: train, hasEOS: true, characters: 1, bytes: 1)
    #expect(abs(try #require(score.perplexity) - 5) < 1e-9)
  }

  @Test(arguments: [Double.leastNonzeroMagnitude, 1e-300, 1e300, 1.7e308]) func extremeAlphasStayFinite(alpha: Double)
    throws
  {
    let model = try model(2, alpha)
    var state = model.start()
    let sum = model.distribution(after: state).reduce(0) { $0 + exp($1) }
    #expect(abs(sum - 1) < 1e-9)
    for logProbability in model.score([4, 0, 2], from: &state) { #expect(logProbability.isFinite) }
  }

  /// α = 0 is the maximum-likelihood model: on its own bigrams P = c(h, w) / c(h), elsewhere zero.
  @Test func zeroAlphaIsMaximumLikelihood() throws {
    let model = try model(2, 0)
    var state = model.start()
    let p = model.score([2, 3, 2, 1], from: &state).map { exp($0) }
    for (p, expected) in zip(p, [1.0 / 2, 1.0 / 2, 1.0 / 2, 1.0 / 2]) { #expect(abs(p - expected) < 1e-15) }
    var unseen = model.start()
    #expect(model.score([4, 2], from: &unseen) == [-.infinity, -.infinity])
    var after4 = model.start()
    model.advance(&after4, by: 4)
    #expect(model.distribution(after: after4).allSatisfy { $0 == -.infinity })
  }

  @Test func piecesScoreAsTheWhole() throws {
    let model = try model(3, 0.1)
    let stream = randomIDs(200)
    var state = model.start()
    let whole = model.score(stream, from: &state)
    for size in [1, 3, 64] {
      var state = model.start()
      var pieces: [Double] = []
      for start in stride(from: 0, to: 200, by: size) {
        pieces += model.score(Array(stream[start..<min(start + size, 200)]), from: &state)
      }
      #expect(pieces == whole)
    }
  }

  /// Without segments the first positions use the shorter history there is: the unigram, then the bigram counts.
  @Test func withoutSegmentsTheHistoryGrows() throws {
    let stream: [UInt32] = [2, 3, 2, 4, 3, 2]
    let trigram = try model(3, 1, eos: nil, on: stream)
    var state = trigram.start()
    let p = trigram.score([2, 3, 2], from: &state).map { exp($0) }
    #expect(abs(p[0] - (3.0 + 1) / (6 + 5)) < 1e-15)
    #expect(abs(p[1] - (1.0 + 1) / (2 + 5)) < 1e-15)
    #expect(abs(p[2] - (1.0 + 1) / (1 + 5)) < 1e-15)
  }

  @Test func autoAlphaIsNoWorseThanAGrid() throws {
    let stream = randomIDs(3000)
    let valid = randomIDs(400, seed: 9)
    let trie = try TrieCounter(order: 2, vocabularySize: 5, endOfSegment: 1).count(stream)
    func loss(_ alpha: Double) -> Double {
      let model = AddAlphaModel(trie, alpha: alpha)
      var state = model.start()
      return -model.score(valid, from: &state).reduce(0, +)
    }
    let best = AlphaSearch.best(trie, on: valid)
    for exponent in stride(from: -8.0, through: 4, by: 0.05) { #expect(loss(best) <= loss(pow(10, exponent)) + 1e-9) }
  }

  private func randomIDs(_ count: Int, seed: UInt64 = 5) -> [UInt32] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt32(state >> 40) % 7 % 5
    }
  }
}
