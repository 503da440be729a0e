import Statistics
import Testing

@Suite struct DispersionTests {
  /// The example of Gries (2008): five parts of 9, 10, 10, 10, 11 tokens, the word 1 to 5 times: DP = 0.18.
  @Test func griesExample() throws {
    let mine = try #require(Dispersion(frequencies: [1, 2, 3, 4, 5], sizes: [9, 10, 10, 10, 11]))
    #expect(abs(try #require(mine.proportionDeviation) - 0.18) < 1e-12)
    #expect(abs(try #require(mine.normalisedProportionDeviation) - 0.18 / 0.82) < 1e-12)
    #expect(abs(try #require(mine.juillandD) - (1 - 2.0.squareRoot() / 3 / 2)) < 1e-12)
    #expect(mine.range == 5)
  }

  @Test func extremes() throws {
    let even = try #require(Dispersion(frequencies: [2, 2, 2, 2], sizes: [10, 10, 10, 10]))
    #expect(even.juillandD == 1 && even.proportionDeviation == 0)
    let single = try #require(Dispersion(frequencies: [0, 8, 0, 0], sizes: [10, 10, 10, 10]))
    #expect(abs(try #require(single.juillandD)) < 1e-15)
    #expect(single.proportionDeviation == 0.75 && single.normalisedProportionDeviation == 1)
    #expect(single.range == 1)
  }

  @Test func partsOfAStream() {
    let stream: [UInt32] = [7, 0, 7, 7, 0, 0, 0, 7, 0, 0]
    let mine = Dispersion.measure([7, 0, 7, 5], in: stream, parts: 3)
    #expect(mine.map(\.frequencies) == [[2, 1, 1], [1, 2, 3], [2, 1, 1], [0, 0, 0]])
    #expect(mine.allSatisfy { $0.sizes == [3, 3, 4] })
    // As ⌊iN/k⌋ cuts, for more parts than tokens too.
    for parts in [1, 4, 7, 10, 23] {
      let sizes = (0..<parts).map { UInt64(($0 + 1) * 10 / parts - $0 * 10 / parts) }
      #expect(Dispersion.measure([7], in: stream, parts: parts).first?.sizes == sizes)
    }
  }

  @Test func undefined() {
    #expect(Dispersion(frequencies: [1], sizes: [1, 2]) == nil)
    #expect(Dispersion(frequencies: [3], sizes: [2]) == nil)
    for parts in [0, -1, Dispersion.mostParts + 1, .max, .min] {
      #expect(Dispersion.measure([1], in: [1], parts: parts).isEmpty)
    }
    #expect(Dispersion.measure([], in: [1], parts: 2).isEmpty)
    for dispersion in Dispersion.measure([4], in: [1, 2, 3], parts: 2) + Dispersion.measure([4], in: [], parts: 2) {
      #expect(dispersion.juillandD == nil && dispersion.proportionDeviation == nil && dispersion.range == 0)
    }
    let whole = Dispersion.measure([1], in: [1, 2], parts: 1).first
    #expect(whole?.juillandD == nil && whole?.proportionDeviation == 0 && whole?.normalisedProportionDeviation == nil)
    #expect(Dispersion(frequencies: [], sizes: [])?.juillandD == nil)
  }
}
