import Foundation
import Testing

@testable import Recurrent

@Suite struct OutputScorerTests {
  /// By rows, by columns, adaptive.
  static let shapes = [
    NetworkShape(vocabulary: 30, embedding: nil, hidden: 7), NetworkShape(vocabulary: 2050, embedding: nil, hidden: 7),
    NetworkShape(vocabulary: 30, embedding: nil, hidden: 7, cutoffs: [5, 20]),
    NetworkShape(vocabulary: 3, embedding: nil, hidden: 1, cutoffs: [1]),
  ]

  private func scorer<S: Scalar>(_ shape: NetworkShape, threads: Int, as _: S.Type) throws -> OutputScorer<S> {
    let scorer = try OutputScorer<S>(shape, rows: 9, threads: threads)
    scorer.h.copy(numbers(9 * shape.hidden, within: 1, seed: 2).map { S($0) })
    return scorer
  }

  private func parameters<S: Scalar>(_ shape: NetworkShape, as _: S.Type) throws -> View<S> {
    try view(numbers(NetworkTensors(shape).count, within: 0.9, seed: 1).map { S($0) })
  }

  /// A score is what the whole distribution says of the target; distributions sum to one; rows may be fewer than room.
  @Test(arguments: shapes, [1, 3, 4, 9]) func scoresAreOfTheDistribution(_ shape: NetworkShape, rows: Int) throws {
    let scorer = try scorer(shape, threads: 1, as: Double.self)
    let parameters = try parameters(shape, as: Double.self)
    let targets = (0..<rows).map { UInt32($0 * 37 % shape.vocabulary) }
    var scores: [Double] = []
    scorer.score(targets, parameters: parameters, into: &scores)
    #expect(scores.count == rows)
    for row in 0..<rows {
      let all = scorer.distribution(after: scorer.h.row(row, width: shape.hidden), parameters: parameters)
      #expect(abs(all.reduce(0) { $0 + exp($1) } - 1) < 1e-13)
      #expect(abs(all[Int(targets[row])] - scores[row]) < 1e-13)
    }
  }

  /// The same bits from any number of threads, and after a use with more rows.
  @Test(arguments: shapes) func threadsDoNotMatter(_ shape: NetworkShape) throws {
    let parameters = try parameters(shape, as: Float.self)
    let targets = (0..<9).map { UInt32($0 % shape.vocabulary) }
    let runs = try [1, 2, 5].map { threads in
      let scorer = try scorer(shape, threads: threads, as: Float.self)
      var out: [Double] = []
      for count in [9, 2, 7] { scorer.score(Array(targets[..<count]), parameters: parameters, into: &out) }
      return out
    }
    #expect(runs[0].count == 18)
    #expect(runs[0] == runs[1] && runs[0] == runs[2])
  }
}
