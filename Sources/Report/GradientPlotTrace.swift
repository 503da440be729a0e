internal import Foundation
internal import Ledger

/// ‖∂L/∂h‖ of one layer after one epoch, by its distance from the loss.
struct GradientTrace: Equatable, Sendable {
  /// As it is stored.
  static let figure = "gradient_norm"

  let name: String
  /// By ascending distance; nil where a norm is not finite.
  private let norms: [Norm]

  private struct Norm: Equatable {
    let distance: Int
    let norm: Double?
  }

  /// Distances that a training can have, and be drawn: rows may come from anybody.
  private static let distances = 0...1 << 31

  /// - Parameter rows: of the layer and the epoch; what no training has measured is left out.
  init(layer: Int, epoch: Int, _ rows: [DiagnosticRecord]) {
    name = "layer \(layer), " + (epoch == 0 ? "before training" : "epoch \(epoch)")
    norms = rows.filter { $0.name == Self.figure && Self.distances ~= $0.place }.sorted { $0.place < $1.place }.map {
      row in
      Norm(distance: row.place, norm: row.value.flatMap { $0.isFinite ? $0 : nil })
    }
  }

  /// Norms that have a logarithm.
  var points: [LogPlot.Point] {
    norms.compactMap { one in
      one.norm.flatMap { $0 > 0 ? LogPlot.Point(x: Double(one.distance), y: $0) : nil }
    }
  }

  /// ln norm ≈ intercept + slope · distance, by least squares over ``points``; nil for fewer than two.
  var line: (intercept: Double, slope: Double)? {
    let points = points
    guard points.count > 1 else { return nil }
    let count = Double(points.count)
    let (x, y) = (points.reduce(0) { $0 + $1.x } / count, points.reduce(0) { $0 + log($1.y) } / count)
    let slope =
      points.reduce(0) { $0 + ($1.x - x) * (log($1.y) - y) } / points.reduce(0) { $0 + ($1.x - x) * ($1.x - x) }
    return (y - slope * x, slope)
  }

  /// The exponential law through the points.
  var fit: LogPlot.Fit? {
    guard let line, let first = points.first, let last = points.last else { return nil }
    return LogPlot.Fit(
      law: "exponential", figures: rate ?? "",
      points: [first, last].map { LogPlot.Point(x: $0.x, y: exp(line.intercept + line.slope * $0.x)) })
  }

  /// "halved every 1.9 steps".
  private var rate: String? {
    guard let line, let first = points.first, let last = points.last else { return nil }
    let steps = log(2) / abs(line.slope)
    // A fifteenth more or less from one end to the other is no trend that a reader should be told of.
    if steps > 10 * (last.x - first.x) { return "about the same at all distances" }
    let figure =
      steps >= 99.95 ? Figures.fixed(steps, 0) : steps >= 0.95 ? Figures.fixed(steps, 1) : Figures.fixed(steps, 2)
    return "\(line.slope < 0 ? "halved" : "doubled") every \(figure) steps"
  }

  /// "layer 0, epoch 10: 1.2e-3 at distance 1, 4.0e-9 at 35: halved every 1.9 steps", with what has no logarithm.
  var words: String {
    guard let first = points.first, let last = points.last else {
      let all = norms.contains { $0.norm == nil } ? "not finite" : "zero"
      return norms.isEmpty ? "\(name): not measured" : "\(name): \(all) at every distance"
    }
    var words = "\(name): \(Self.short(first.y)) at distance \(Int(first.x))"
    if points.count > 1 { words += ", \(Self.short(last.y)) at \(Int(last.x))" }
    if let rate { words += ": \(rate)" }
    for (what, isSo) in [("zero", { $0 == 0 }), ("not finite", { $0 == nil })] as [(String, (Double?) -> Bool)] {
      guard norms.contains(where: { isSo($0.norm) }) else { continue }
      let tail = norms.reversed().prefix { isSo($0.norm) }
      let count = norms.count { isSo($0.norm) }
      words +=
        tail.count == count
        ? "; \(what) from distance \(tail.last?.distance ?? 0) on" : "; \(what) at \(count) of \(norms.count) distances"
    }
    return words
  }

  /// Two digits: 42, 0.31, 1.2e-3.
  static func short(_ value: Double) -> String {
    if value == 0 { return "0" }
    if 0.0095 <= abs(value) && abs(value) < 999.5 {
      return abs(value) >= 9.95 ? Figures.fixed(value, 0) : String(format: "%#.2g", value)
    }
    let parts = String(format: "%.1e", value).split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return "–" }
    return "\(parts[0])e\(exponent)"
  }
}
