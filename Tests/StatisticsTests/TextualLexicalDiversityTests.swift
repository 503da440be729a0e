import Statistics
import Testing

@Suite struct TextualLexicalDiversityTests {
  /// "a b a b | a b": at the third token 2/3 ≤ 0.72 ends the factor; then "b a b" ends another. Two factors either way.
  @Test func workedExample() {
    #expect(textualLexicalDiversity([0, 1, 0, 1, 0, 1]) == 3)
  }

  /// "a a b c": forwards a factor "a a" and "b c" with ratio 1; backwards "c b a a" with ratio 3/4, 0.25/0.28 of one.
  @Test func partsOfFactors() throws {
    let expected = (4.0 + 4 / (0.25 / 0.28)) / 2
    #expect(abs(try #require(textualLexicalDiversity([0, 0, 1, 2])) - expected) < 1e-12)
  }

  @Test func backwardsIsTheSame() throws {
    var random = SplitMix(state: 24)
    let stream = (0..<1000).map { _ in UInt32.random(in: 0..<90, using: &random) }
    let there = try #require(textualLexicalDiversity(stream))
    let back = try #require(textualLexicalDiversity(stream.reversed()))
    #expect(abs(there - back) < 1e-9)
    #expect(try #require(textualLexicalDiversity(stream, threshold: 0.5)) > there)
  }

  @Test func undefined() {
    #expect(textualLexicalDiversity([]) == nil)
    #expect(textualLexicalDiversity([1, 2, 3]) == nil)
    for threshold in [0, 1, -1, 2, .nan] { #expect(textualLexicalDiversity([1, 1], threshold: threshold) == nil) }
  }
}
