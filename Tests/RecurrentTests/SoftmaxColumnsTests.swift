import Foundation
import Testing

@testable import Recurrent

/// What of it shows in loss and gradients is in SoftmaxLayerTests.
@Suite struct SoftmaxColumnsTests {
  private func forward<S: Scalar>(
    _ h: [Double], bias: [Double], columns: Range<Int>, targets: [UInt32], as _: S.Type
  ) throws -> (shift: [Double], sums: [Double], targetScores: [Double]) {
    let rows = h.count
    let part = try SoftmaxColumns<S>(columns: columns, hidden: 1, rows: rows, trains: true)
    let weight = try View<S>(count: bias.count)
    weight.fill(1)
    let scores = try View<S>(count: rows)
    scores.fill(-7)
    part.forward(
      try view(h.map { S($0) }), SoftmaxWeights(weight: weight, bias: try view(bias.map { S($0) })),
      targets: try view(targets), targetScores: scores)
    return (part.shift.doubles, part.sums.array, scores.doubles)
  }

  /// Scores of 300 types: the shift is the first panel's largest, 0…255, until a later one stands too far above it.
  @Test(arguments: [59.0, 61], [0.0, -3]) func shifts(top: Double, h: Double) throws {
    var bias = Array(repeating: 0.0, count: 300)
    bias[299] = top
    for (shift, sums, scores) in [
      try forward([h, h], bias: bias, columns: 0..<300, targets: [299, 4], as: Double.self),
      try forward([h, h], bias: bias, columns: 0..<300, targets: [299, 4], as: Float.self),
    ] {
      #expect(shift == (top > 60 ? [h + top, h + top] : [h, h]))
      for sum in sums { #expect(abs(log(sum) - (top > 60 ? 0 : top)) < 1e-5) }
      #expect(scores == [h + top, h])
    }
  }

  /// Targets that lie in other columns are left to these; no columns at all are no part of any sum.
  @Test func otherColumns() throws {
    let bias = (0..<10).map { Double($0) }
    let (_, _, scores) = try forward([0.5, 0.5, 0.5], bias: bias, columns: 3..<6, targets: [2, 3, 6], as: Double.self)
    #expect(scores == [-7, 3.5, -7])
    let (shift, sums, _) = try forward([0.5], bias: bias, columns: 4..<4, targets: [4], as: Double.self)
    #expect(shift == [-.infinity] && sums == [0])
  }

  /// What is not a number stays so: a training that diverges must show.
  @Test(arguments: [Double.nan, .infinity, -.infinity]) func notANumberShows(_ bad: Double) throws {
    for (place, parts) in [(0, 1), (299, 1), (299, 2)] {
      for isFloat in [false, true] {
        let loss =
          try isFloat
          ? self.loss(bad, at: place, parts, as: Float.self) : self.loss(bad, at: place, parts, as: Double.self)
        // A type of score −∞ has probability 0 and harms no other.
        #expect(bad == -.infinity ? loss.isFinite : !loss.isFinite, "\(bad) at \(place)")
      }
    }
  }

  private func loss<S: Scalar>(_ bad: Double, at place: Int, _ parts: Int, as _: S.Type) throws -> Double {
    let layer = try SoftmaxLayer<S>(vocabulary: 300, hidden: 1, rows: 1, parts: parts, trains: true)
    let (weight, bias) = (try View<S>(count: 300), try View<S>(count: 300))
    bias[place] = S(bad)
    let (h, targets, weights) = (
      try view([S(1)]), try view([UInt32(7)]), SoftmaxWeights<S>(weight: weight, bias: bias)
    )
    for part in 0..<parts { layer.forward(part: part, h, weights, targets: targets) }
    return layer.combine(rows: 0..<1, weights, targets: targets, factor: 1, into: try View(count: 1))
  }
}
