import Testing

@testable import Recurrent

@Suite struct NetworkShapeProductsTests {
  /// Each weight of a matrix is multiplied and added once a position going forward, and twice going back.
  @Test(arguments: NetworkShapeTests.shapes, [false, true]) func countEachWeight(_ shape: NetworkShape, trains: Bool) {
    if !shape.cutoffs.isEmpty { return }
    let window = WindowShape(lanes: 6, steps: 4)
    let tensors = NetworkTensors(shape)
    let read = tensors.layers.flatMap { [$0.weightIH, $0.weightHH] }.compactMap { $0?.count }.reduce(0, +)
    let weights = Double(read + tensors.decoderWeight.count)
    let flops = shape.products(window, threads: 1, trains: trains).reduce(0) { $0 + $1.flops }
    #expect(flops == 2 * weights * 24 * (trains ? 3 : 1))
    // Two threads have half of the lanes each.
    let half = shape.products(window, threads: 2, trains: trains).reduce(0) { $0 + $1.flops }
    #expect(half == flops / 2)
  }

  /// A wide V is cut by columns: all rows of a batch, part of V.
  @Test func wideIsCutByColumns() {
    let shape = NetworkShape(vocabulary: 4000, embedding: nil, hidden: 10, cell: .lstm)
    let products = shape.products(WindowShape(lanes: 6, steps: 4), threads: 2, trains: false)
    let recurrent = MatrixProduct(rows: 3, columns: 40, inner: 10, a: .asIs, b: .asIs, times: 4)
    let scores = MatrixProduct(rows: 24, columns: 2000, inner: 10, a: .asIs, b: .transposed, times: 1)
    #expect(products == [recurrent, scores])
  }

  /// Of an adaptive softmax the head alone: the shortlist and one stand-in a cluster.
  @Test func adaptiveCountsItsHead() {
    let shape = NetworkShape(vocabulary: 4000, embedding: 5, hidden: 10, cell: .mlp, context: 2, cutoffs: [100, 900])
    let products = shape.products(WindowShape(lanes: 6, steps: 4), threads: 1, trains: false)
    #expect(products.map(\.columns) == [10, 102] && products.map(\.inner) == [10, 10])
  }
}
