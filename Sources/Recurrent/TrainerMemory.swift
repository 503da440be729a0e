/// How much memory a training takes: checked before it begins.
extension Trainer {
  /// The most bytes that training holds at a time, beside the streams themselves; nil where that is beyond any memory.
  ///
  /// Throughout: the weights twice (now, best), their moments, a gradient for each thread, activations and scores. At an
  /// epoch's end also a checkpoint (both weights and the moments) or what scores `valid`, whichever is larger.
  /// - Parameter diagnosesGradients: whether each epoch's end also measures how gradients flow.
  public static func memory(
    _ shape: NetworkShape, _ settings: TrainingSettings, threads: Int, diagnosesGradients: Bool = false
  ) -> Int? {
    // In Double, where nothing overflows: the last digits do not matter here.
    guard let weights = shape.parameters.map(Double.init) else { return nil }
    let sizes = NetworkSizes(shape, clears: settings.clearsAtSegments, drops: settings.dropout.rate > 0)
    let (lanes, steps) = (Double(settings.lanes), Double(settings.steps))
    let parts = Double(parts(of: settings.lanes, threads: threads))
    let moments = Double(settings.optimizer.momentNames.count)
    let network =
      weights * (1 + parts) + sizes.lanes(lanes, steps: steps, parts: parts, trains: true)
      + sizes.output(rows: lanes * steps, parts: parts, trains: true)
    // Positions that are scored at a time, in one lane or in several.
    let scored = Double(settings.validationLanes)
    let rows = max(scored, 512)
    let scorer =
      sizes.lanes(scored, steps: rows / scored, parts: min(Double(max(1, threads)), scored), trains: false)
      + sizes.output(rows: rows, parts: 4, trains: false)
    let probe =
      weights + sizes.lanes(lanes, steps: steps, parts: 1, trains: true)
      + sizes.output(rows: lanes, parts: 1, trains: true)
    let atEnd = max(weights * (2 + moments), scorer, diagnosesGradients ? probe : 0)
    let bytes = 4 * (network + weights * (1 + moments) + atEnd)
    return bytes < 0x1p60 ? Int(bytes) : nil
  }
}

/// How many numbers a network keeps beside its weights, as ``Lanes``, ``Unroller`` and ``SoftmaxLayer`` allocate them.
struct NetworkSizes {
  private let shape: NetworkShape
  private let (H, layers, gates, state): (Double, Double, Double, Double)
  private let clears: Bool
  private let drops: Bool
  /// Columns of scores that are held at a time where only their sum is wanted.
  private static let panel = 256.0

  init(_ shape: NetworkShape, clears: Bool, drops: Bool) {
    self.shape = shape
    (self.clears, self.drops) = (clears, drops)
    (H, layers) = (Double(shape.hidden), Double(shape.layers))
    (gates, state) = (Double(shape.cell.gates), Double(shape.cell.stateParts))
  }

  /// Activations, states and W_hh turned, of all lanes.
  func lanes(_ lanes: Double, steps: Double, parts: Double, trains: Bool) -> Double {
    let input = Double(shape.inputWidth ?? 0)
    // z and what the cell keeps beside it; the states; those that were read, where some are cleared.
    let own: Double
    switch (shape.cell, shape.gru) {
    case (.mlp, _): own = 3
    case (.gru, .resetAfter): own = 2 * gates
    case (.gru, .resetBefore): own = 2 * gates + 1
    default: own = gates
    }
    var row = layers * H * (own + state * (clears ? 2 : 1)) + input + H + Double(shape.context)
    if trains { row += 2 * max(input, H) + H + (drops ? (layers - 1) * H : 0) }
    let turned = state > 0 ? parts * layers * gates * H * H : 0
    return lanes * steps * row + lanes * layers * H * (3 * state + 1) + turned
  }

  /// Scores, their exponentials, and h and its gradient where these are beside what the lanes have.
  /// - Parameter parts: that the columns of a wide V are cut into.
  func output(rows: Double, parts: Double, trains: Bool) -> Double {
    let V = Double(shape.vocabulary)
    if shape.isWide { return parts * softmax(V / parts, rows, H, trains) + rows * H * (trains ? 2 : 1) + V }
    let gathered = trains ? V : V + rows * H
    guard let shortlist = shape.cutoffs.first else { return softmax(V, rows, H, trains) + gathered }
    var sum = softmax(Double(shortlist + shape.cutoffs.count), rows, H, trains) + gathered
    for (index, first) in shape.cutoffs.enumerated() {
      let end = index + 1 < shape.cutoffs.count ? shape.cutoffs[index + 1] : shape.vocabulary
      let width = Double(shape.projection(ofCluster: index))
      sum += softmax(Double(end - first), rows, width, trains) + rows * (H + width) * (trains ? 2 : 1)
    }
    return sum
  }

  private func softmax(_ columns: Double, _ rows: Double, _ width: Double, _ trains: Bool) -> Double {
    rows * ((trains ? columns + 2 * width : min(Self.panel, columns)) + 7)
  }
}
