import Evaluation
import Foundation
import Platform
import Testing

@testable import Experiment

@Suite struct MixSettingsTests {
  /// Every type alike.
  private struct Uniform: LanguageModel {
    let vocabularySize = 4
    func start() {}
    func score(_ ids: [UInt32], from state: inout Void) -> [Double] { ids.map { _ in -log(4) } }
    func distribution(after state: Void) -> [Double] { Array(repeating: -log(4), count: 4) }
    func advance(_ state: inout Void, by id: UInt32) {}
  }

  private let models = [AnyLanguageModel(Uniform()), AnyLanguageModel(Uniform())]
  private let sha256 = String(repeating: "0", count: 64)

  private func mixture(_ method: MixtureModel.Combination, _ weights: [Double]) throws -> [UInt8] {
    let parts = weights.enumerated().map { CombinedPart(model: "m\($0)", sha256: sha256, weight: $1) }
    return Array(
      try JSON.string(MixSettings(method: method, parts: parts, tunedOn: 9, nats: 1, iterations: 2)).utf8)
  }

  @Test func roundTrip() throws {
    let bytes = try mixture(.logLinear, [1.5, -0.25])
    #expect(CombinedPart.parts(in: bytes)?.map(\.model) == ["m0", "m1"])
    #expect(MixSettings.model(bytes, models)?.weights == [1.5, -0.25])
    let cache = CacheSettings(
      parts: [CombinedPart(model: "m", sha256: sha256, weight: 0.75)], window: 3, weight: 0.25, countsUnknown: false,
      windows: [3, 9],
      tunedOn: 9)
    let text = Array(try JSON.string(cache).utf8)
    #expect(CombinedPart.parts(in: text)?.map(\.model) == ["m"])
    #expect(
      CacheSettings.model(text, [models[0]])?.cache == UnigramCache(window: 3, weight: 0.25, countsUnknown: false))
  }

  /// Weights that are none are refused.
  @Test(arguments: [[0.5, 0.6], [1.5, -0.5], [1], []]) func badWeights(weights: [Double]) throws {
    #expect(MixSettings.model(try mixture(.linear, weights), models) == nil)
  }

  @Test(arguments: [
    "", "{}", "[]", "{\"parts\": []}", "{\"parts\": [{\"model\": \"\", \"sha256\": \"\", \"weight\": 1}]}",
    "{\"parts\": [{\"model\": \"a\\u001b[2J\", \"sha256\": \"\", \"weight\": 1}]}",
    "{\"parts\": [{\"model\": \"a\", \"sha256\": \"\", \"weight\": 1e999}]}",
    "{\"parts\": [{\"model\": \"a\", \"sha256\": 3, \"weight\": 1}]}",
  ])
  func damageIsRefused(text: String) {
    #expect(CombinedPart.parts(in: Array(text.utf8)) == nil)
    #expect(MixSettings.model(Array(text.utf8), models) == nil)
    #expect(CacheSettings.model(Array(text.utf8), models) == nil)
  }

  @Test func noMoreThanSomeParts() {
    func text(_ count: Int) -> [UInt8] {
      let part = "{\"model\": \"a\", \"sha256\": \"\", \"weight\": 1}"
      return Array("{\"parts\": [\(Array(repeating: part, count: count).joined(separator: ","))]}".utf8)
    }
    #expect(CombinedPart.parts(in: text(64))?.count == 64)
    #expect(CombinedPart.parts(in: text(65)) == nil)
    #expect(CombinedPart.parts(in: text(1) + Array(repeating: UInt8(ascii: " "), count: 1 << 20)) == nil)
  }

  /// A neural cache says all that a unigram cache does, and is another model.
  @Test func settingsOfAnotherCacheAreRefused() {
    for (method, isOne) in [("unigram-cache", true), ("neural-cache", false)] {
      let text = """
        {"method": "\(method)", "parts": [{"model": "a", "sha256": "", "weight": 1}], "window": 5, "weight": 0.5, \
        "windows": [], "counts_unknown": true, "tuned_on": 1}
        """
      #expect((CacheSettings.model(Array(text.utf8), [models[0]]) != nil) == isOne)
    }
  }

  @Test(arguments: [(0, 0.5), (-3, 0.5), (5, 1), (5, -0.1)]) func badCaches(window: Int, weight: Double) {
    let text = """
      {"method": "unigram-cache", "parts": [{"model": "a", "sha256": "", "weight": 1}], "window": \(window), \
      "weight": \(weight), "windows": [], "counts_unknown": true, "tuned_on": 1}
      """
    #expect(CacheSettings.model(Array(text.utf8), [models[0]]) == nil)
  }
}
