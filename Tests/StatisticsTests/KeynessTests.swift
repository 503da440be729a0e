import Foundation
import Statistics
import Testing

@Suite struct KeynessTests {
  /// 20 of 1,000 against 10 of 2,000: E = 10 and 20.
  @Test func workedExample() throws {
    let mine = try #require(Keyness(count: 20, tokens: 1000, referenceCount: 10, referenceTokens: 2000))
    #expect(abs(mine.logLikelihood - 2 * (20 * log(2) - 10 * log(2))) < 1e-12)
    #expect(mine.logRatio == 2)
    #expect(abs(mine.difference - 0.015) < 1e-15)
    let cells = [(20.0, 10.0), (980, 990), (10, 20), (1990, 1980)]
    #expect(abs(mine.logLikelihoodOfAllCells - 2 * cells.reduce(0) { $0 + $1.0 * log($1.0 / $1.1) }) < 1e-10)
  }

  @Test func theOtherWayRound() throws {
    let there = try #require(Keyness(count: 3, tokens: 700, referenceCount: 90, referenceTokens: 1100))
    let back = try #require(Keyness(count: 90, tokens: 1100, referenceCount: 3, referenceTokens: 700))
    #expect(abs(there.logLikelihood - back.logLikelihood) < 1e-10)
    #expect(abs(there.logLikelihoodOfAllCells - back.logLikelihoodOfAllCells) < 1e-10)
    #expect(abs(try #require(there.logRatio) + (try #require(back.logRatio))) < 1e-14)
    #expect(there.difference < 0)
  }

  @Test func sameShareIsZero() throws {
    let mine = try #require(Keyness(count: 7, tokens: 100, referenceCount: 21, referenceTokens: 300))
    #expect(mine.logLikelihood < 1e-12 && abs(mine.logLikelihoodOfAllCells) < 1e-10)
    #expect(abs(try #require(mine.logRatio)) < 1e-14)
  }

  @Test func zeros() throws {
    let absent = try #require(Keyness(count: 8, tokens: 100, referenceCount: 0, referenceTokens: 100))
    #expect(absent.logRatio == 4)
    #expect(abs(absent.logLikelihood - 2 * 8 * log(2)) < 1e-12)
    let never = try #require(Keyness(count: 0, tokens: 5, referenceCount: 0, referenceTokens: 5))
    #expect(never.logRatio == nil && never.logLikelihood == 0 && never.logLikelihoodOfAllCells == 0)
    let always = try #require(Keyness(count: 5, tokens: 5, referenceCount: 5, referenceTokens: 5))
    #expect(always.logLikelihood == 0 && always.logLikelihoodOfAllCells == 0)
  }

  @Test func corporaThatCannotBe() {
    #expect(Keyness(count: 0, tokens: 0, referenceCount: 1, referenceTokens: 5) == nil)
    #expect(Keyness(count: 1, tokens: 5, referenceCount: 0, referenceTokens: 0) == nil)
    #expect(Keyness(count: 6, tokens: 5, referenceCount: 1, referenceTokens: 5) == nil)
    #expect(Keyness(count: 1, tokens: 5, referenceCount: 6, referenceTokens: 5) == nil)
    #expect(Keyness(count: 1, tokens: .max, referenceCount: 1, referenceTokens: 1) == nil)
  }
}
