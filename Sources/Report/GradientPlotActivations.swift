internal import Ledger

/// What one layer's units and gates were like after one epoch: what lets gradients through, and what stops them.
struct ActivationSummary: Equatable, Sendable {
  private let values: [String: Double?]

  /// - Parameter rows: of the layer and the epoch; of a network that may have any gates, or none.
  init(_ rows: [DiagnosticRecord]) {
    values = Dictionary(rows.filter { $0.place == 0 }.map { ($0.name, $0.value) }) { $1 }
  }

  /// "hidden: 3 % saturated, mean |h| 0.41", and a line on the gates where there are any.
  var words: [String] {
    let hidden = [
      share("hidden_saturated").map { "\($0) saturated" }, share("hidden_zero").map { "\($0) zero" },
      figure("hidden_mean_size").map { "mean |h| \($0)" },
    ].compactMap { $0 }
    let gates = ["input", "forget", "output", "reset", "update"].compactMap { gate in
      figure("\(gate)_gate_mean").map { "\(gate) \($0), \(share("\(gate)_gate_saturated") ?? "–")" }
    }
    return (hidden.isEmpty ? [] : ["hidden: " + hidden.joined(separator: ", ")])
      + (gates.isEmpty ? [] : ["gates, mean and saturated: " + gates.joined(separator: "; ")])
  }

  /// nil for what was not measured; "–" for what was no number.
  private func share(_ name: String) -> String? {
    values[name].map { value in
      guard let value, value.isFinite else { return "–" }
      let percent = 100 * value
      // What is nearly none or nearly all is told from none and all.
      if 0 < percent && percent < 0.05 { return "< 0.1 %" }
      if 99.95 < percent && percent < 100 { return "> 99.9 %" }
      let isNearEnd = 0 < percent && percent < 0.95 || 99.05 < percent && percent < 100
      return Figures.fixed(percent, isNearEnd ? 1 : 0) + " %"
    }
  }

  private func figure(_ name: String) -> String? {
    values[name].map { value in
      guard let value, value.isFinite else { return "not finite" }
      return GradientTrace.short(value)
    }
  }
}
