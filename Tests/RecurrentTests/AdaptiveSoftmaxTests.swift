import Foundation
import Testing

@testable import Recurrent

/// PyTorch's `AdaptiveLogSoftmaxWithLoss`, float64: `Fixtures/adaptive_softmax.json`.
@Suite struct AdaptiveSoftmaxTests {
  static let shape = NetworkShape(vocabulary: 13, embedding: nil, hidden: 16, cutoffs: [4, 8])

  private func weights(_ file: Fixture) throws -> (tensors: NetworkTensors, parameters: View<Double>) {
    let tensors = NetworkTensors(Self.shape)
    let parameters = try View<Double>(count: tensors.count)
    let mine = tensors.all.filter { $0.name.hasPrefix("decoder.") }
    #expect(mine.count == 5)
    for tensor in mine {
      let values = try file.at("weights", String(tensor.name.dropFirst("decoder.".count))).numbers
      try #require(values.count == tensor.count)
      parameters[tensor].copy(values)
    }
    return (tensors, parameters)
  }

  /// Targets of all clusters, of the head alone, and of clusters in turn, in one layer that is used again.
  @Test func agreesWithPyTorch() throws {
    let file = try Fixture.load("adaptive_softmax")
    let (tensors, parameters) = try weights(file)
    let h = try view(file.at("h").numbers)
    let output = try RowOutput<Double>(Self.shape, tensors, rows: 9, trains: true)
    let scorer = try RowOutput<Double>(Self.shape, tensors, rows: 9, trains: false)
    let cases = try file.at("cases").items
    #expect(cases.count == 3)
    for test in cases + cases {
      let targets = try test.at("targets").ids
      let (gradients, dh) = (try View<Double>(count: tensors.count), try View<Double>(count: h.count))
      dh.fill(.nan)
      let loss = output.forwardBackward(
        h, targets: targets, factor: 1.0 / 7, parameters: parameters, gradients: gradients, into: dh)
      var scores: [Double] = []
      scorer.score(h, targets: targets, parameters: parameters, into: &scores)
      #expect(largestDifference([loss / 7], try test.at("loss").numbers) <= 1e-10)
      #expect(largestDifference(scores, try test.at("scores").numbers) <= 1e-10)
      #expect(largestDifference(dh.array, try test.at("dh").numbers) <= 1e-10)
      for tensor in tensors.all where tensor.name.hasPrefix("decoder.") {
        let its = try test.at("gradients", String(tensor.name.dropFirst("decoder.".count))).numbers
        #expect(largestDifference(gradients[tensor].array, its) <= 1e-10, "\(tensor.name)")
      }
    }
  }

  @Test func distributionsAgreeAndSumToOne() throws {
    let file = try Fixture.load("adaptive_softmax")
    let (_, parameters) = try weights(file)
    let h = try view(file.at("h").numbers)
    let scorer = try OutputScorer<Double>(Self.shape, rows: 4, threads: 1)
    var all: [Double] = []
    for row in 0..<7 {
      let mine = scorer.distribution(after: h.row(row, width: 16), parameters: parameters)
      #expect(abs(mine.reduce(0) { $0 + exp($1) } - 1) < 1e-14)
      all += mine
    }
    #expect(largestDifference(all, try file.at("log_probabilities").numbers) <= 1e-10)
  }

  /// A row that counts for nothing: neither loss nor gradient.
  @Test func ignoresRows() throws {
    let file = try Fixture.load("adaptive_softmax")
    let (tensors, parameters) = try weights(file)
    let h = try view(file.at("h").numbers)
    func run(_ h: View<Double>, _ targets: [UInt32]) throws -> (loss: Double, dh: [Double], gradients: [Double]) {
      let output = try RowOutput<Double>(Self.shape, tensors, rows: targets.count, trains: true)
      let (gradients, dh) = (try View<Double>(count: tensors.count), try View<Double>(count: h.count))
      let loss = output.forwardBackward(
        h, targets: targets, factor: 0.5, parameters: parameters, gradients: gradients, into: dh)
      return (loss, dh.array, gradients.array)
    }
    let all = try run(h[0..<3 * 16], [5, SoftmaxLoss.ignored, 12])
    let two = try run(view(h[0..<16].array + h[32..<48].array), [5, 12])
    #expect(abs(all.loss - two.loss) < 1e-14)
    #expect(largestDifference(all.gradients, two.gradients) < 1e-14)
    #expect(largestDifference(all.dh, two.dh[..<16] + [Double](repeating: 0, count: 16) + two.dh[16...]) < 1e-14)
  }
}
