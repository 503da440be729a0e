import Evaluation
import Foundation
import Testing

@Suite struct ScoreTests {
  /// Probabilities (.5, .25): 2^1.5.
  @Test func workedExample() throws {
    let score = Score([log(0.5), log(0.25)], of: [2, 3], hasEOS: false, characters: 6, bytes: 8)
    #expect(abs(try #require(score.perplexity) - 2.828_427_124_746_190) < 1e-14)
    #expect(abs(try #require(score.nats) - 3 * log(2)) < 1e-15)
    #expect(abs(try #require(score.bitsPerCharacter) - 0.5) < 1e-15)
    #expect(abs(try #require(score.bitsPerByte) - 0.375) < 1e-15)
    #expect(score.perplexityWithoutEOS == nil)
    #expect(score.zeroAt == nil)
  }

  @Test(arguments: [2, 28, 12_020]) func uniformPerplexityIsV(size: Int) throws {
    let ids = (0..<1000).map { UInt32($0 % size) }
    let score = Score(
      Array(repeating: -log(Double(size)), count: 1000), of: ids, hasEOS: true, characters: 1, bytes: 1)
    let perplexity = try #require(score.perplexity)
    #expect(abs(perplexity / Double(size) - 1) < 1e-12)
  }

  @Test func oovAndEosLeaveSumAndCountAlike() throws {
    let p = [0.1, 0.2, 0.4, 0.8]
    let score = Score(p.map { log($0) }, of: [0, 2, 1, 3], hasEOS: true, characters: 0, bytes: 0)
    #expect(score.scored == 4)
    #expect(score.oov == 1)
    #expect(abs(try #require(score.perplexityExcludingOOV) - pow(0.2 * 0.4 * 0.8, -1 / 3)) < 1e-12)
    #expect(abs(try #require(score.perplexityWithoutEOS) - pow(0.1 * 0.2 * 0.8, -1 / 3)) < 1e-12)
    #expect(score.bitsPerByte == nil)
  }

  @Test func zeroProbabilityIsInfinite() {
    let score = Score([log(0.5), -.infinity, -.infinity], of: [2, 0, 2], hasEOS: true, characters: 3, bytes: 3)
    #expect(score.perplexity == nil)
    #expect(score.nats == nil)
    #expect(score.bitsPerByte == nil)
    #expect(score.zeroAt == 1)
  }

  @Test func nothingScored() {
    let score = Score([], of: [], hasEOS: true, characters: 0, bytes: 0)
    #expect(score.perplexity == nil)
    #expect(score.scored == 0)
  }
}
