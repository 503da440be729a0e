import Counts
import Evaluation
import Foundation
import NGrams
import Platform
import Recurrent
import Testing

@testable import Experiment

@Suite struct SumCheckTests {
  private func trie(_ order: Int, hasEOS: Bool = true, size: Int = 40, length: Int = 3000) throws -> NGramTrie {
    var random = RandomSource(seed: 8)
    // Low ids are frequent, and `<unk>` among them.
    let stream = (0..<length).map { _ in UInt32(random.below(random.below(size) + 1)) }
    return try TrieCounter(order: order, vocabularySize: size, endOfSegment: hasEOS ? 1 : nil).count(stream)
  }

  private func check(
    _ model: some LanguageModel, _ trie: NGramTrie, histories: Int = 60, mayBeUndefined: Bool = false,
    isListed: @escaping ([UInt32]) -> Bool = { _ in true }
  ) throws -> SumCheckResult {
    try sumCheck(
      model, named: "m", counts: trie, histories: histories, mayBeUndefined: mayBeUndefined, isListed: isListed
    ) { "\($0)" }.result
  }

  @Test(arguments: [1, 2, 3, 5], [true, false]) func everyNormalizedSmoothingPasses(order: Int, hasEOS: Bool) throws {
    let trie = try trie(order, hasEOS: hasEOS)
    for unseen in Unseen.allCases {
      for smoothing in [Smoothing.wittenBell, .absolute(discount: 0.7), .goodTuring, .kneserNey, .modifiedKneserNey] {
        for cutoffs in [[], [0, 1], [0, 0, 2]] as [[UInt32]] {
          let settings = EstimationSettings(smoothing, unseen: unseen, cutoffs: cutoffs)
          let model = BackoffEstimator(trie, settings, threads: 2).estimate().model
          let result = try check(model, trie) { model.index(of: $0) != nil }
          #expect(result.histories == (order == 1 ? 1 : 60) && result.largest < 1e-6, "\(smoothing) \(result)")
        }
      }
    }
    for alpha in [0.01, 1, 100] { #expect(try check(AddAlphaModel(trie, alpha: alpha), trie).largest < 1e-12) }
  }

  /// Maximum likelihood has nothing to say after what it has not seen; elsewhere that is a defect.
  @Test func maximumLikelihood() throws {
    let trie = try trie(4)
    let model = AddAlphaModel(trie, alpha: 0)
    let result = try check(model, trie, mayBeUndefined: true)
    #expect((1..<60).contains(result.undefined) && result.largest < 1e-12)
    #expect(throws: StoredModelError.self) { try check(model, trie) }
  }

  /// One wrong weight anywhere that is looked at is found, and named.
  @Test func aWrongModelIsADefect() throws {
    let trie = try trie(3)
    let right = BackoffEstimator(trie, EstimationSettings(.modifiedKneserNey)).estimate().model
    var levels = right.levels
    for index in levels[1].logBackoffs.indices { levels[1].logBackoffs[index] += 0.001 }
    let wrong = BackoffModel(vocabularySize: right.vocabularySize, endOfSegment: 1, levels: levels)
    do {
      _ = try check(wrong, trie)
      Issue.record("not found")
    } catch let error as StoredModelError {
      #expect(error.exitCode == .software && "\(error)".contains("'m'") && "\(error)".contains("defect"))
    }
    levels[1].logBackoffs = right.levels[1].logBackoffs
    levels[0].logProbabilities[39] = .nan
    let broken = BackoffModel(vocabularySize: right.vocabularySize, endOfSegment: 1, levels: levels)
    #expect(throws: StoredModelError.self) { try check(broken, trie) }
  }

  /// A model whose two ways of telling a probability differ: both are looked at.
  @Test(arguments: [SumCheckResult.Path.distribution, .score]) func bothPathsAreSummed(path: SumCheckResult.Path) throws
  {
    struct Uneven: LanguageModel {
      let wrong: SumCheckResult.Path
      var vocabularySize: Int { 40 }
      func start() -> Int { 0 }
      func p(_ path: SumCheckResult.Path) -> Double { log((path == wrong ? 1.1 : 1) / 40) }
      func score(_ ids: [UInt32], from state: inout Int) -> [Double] { ids.map { _ in p(.score) } }
      func distribution(after state: Int) -> [Double] { Array(repeating: p(.distribution), count: 40) }
      func advance(_ state: inout Int, by id: UInt32) {}
    }
    do {
      _ = try check(Uneven(wrong: path), trie(3))
      Issue.record("not found")
    } catch let StoredModelError.notNormalized(_, _, sum, found) {
      #expect(abs(sum - 1.1) < 1e-9 && found == path.rawValue)
    }
  }

  /// Each kind of history is among those that are looked at, and the choice is the same each time.
  @Test func historiesOfEveryKind() throws {
    final class Seen { var histories: [[UInt32]] = [] }
    struct Spy: LanguageModel {
      let seen: Seen
      var vocabularySize: Int { 40 }
      func start() -> [UInt32] { [] }
      func score(_ ids: [UInt32], from state: inout [UInt32]) -> [Double] { ids.map { _ in log(1 / 40.0) } }
      func distribution(after state: [UInt32]) -> [Double] {
        seen.histories.append(state)
        return Array(repeating: log(1 / 40.0), count: 40)
      }
      func advance(_ state: inout [UInt32], by id: UInt32) { state.append(id) }
    }
    let trie = try trie(4)
    func histories() throws -> [[UInt32]] {
      let seen = Seen()
      _ = try check(Spy(seen: seen), trie, histories: 100) { $0.count < 3 || $0[2] % 2 == 0 }
      return seen.histories
    }
    let all = try histories()
    #expect(try histories() == all && all.count == 100)
    #expect(all.allSatisfy { $0.count <= 3 && !$0.contains(1) })
    #expect(all.contains([]) && all.contains { $0.count == 1 } && all.contains { $0.count == 2 })
    let whole = all.filter { $0.count == 3 }
    #expect(whole.contains { trie.index(of: $0) == nil } && whole.contains { trie.index(of: $0) != nil })
    #expect(whole.contains { trie.index(of: $0) == nil && trie.index(of: Array($0.suffix(2))) != nil })
    #expect(whole.count { trie.index(of: $0) != nil && $0[2] % 2 == 1 } >= 20)
  }
}
