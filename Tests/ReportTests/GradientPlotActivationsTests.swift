import Ledger
import Testing

@testable import Report

@Suite struct GradientPlotActivationsTests {
  private func words(_ values: [(String, Double?)]) -> [String] {
    ActivationSummary(values.map { DiagnosticRecord(epoch: 1, layer: 0, name: $0.0, place: 0, value: $0.1) }).words
  }

  @Test func hiddenUnitsAndGatesInALineEach() {
    #expect(
      words([("hidden_saturated", 0.034), ("hidden_mean_size", 0.414)]) == ["hidden: 3 % saturated, mean |h| 0.41"])
    #expect(words([("hidden_zero", 0.5), ("hidden_mean_size", 15)]) == ["hidden: 50 % zero, mean |h| 15"])
    let gates = [("forget_gate_mean", 0.71), ("forget_gate_saturated", 0.12), ("input_gate_mean", 0.5)]
    #expect(words(gates) == ["gates, mean and saturated: input 0.50, –; forget 0.71, 12 %"])
    #expect(words([]) == [])
  }

  /// What is nearly none is told from none.
  @Test(
    arguments: [
      (0.0, "0 %"), (1e-5, "< 0.1 %"), (0.004, "0.4 %"), (0.01, "1 %"), (0.992, "99.2 %"), (0.99999, "> 99.9 %"),
      (1, "100 %"), (nil, "–"), (.nan, "–"),
    ] as [(Double?, String)])
  func sharesNearTheEnds(share: Double?, expected: String) {
    #expect(words([("hidden_saturated", share)]) == ["hidden: \(expected) saturated"])
  }
}
