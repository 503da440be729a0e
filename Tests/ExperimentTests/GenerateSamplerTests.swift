import Foundation
import Recurrent
import Testing
import Platform

@testable import Experiment

@Suite struct GenerateSamplerTests {
  private func frequencies(_ sampling: GenerateSampling, _ p: [Double], draws: Int = 20_000) -> [Double] {
    var sampler = GenerateSampler(sampling, seed: 4)
    var counts = Array(repeating: 0.0, count: p.count)
    for _ in 0..<draws { counts[Int(sampler.draw(p.map { log($0) }) ?? 0)] += 1 / Double(draws) }
    return counts
  }

  private func near(_ found: [Double], _ expected: [Double]) -> Bool {
    zip(found, expected).allSatisfy { abs($0 - $1) < 0.015 && ($1 > 0 || $0 == 0) }
  }

  /// Worked by hand: p as they are, without `<unk>`, squared by temperature ½, and cut.
  @Test func drawsWithTheChancesThatTheDefinitionsSay() {
    let p = [0.1, 0.4, 0.3, 0.2]
    let ninths: [Double] = [0, 4, 3, 2].map { $0 / 9 }
    let thirtieths: [Double] = [1, 16, 9, 4].map { $0 / 30 }
    let sevenths: [Double] = [0, 4, 3, 0].map { $0 / 7 }
    let with = { GenerateSampling(temperature: $0, topK: $1, topP: $2, allowsUnknown: true) as GenerateSampling }
    #expect(near(frequencies(with(1, nil, nil), p), p))
    #expect(near(frequencies(GenerateSampling(), p), ninths))
    #expect(near(frequencies(with(0.5, nil, nil), p), thirtieths))
    #expect(near(frequencies(with(1, 2, nil), p), sevenths))
    #expect(near(frequencies(with(1, nil, 0.65), p), sevenths))
    #expect(near(frequencies(with(1, nil, 0.75), p), ninths))
    // Of the three that top-k leaves, two hold seven ninths.
    #expect(near(frequencies(with(1, 3, 0.75), p), sevenths))
    #expect(near(frequencies(with(1, 4, 1), p), p))
    #expect(near(frequencies(with(0, 3, 0.5), [0.1, 0.3, 0.3, 0.3]), [0, 1, 0, 0]))
    #expect(near(frequencies(with(1, 1, nil), [0.1, 0.3, 0.3, 0.3]), [0, 1, 0, 0]))
    // A temperature so low that every power but the greatest is nothing.
    #expect(near(frequencies(with(1e-300, nil, nil), p), [0, 1, 0, 0]))
  }

  @Test func nothingToDraw() {
    var sampler = GenerateSampler(GenerateSampling(), seed: 1)
    #expect(sampler.draw([0, -.infinity, -.infinity]) == nil)
    #expect(sampler.draw([-.infinity, .nan]) == nil)
    #expect(sampler.draw([0, -1000, -.infinity]) == 1)
    var cold = GenerateSampler(GenerateSampling(temperature: 0), seed: 1)
    #expect(cold.draw([0, -.infinity]) == nil && cold.draw([0, -.infinity, -5]) == 2)
  }

  /// The partial selection is what a whole sort would begin with, ties and zeros among the weights.
  @Test func partialSelectionIsASort() {
    var random = RandomSource(seed: 2)
    for size in [1, 2, 7, 500] {
      let weights = (0..<size).map { _ in Double(random.below(20)) }
      let sorted = weights.indices.filter { weights[$0] > 0 }.sorted { (weights[$1], $0) < (weights[$0], $1) }
      for k in [1, 2, 3, 64, size] {
        #expect(GenerateSampler.mostProbable(k, weights) == Array(sorted.prefix(k)))
      }
    }
  }

  /// Top-p over many types, where more than the first few are needed.
  @Test func nucleusOfAFlatDistribution() {
    let p = [0.0] + Array(repeating: 1 / 1000.0, count: 1000)
    let found = frequencies(GenerateSampling(topP: 0.3), p, draws: 6000)
    #expect(found[1...299].count { $0 > 0 } > 290 && found[302...].allSatisfy { $0 == 0 })
  }
}
