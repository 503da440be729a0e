import Testing

@testable import Recurrent

@Suite struct LayerTests {
  private let window = WindowShape(lanes: 2, steps: 3)

  private func layer(_ shape: NetworkShape) throws -> (NetworkLayer<Double>, NetworkTensors) {
    let tensors = NetworkTensors(shape)
    return (try NetworkLayer(shape, tensors.layers[0], capacity: window, resets: false), tensors)
  }

  /// Each cell's layer has room for its gates, and a state where the kind has one.
  @Test(arguments: NetworkShape.everyCell.indices) func sizes(_ kind: Int) throws {
    let (cell, gru, context) = NetworkShape.everyCell[kind]
    let (layer, _) = try layer(
      NetworkShape(vocabulary: 5, embedding: 4, hidden: 3, cell: cell, gru: gru, context: context))
    #expect(layer.z.count == 6 * 3 * cell.gates)
    #expect(layer.outputs(window).count == 6 * 3)
    let final = layer.final(window)
    #expect((final?.hidden.count ?? 0) + (final?.cell.count ?? 0) == 2 * 3 * cell.stateParts)
    #expect((final == nil) == (cell == .mlp))
    #expect((layer.dInitial(window) == nil) == (cell == .mlp))
  }

  /// Gradients are added to what is there, dInput is written.
  @Test(arguments: NetworkShape.everyCell.indices) func addsGradients(_ kind: Int) throws {
    let (cell, gru, context) = NetworkShape.everyCell[kind]
    let shape = NetworkShape(vocabulary: 5, embedding: 4, hidden: 3, cell: cell, gru: gru, context: context)
    let (layer, tensors) = try layer(shape)
    let parameters = try view(numbers(tensors.count, seed: 1))
    let (input, dOutputs) = (try view(numbers(6 * 4 * context, seed: 2)), try view(numbers(6 * 3, seed: 3)))
    let initial = CellState<Double>(
      hidden: try View(count: cell.stateParts > 0 ? 6 : 0), cell: try View(count: cell.stateParts > 1 ? 6 : 0))
    func gradients(from start: Double) throws -> (all: [Double], dInput: [Double]) {
      let (gradients, dInput) = (try View<Double>(count: tensors.count), try View<Double>(count: input.count))
      gradients.fill(start)
      dInput.fill(.nan)
      layer.forward(input, initial: initial, parameters: parameters, resets: [], window: window)
      layer.backward(
        dOutputs, input: input, dInput: dInput, parameters: parameters, gradients: gradients, resets: [],
        window: window, watch: nil)
      return (gradients.array, dInput.array)
    }
    let (zero, two) = (try gradients(from: 0), try gradients(from: 2))
    #expect(largestDifference(zero.all, two.all.map { $0 - 2 }) < 1e-14)
    #expect(zero.dInput == two.dInput && zero.dInput.allSatisfy { $0.isFinite })
  }
}
