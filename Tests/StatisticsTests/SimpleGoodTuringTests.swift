import Statistics
import Testing

@Suite struct SimpleGoodTuringTests {
  /// The "prosody" counts of Gale & Sampson's paper, frequency and types.
  static let prosody: [(UInt64, Int)] = [
    (1, 120), (2, 40), (3, 24), (4, 13), (5, 15), (6, 5), (7, 11), (8, 2), (9, 2), (10, 1), (12, 3), (14, 2), (15, 1),
    (16, 1), (17, 3), (19, 1), (20, 3), (21, 2), (23, 3), (24, 3), (25, 3), (26, 2), (27, 2), (28, 1), (31, 2), (32, 2),
    (33, 1), (34, 2), (36, 2), (41, 3), (43, 1), (45, 3), (46, 1), (47, 1), (50, 1), (71, 1), (84, 1), (101, 1),
    (105, 1), (121, 1), (124, 1), (146, 1), (162, 1), (193, 1), (199, 1), (224, 1), (226, 1), (254, 1), (257, 1),
    (339, 1), (421, 1), (456, 1), (481, 1), (483, 1), (1140, 1), (1256, 1), (1322, 1), (1530, 1), (2131, 1), (2395, 1),
    (6925, 1), (7846, 1),
  ]

  @Test func theAuthorsExample() throws {
    let spectrum = FrequencySpectrum(Self.prosody.flatMap { Array(repeating: $0.0, count: $0.1) })
    #expect(spectrum.tokens == 30_902)
    let fit = try #require(SimpleGoodTuring(spectrum))
    #expect((fit.unseen * 1e6).rounded() == 3883)
    // They print r* scaled as the probabilities are.
    let first = try #require(fit.estimate(1))
    #expect((first.probability * 30_902 * 1e4).rounded() == 7628)
    #expect(!first.isTuring)
    #expect((fit.line.slope * 1e3).rounded() == -1389)
    #expect(fit.isReliable)
  }

  @Test func theMassIsOne() throws {
    for order in ["unigram", "bigram", "trigram"] {
      let spectrum = try timeMachine(order)
      let fit = try #require(SimpleGoodTuring(spectrum))
      let mass = zip(spectrum.entries, fit.estimates).reduce(fit.unseen) { sum, pair in
        sum + Double(pair.0.types) * pair.1.probability
      }
      #expect(abs(mass - 1) < 1e-12)
      // Once the line is taken, it is kept.
      let switches = fit.estimates.map(\.isTuring)
      #expect(switches == switches.sorted { $0 && !$1 })
    }
  }

  /// Two frequencies, 1 four times and 2 twice: ln Z = (ln 4, ln 2), so slope −1 and the line's r* = r; Turing's r* of 1
  /// is 2 · 2/4 = 1 as well.
  @Test func workedExample() throws {
    let fit = try #require(SimpleGoodTuring(FrequencySpectrum([1, 1, 1, 1, 2, 2])))
    #expect(abs(fit.line.slope + 1) < 1e-15)
    #expect(!fit.isReliable)
    #expect(fit.unseen == 0.5)
    #expect(abs(try #require(fit.estimate(1)).adjusted - 1) < 1e-15)
    #expect(abs(try #require(fit.estimate(2)).adjusted - 2) < 1e-15)
    #expect(abs(try #require(fit.estimate(2)).probability - 0.125) < 1e-15)
    #expect(fit.estimate(3) == nil)
    #expect(fit.estimate(0) == nil)
  }

  @Test func undefined() {
    for counts: [UInt64] in [[], [1], [3, 3]] { #expect(SimpleGoodTuring(FrequencySpectrum(counts)) == nil) }
  }
}
