import Counts
import Testing

@testable import Statistics

@Suite struct NGramGrowthTests {
  /// The same curve as by naming every n-gram, at any order, with segments and without.
  @Test(arguments: [1, 2, 3, 4], [nil, 1] as [UInt32?]) func agreesWithNaming(_ order: Int, _ end: UInt32?) throws {
    var random = SplitMix(state: 23)
    let stream = (0..<5000).map { _ in UInt32.random(in: 0..<40, using: &random) }
    let growth = try #require(NGramGrowth(stream, order: order, endOfSegment: end))
    let names = TextFigures.nGrams(of: stream, order: order, endOfSegment: end)
    let curve = growth.curve(steps: 100)
    #expect(curve == HeapsCurve(names, at: HeapsCurve.places(logSpaced: 100, of: names.count)))
    #expect(curve.points.last?.types == Set(names).count)
  }

  /// One id for ever, and all ids different: the hands are as unequal and the tables as full as they can be.
  @Test func extremes() throws {
    let same = try #require(NGramGrowth(Array(repeating: 7, count: 3000), order: 2, endOfSegment: nil))
    #expect(same.curve(steps: 10).points.allSatisfy { $0.types == 1 })
    let different = try #require(NGramGrowth(Array(0..<3000), order: 2, endOfSegment: nil))
    #expect(different.curve(steps: 10).points.allSatisfy { $0.types == $0.tokens })
    for stream in [[], [1], [1, 1, 1]] as [[UInt32]] {
      #expect(try #require(NGramGrowth(stream, order: 2, endOfSegment: 1)).curve(steps: 10).points.isEmpty)
    }
  }

  @Test func whatDoesNotFitIsRefused() {
    #expect(NGramGrowth([.max], order: 2, endOfSegment: nil) == nil)
    #expect(NGramGrowth([.max], order: 1, endOfSegment: nil) != nil)
    #expect(NGramGrowth([127], order: 9, endOfSegment: nil) != nil)
    #expect(NGramGrowth([127], order: 10, endOfSegment: nil) == nil)
    // What is refused is named instead.
    #expect(
      TextFigures.heapsCurve(ofNGrams: 10, Array(repeating: 127, count: 20), endOfSegment: nil).points.last
        == HeapsCurve.Point(tokens: 11, types: 1))
  }
}
