import Testing

@testable import Recurrent

@Suite struct OutputLayerTests {
  /// By rows, gradients are added to what is there; by columns, written: both are the same gradient.
  @Test func addsOrWrites() throws {
    let shape = NetworkShape(vocabulary: 11, embedding: nil, hidden: 4)
    let tensors = NetworkTensors(shape)
    let parameters = try view(numbers(tensors.count, within: 0.8, seed: 1))
    let (h, targets) = (try view(numbers(5 * 4, seed: 2)), [3, 0, 10, 3, 7] as [UInt32])
    let rows = try RowOutput<Double>(shape, tensors, rows: 8, trains: true)
    let (dh, once) = (try View<Double>(count: 20), try View<Double>(count: tensors.count))
    let loss = rows.forwardBackward(
      h, targets: targets, factor: 0.2, parameters: parameters, gradients: once, into: dh)
    let twice = try view(once.array)
    let again = rows.forwardBackward(
      h, targets: targets, factor: 0.2, parameters: parameters, gradients: twice, into: dh)
    #expect(loss == again)
    #expect(largestDifference(twice.array, once.array.map { 2 * $0 }) < 1e-15)

    let mine = try View<Double>(count: 8 * 4)
    mine[0..<20].copy(h)
    let wide = try WideOutput<Double>(shape, tensors, h: mine, parts: 3, trains: true)
    let (written, out) = (try View<Double>(count: tensors.count), try View<Double>(count: 20))
    for arena in tensors.all where arena.name.hasPrefix("decoder") { written[arena].fill(5) }
    // Rows come in pieces, as parts of the lanes give them.
    wide.take(Array(targets[..<2]), rows: 0..<2)
    wide.take(Array(targets[2...]), rows: 2..<5)
    for part in 0..<3 { wide.forward(part: part, rows: 5, parameters: parameters) }
    let sum = [0..<2, 2..<5].reduce(0.0) { sum, rows in
      sum
        + wide.combine(
          rows: rows, of: 5, factor: 0.2, parameters: parameters,
          into: out[rows.lowerBound * 4..<rows.upperBound * 4])
    }
    for part in 0..<3 { wide.backward(part: part, rows: 5, factor: 0.2, gradients: written) }
    #expect(abs(sum - loss) < 1e-14)
    #expect(largestDifference(out.array, dh.array) < 1e-15)
    #expect(largestDifference(written.array, once.array) < 1e-15)
  }
}
