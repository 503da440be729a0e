public import Ledger

/// How far gradients reached back in time while a network was trained: ‖∂L/∂h‖ over the steps between a state and the
/// loss, at the first and the last epoch that were measured.
///
/// The norm's axis is logarithmic, that of steps is not: what grows or fades by a factor a step is a straight line.
public struct GradientPlot: Equatable, Sendable {
  /// Layers that are drawn each for itself; of more the top one alone.
  private static let mostLayers = 2
  private static let marks: [Character] = ["a", "b", "c", "d"]

  private let model: String
  private let traces: [GradientTrace]
  private let activations: [ActivationSummary]

  /// - Parameter rows: of one training, in any order; figures that are unknown here are left out.
  public init(_ rows: [DiagnosticRecord], model: String) {
    self.model = model
    let measured = rows.filter { $0.name == GradientTrace.figure }
    let layers = Set(measured.map(\.layer)).sorted()
    let epochs = [measured.map(\.epoch).min(), measured.map(\.epoch).max()].compactMap { $0 }
    let places = layers.suffix(layers.count > Self.mostLayers ? 1 : Self.mostLayers).flatMap { layer in
      (epochs.first == epochs.last ? Array(epochs.prefix(1)) : epochs).map { (layer: layer, epoch: $0) }
    }
    let own = places.map { place in rows.filter { $0.layer == place.layer && $0.epoch == place.epoch } }
    traces = zip(places, own).map { GradientTrace(layer: $0.layer, epoch: $0.epoch, $1) }
    activations = own.map(ActivationSummary.init)
  }

  /// Whether nothing was measured.
  public var isEmpty: Bool { traces.isEmpty }

  /// For ``TerminalPlot`` and ``SVGPlot``.
  public var plot: LogPlot {
    LogPlot(
      title: "Gradients of \(model)", description: traces.map(\.words).joined(separator: "; "),
      xTitle: "steps back from the loss", yTitle: "‖∂L/∂h‖, mean over lanes, nats", xIsLinear: true,
      curves: zip(traces, Self.marks).map { trace, mark in
        LogPlot.Curve(name: trace.name, mark: mark, points: trace.points, fits: [trace.fit].compactMap { $0 })
      })
  }

  /// What the curves say, and what the units were like: two or three lines a curve.
  public var words: [String] {
    zip(traces, activations).flatMap { trace, activations in [trace.words] + activations.words.map { "  " + $0 } }
  }

  /// The drawing, where there is anything to draw, over the words.
  /// - Parameter columns: the terminal's width; the drawing takes 80 at most.
  public func lines(columns: Int, inColour: Bool) -> [String] {
    let drawing = TerminalPlot.lines(plot, columns: min(80, columns), inColour: inColour)
    return drawing + (drawing.isEmpty ? [] : [""]) + words
  }
}
