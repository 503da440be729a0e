import Evaluation
import Foundation
import Testing

/// The next token depends on the last one alone, by a table of probabilities; nothing was read at first.
struct MarkovModel: LanguageModel {
  let first: [Double]
  let table: [[Double]]

  var vocabularySize: Int { first.count }
  func start() -> Int? { nil }
  func distribution(after state: Int?) -> [Double] { (state.map { table[$0] } ?? first).map { log($0) } }
  func advance(_ state: inout Int?, by id: UInt32) { state = Int(id) }

  func score(_ ids: [UInt32], from state: inout Int?) -> [Double] {
    ids.map { id in
      let logProbability = distribution(after: state)[Int(id)]
      state = Int(id)
      return logProbability
    }
  }
}

@Suite struct HorizonTests {
  /// A stream of V types that a Markov model of random rows predicts badly.
  private func random(_ count: Int, below bound: Int, seed: UInt64) -> [UInt32] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt32((state >> 33) % UInt64(bound))
    }
  }

  private func markov(_ size: Int, seed: UInt64) -> MarkovModel {
    let weights = random(size * (size + 1), below: 1000, seed: seed).map { Double($0) + 1 }
    let rows = (0...size).map { row in
      let row = weights[row * size..<(row + 1) * size]
      return row.map { $0 / row.reduce(0, +) }
    }
    return MarkovModel(first: rows[size], table: Array(rows[..<size]))
  }

  /// Two types; the stream is 0 1 1. Origins for k = 1, 2: places 0 and 1.
  ///
  /// At 0 the model says (.6, .4): 0, right. It then reads its 0 and says (.3, .7): 1, right. At 1, after the true 0, it
  /// says 1, right, and after that 1 (.8, .2): 0, wrong.
  @Test func workedExample() throws {
    let model = MarkovModel(first: [0.6, 0.4], table: [[0.3, 0.7], [0.8, 0.2]])
    let figures = HorizonEvaluation(horizons: [2, 1, 2], origins: 9)(model, on: [0, 1, 1])
    #expect(figures.map(\.k) == [1, 2] && figures.map(\.origins) == [2, 2])
    #expect(figures.map(\.hits) == [2, 1] && figures.map(\.oneStepHits) == [2, 1])
    #expect(abs(figures[0].nats + log(0.6 * 0.7)) < 1e-15 && abs(figures[1].nats + log(0.7 * 0.2)) < 1e-15)
    #expect(abs(figures[1].oneStepNats + log(0.7 * 0.2)) < 1e-15)
  }

  /// Where the model is wrong its own history leads it elsewhere than the true one: 1 after 0 0, not after 0 1.
  @Test func ownPredictionsAreRead() throws {
    let model = MarkovModel(first: [0.9, 0.1], table: [[0.9, 0.1], [0.2, 0.8]])
    // Read nothing, predict 0 (true: 1); on from 0 predict 0 (true: 1) with p(1) = .1; after the true 1, p(1) = .8.
    let figures = HorizonEvaluation(horizons: [2], origins: 1)(model, on: [1, 1])
    #expect(figures.map(\.hits) == [0] && figures.map(\.oneStepHits) == [1])
    #expect(abs(figures[0].nats + log(0.1)) < 1e-15 && abs(figures[0].oneStepNats + log(0.8)) < 1e-15)
  }

  @Test(arguments: [2, 5, 11]) func oneAheadIsOneStep(size: Int) throws {
    let (model, ids) = (markov(size, seed: 4), random(300, below: size, seed: 5))
    let evaluation = HorizonEvaluation(horizons: [1, 3, 7], origins: 1000)
    let figures = evaluation(model, on: ids)
    #expect(figures[0].nats == figures[0].oneStepNats && figures[0].hits == figures[0].oneStepHits)
    // Over all places, one step is what `score` says.
    var state = model.start()
    let scores = model.score(ids, from: &state)
    let places = evaluation.places(in: ids.count)
    #expect(places == Array(0...293))
    for figure in figures {
      let nats = places.reduce(0) { $0 - scores[$1 + figure.k - 1] }
      #expect(abs(nats - figure.oneStepNats) < 1e-9)
    }
  }

  /// A model that knows the one next token knows them all.
  @Test func cycleIsCertainAtAnyDistance() throws {
    let table = (0..<5).map { last in (0..<5).map { $0 == (last + 1) % 5 ? 1.0 : 0 } }
    let model = MarkovModel(first: [1, 0, 0, 0, 0], table: table)
    let figures = HorizonEvaluation(horizons: [1, 2, 4, 8, 16], origins: 50)(model, on: (0..<200).map { $0 % 5 })
    for figure in figures {
      #expect(figure.origins == 50 && figure.hits == 50 && figure.nats == 0 && figure.oneStepNats == 0)
    }
  }

  /// A uniform model's perplexity is V at any distance; of equals the lowest id is predicted.
  @Test(arguments: [3, 28]) func uniformIsV(size: Int) throws {
    let row = [Double](repeating: 1 / Double(size), count: size)
    let ids = random(500, below: size, seed: 8)
    let evaluation = HorizonEvaluation(horizons: [1, 5, 12], origins: 100)
    for figure in evaluation(MarkovModel(first: row, table: Array(repeating: row, count: size)), on: ids) {
      #expect(abs(exp(figure.nats / Double(figure.origins)) / Double(size) - 1) < 1e-12)
      let zeros = evaluation.places(in: 500).count { ids[$0 + figure.k - 1] == 0 }
      #expect(figure.hits == zeros && figure.oneStepHits == zeros)
    }
  }

  @Test func placesLieEvenly() {
    let evaluation = HorizonEvaluation(horizons: [4], origins: 5)
    #expect(evaluation.places(in: 13) == [0, 2, 4, 6, 8])
    #expect(evaluation.places(in: 5) == [0, 1])
    #expect(evaluation.places(in: 4) == [0])
    #expect(evaluation.places(in: 3).isEmpty && evaluation.places(in: 0).isEmpty)
    #expect(HorizonEvaluation(horizons: []).places(in: 9).isEmpty)
    let wide = HorizonEvaluation(horizons: [1], origins: 3).places(in: 1_000_000_000_000)
    #expect(wide == [0, 333_333_333_333, 666_666_666_666])
  }

  /// Zero probabilities make the sum infinite; a model that excludes every token says nothing from there on.
  @Test func zerosAndNothing() throws {
    let dead = MarkovModel(first: [0.5, 0.5], table: [[0, 0], [0, 1]])
    let figures = HorizonEvaluation(horizons: [1, 2, 3], origins: 1)(dead, on: [0, 1, 1])
    #expect(figures.map(\.hits) == [1, 0, 0] && figures.map(\.oneStepHits) == [1, 0, 1])
    #expect(abs(figures[0].nats - log(2)) < 1e-15)
    #expect(figures[1].nats == .infinity && figures[2].nats == .infinity)
    #expect(figures[1].oneStepNats == .infinity && figures[2].oneStepNats == 0)
  }

  @Test func tooShortAStream() throws {
    let row = [0.5, 0.5]
    let model = MarkovModel(first: row, table: [row, row])
    #expect(HorizonEvaluation(horizons: [3])(model, on: [0, 1]).isEmpty)
    #expect(HorizonEvaluation(horizons: [])(model, on: [0, 1]).isEmpty)
    #expect(HorizonEvaluation(horizons: [1])(model, on: []).isEmpty)
  }

  @Test func progressIsTold() throws {
    let row = [0.5, 0.5]
    let model = MarkovModel(first: row, table: [row, row])
    var told: [[Int]] = []
    _ = HorizonEvaluation(horizons: [2], origins: 3)(model, on: [0, 1, 1, 0]) { told.append([$0, $1]) }
    #expect(told == [[1, 3], [2, 3], [3, 3]])
  }
}
