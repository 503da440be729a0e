internal import Foundation
internal import Platform

/// One figure of how gradients and activations flow through a network.
public struct FlowFigure: Hashable, Sendable, Codable {
  /// From 0, the lowest.
  public var layer: Int
  /// `gradient_norm`, `hidden_mean_size`, `hidden_saturated` (of ReLU, which has no upper bound, `hidden_zero`); of an LSTM
  /// or GRU for each gate `…_mean` and `…_saturated`.
  public var name: String
  /// Steps back from the loss for `gradient_norm`; 0 for all others.
  public var place: Int
  public var value: Double
}

/// How far the loss of one step reaches back in time, and what keeps it from reaching further: `--diagnose gradients`.
///
/// The loss is −ln p of the window's last position alone, each lane's its own. For a state k steps before, the mean over
/// lanes of ‖∂L/∂h‖, in nats: it grows with k where gradients explode and fades where they vanish (Bengio et al. 1994;
/// Pascanu et al. 2013). Beside it the share of units that are saturated (|h| > 0.97, where tanh′ < 0.06; gates and logistic
/// units outside 0.05…0.95, where σ′ < 0.05), zero (ReLU), and mean sizes.
final class GradientProbe<S: Scalar> {
  private let shape: NetworkShape
  private let window: WindowShape
  private let first: UInt32
  private let lanes: Lanes<S>
  private let output: RowOutput<S>
  private let gradients: View<S>

  /// - Parameters:
  ///   - window: lanes and steps back.
  ///   - first: what stands before the stream.
  /// - Throws: ``OutOfMemory``.
  init(_ shape: NetworkShape, window: WindowShape, resetsAt: UInt32?, first: UInt32) throws(OutOfMemory) {
    self.shape = shape
    self.window = window
    self.first = first
    lanes = try Lanes(shape, capacity: window, resetsAt: resetsAt, padding: first, trains: true)
    output = try RowOutput(shape, NetworkTensors(shape), rows: window.lanes, trains: true)
    gradients = try View(count: NetworkTensors(shape).count)
  }

  /// Figures of the second window of each lane where there is one, read after the first.
  /// - Parameter ids: at least as many as there are lanes.
  func measure(_ ids: [UInt32], parameters: View<S>) -> [FlowFigure] {
    let length = ids.count / window.lanes
    let steps = min(window.steps, length)
    let offset = min(steps, length - steps)
    let window = WindowShape(lanes: window.lanes, steps: steps)
    lanes.clearState()
    var targets: [UInt32] = []
    for start in offset > 0 ? [0, offset] : [0] {
      let batch = Batch(starts: (0..<window.lanes).map { $0 * length + start }, steps: steps, continues: start > 0)
      let inputs: [UInt32]
      (inputs, targets) = batch.window(0..<window.lanes, of: ids, first: first)
      lanes.forward(inputs, parameters: parameters, window: window)
      lanes.carryState(window)
    }
    let last = window.rows(ofStep: steps - 1, width: shape.hidden)
    lanes.dTop.fill(0)
    _ = output.forwardBackward(
      lanes.top[last], targets: Array(targets.suffix(window.lanes)), factor: 1, parameters: parameters,
      gradients: gradients, into: lanes.dTop[last])
    // Before `backward`, which puts gradients in the gates' place.
    var figures = activationFigures(window)
    lanes.backward(parameters: parameters, gradients: gradients, window: window) { layer, step, dh in
      figures.append(
        FlowFigure(layer: layer, name: "gradient_norm", place: steps - step, value: self.meanNorm(dh)))
    }
    return figures
  }

  /// The mean over lanes of ‖dh‖.
  private func meanNorm(_ dh: [S]) -> Double {
    let norms = stride(from: 0, to: dh.count, by: shape.hidden).map { lane in
      dh[lane..<lane + shape.hidden].reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    }
    return norms.reduce(0, +) / Double(norms.count)
  }

  private func activationFigures(_ window: WindowShape) -> [FlowFigure] {
    var figures: [FlowFigure] = []
    for layer in 0..<shape.layers {
      func add(_ name: String, _ value: Double) {
        figures.append(FlowFigure(layer: layer, name: name, place: 0, value: value))
      }
      let (z, h) = lanes.activations(of: layer, window)
      let units = h.array.map { Double($0) }
      add("hidden_mean_size", mean(units) { abs($0) })
      switch shape.cell {
      case .relu: add("hidden_zero", mean(units) { $0 == 0 ? 1 : 0 })
      case .sigmoid: add("hidden_saturated", mean(units) { $0 < 0.05 || $0 > 0.95 ? 1 : 0 })
      case .tanh, .gru, .lstm, .mlp: add("hidden_saturated", mean(units) { abs($0) > 0.97 ? 1 : 0 })
      }
      let (H, gates) = (shape.hidden, gateNames.count)
      for (gate, name) in gateNames.enumerated() where !name.isEmpty {
        let values = (0..<window.rows * H).map { Double(z[$0 / H * gates * H + gate * H + $0 % H]) }
        add("\(name)_mean", mean(values) { $0 })
        add("\(name)_saturated", mean(values) { $0 < 0.05 || $0 > 0.95 ? 1 : 0 })
      }
    }
    return figures
  }

  /// In the order in which they are stacked; "" for what is no gate.
  private var gateNames: [String] {
    switch shape.cell {
    case .lstm: ["input_gate", "forget_gate", "", "output_gate"]
    case .gru: ["reset_gate", "update_gate", ""]
    case .tanh, .relu, .sigmoid, .mlp: []
    }
  }

  private func mean(_ values: [Double], _ measure: (Double) -> Double) -> Double {
    values.reduce(0) { $0 + measure($1) } / Double(max(1, values.count))
  }
}
