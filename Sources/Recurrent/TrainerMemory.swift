/// How much memory a training takes: checked before it begins.
extension Trainer {
  /// Bytes that training will hold: weights three times (now, best, gradient) and a gradient more for each further
  /// thread; activations, W_hh turned, and scores, of training and of scoring `valid`. Nil where that is beyond any
  /// memory.
  public static func memory(_ shape: NetworkShape, _ settings: TrainingSettings, threads: Int) -> Int? {
    guard let weights = shape.parameters.map(Double.init) else { return nil }
    let (V, D, H) = (Double(shape.vocabulary), Double(shape.embedding ?? 0), Double(shape.hidden))
    let (layers, gates) = (Double(shape.layers), Double(shape.cell.gates))
    let threads = Double(parts(of: settings.lanes, threads: threads))
    let rows = Double(settings.lanes) * Double(settings.steps) + 64
    let activations = rows * (H * (layers * (gates + 2) + 2) + 3 * D)
    let turned = (threads + 1) * layers * gates * H * H
    let scores = (threads + 1) * min(rows * V, max(128 * V, 0x1p21))
    // In Double, where nothing overflows: the last digits do not matter here.
    let bytes = 4 * (weights * (2 + threads) + activations + turned + scores)
    return bytes < 0x1p60 ? Int(bytes) : nil
  }
}
