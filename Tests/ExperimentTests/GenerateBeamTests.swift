import Evaluation
import Foundation
import Recurrent
import Testing
import Platform

@testable import Experiment

/// ln p of the next id after the last one, from a table; its rows sum to 1.
private struct TableModel: LanguageModel {
  let rows: [[Double]]
  var vocabularySize: Int { rows.count }

  init(_ rows: [[Double]]) { self.rows = rows.map { $0.map { log($0) } } }

  init(vocabulary: Int, seed: UInt64) {
    var random = RandomSource(seed: seed)
    self.init(
      (0..<vocabulary).map { _ in
        let weights = (0..<vocabulary).map { _ in pow(random.uniform(), 3) + 0.01 }
        return weights.map { $0 / weights.reduce(0, +) }
      })
  }

  func start() -> Int { 1 }
  func distribution(after state: Int) -> [Double] { rows[state] }
  func advance(_ state: inout Int, by id: UInt32) { state = Int(id) }
  func score(_ ids: [UInt32], from state: inout Int) -> [Double] {
    ids.map { id in
      defer { state = Int(id) }
      return rows[state][Int(id)]
    }
  }
}

@Suite struct GenerateBeamTests {
  private func search(
    _ model: TableModel, _ width: Int, positions: Int, penalty: Double = 0, end: UInt32? = 1, unknown: Bool = true
  ) -> GenerateBeamSearch.Text? {
    GenerateBeamSearch(
      beam: GenerateBeam(width: width, lengthPenalty: penalty), positions: positions, end: end, allowsUnknown: unknown
    ).best(model, after: model.start())
  }

  /// Every text of these positions, or ended before, by its score.
  private func enumerated(
    _ model: TableModel, positions: Int, penalty: Double, end: UInt32?, unknown: Bool
  ) -> (ids: [UInt32], score: Double) {
    var (best, highest) = ([UInt32](), -Double.infinity)
    func go(_ ids: [UInt32], _ total: Double, _ state: Int) {
      if ids.count == positions || (end != nil && ids.last == end) {
        let score = total / pow(Double(ids.count), penalty)
        // In the order of ids: the first of equals stays.
        if score > highest { (best, highest) = (ids, score) }
        return
      }
      for id in 0..<model.vocabularySize where unknown || id != 0 {
        go(ids + [UInt32(id)], total + model.rows[state][id], id)
      }
    }
    go([], 0, model.start())
    return (best, highest)
  }

  @Test(arguments: [0, 0.7, 1], [UInt32?.none, 1]) func exactWhereItIsWideEnough(penalty: Double, end: UInt32?) throws {
    var (greedy, lengths) = (0, Set<Int>())
    for seed in 1...40 as ClosedRange<UInt64> {
      let model = TableModel(vocabulary: 4, seed: seed)
      for unknown in [true, false] {
        let expected = enumerated(model, positions: 5, penalty: penalty, end: end, unknown: unknown)
        let found = try #require(search(model, 256, positions: 5, penalty: penalty, end: end, unknown: unknown))
        #expect(found.ids == expected.ids)
        var state = model.start()
        #expect(found.logProbabilities == model.score(found.ids, from: &state))
        #expect(abs(found.total / pow(Double(found.ids.count), penalty) - expected.score) < 1e-12)
        lengths.insert(found.ids.count)
        let narrow = try #require(search(model, 1, positions: 5, penalty: penalty, end: end, unknown: unknown))
        #expect(narrow.total / pow(Double(narrow.ids.count), penalty) <= expected.score + 1e-12)
        if narrow.ids != found.ids { greedy += 1 }
      }
    }
    // The cases are such that a beam matters, and that texts end early where they may.
    #expect(greedy > 0 && (lengths.count > 1) == (end != nil && lengths != [5]) && (end != nil || lengths == [5]))
  }

  /// The textbook's trap: the best first word leads nowhere.
  @Test func aBeamFindsWhatGreedDoesNot() throws {
    let model = TableModel([
      [0.25, 0.25, 0.25, 0.25], [0.01, 0.01, 0.5, 0.48], [0.25, 0.25, 0.25, 0.25], [0.05, 0.05, 0, 0.9],
    ])
    #expect(search(model, 1, positions: 2, end: nil)?.ids == [2, 0])
    #expect(search(model, 2, positions: 2, end: nil)?.ids == [3, 3])
  }

  /// Of equals the one of the lower ids, at any width.
  @Test func ties() {
    let model = TableModel(Array(repeating: Array(repeating: 1.0 / 70, count: 70), count: 70))
    for width in [1, 2, 7, 69, 70, 300] {
      #expect(search(model, width, positions: 3, end: nil)?.ids == [0, 0, 0])
      #expect(search(model, width, positions: 3, end: nil, unknown: false)?.ids == [1, 1, 1])
      // Ending at once is the most probable.
      #expect(search(model, width, positions: 3)?.ids == [1])
    }
  }

  @Test func deadEnds() {
    // After 2 nothing comes; 3 goes on.
    let model = TableModel([[0, 0, 0.5, 0.5], [0, 0, 0.9, 0.1], [0, 0, 0, 0], [0, 0, 0, 1]])
    #expect(search(model, 4, positions: 3)?.ids == [3, 3, 3])
    #expect(search(model, 1, positions: 3) == nil)
    let nothing = TableModel(Array(repeating: [0, 0], count: 2))
    #expect(search(nothing, 4, positions: 3) == nil)
    // All that may be said is `<unk>`.
    let unknown = TableModel([[1, 0], [1, 0]])
    #expect(search(unknown, 4, positions: 2, unknown: false) == nil)
    #expect(search(unknown, 4, positions: 2)?.ids == [0, 0])
  }

  /// As `generate` says it: any model, from a prefix, and no worse than the most probable word at each place.
  @Test func ofStoredModels() throws {
    let fixture = try ScoreFixture(network: true)
    func probability(_ model: String, _ beam: GenerateBeam?) throws -> (p: Double, text: [String]) {
      var bytes: [UInt8] = []
      try Generate(
        corpus: "c", model: model, tokens: 6, sampling: GenerateSampling(temperature: 0), beam: beam, seed: 1,
        prefix: "the cat", form: .json)(fixture.bench) {
          bytes += $0
          return true
        }
      let objects = try String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
        try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
      }
      let p = try objects.map { try #require($0["p"] as? Double) }.reduce(1, *)
      return (p, objects.compactMap { $0["token"] as? String })
    }
    for model in ["witten-bell-3", "laplace-3", "carry"] {
      let wide = try probability(model, GenerateBeam(width: 50))
      #expect(try probability(model, GenerateBeam(width: 50)).text == wide.text)
      #expect(try wide.p >= probability(model, GenerateBeam(width: 1)).p)
      #expect((1...6).contains(wide.text.count) && (wide.text.count == 6 || wide.text.last == "<eos>"))
    }
  }
}
