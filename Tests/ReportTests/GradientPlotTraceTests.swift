import Foundation
import Ledger
import Testing

@testable import Report

/// ‖∂L/∂h‖ at distances from 1 on.
func gradientRows(_ norms: [Double?], layer: Int = 0, epoch: Int = 1) -> [DiagnosticRecord] {
  norms.enumerated().map {
    DiagnosticRecord(epoch: epoch, layer: layer, name: "gradient_norm", place: $0 + 1, value: $1)
  }
}

@Suite struct GradientPlotTraceTests {
  private func words(_ norms: [Double?], epoch: Int = 10) -> String {
    GradientTrace(layer: 0, epoch: epoch, gradientRows(norms, epoch: epoch)).words
  }

  @Test func aFactorAStepIsToldAsStepsToHalveOrDouble() {
    let fading = (0..<35).map { 1.2e-3 * pow(0.5, Double($0) / 1.9) }
    #expect(
      words(fading) == "layer 0, epoch 10: 1.2e-3 at distance 1, 4.9e-9 at 35: halved every 1.9 steps")
    #expect(words((0..<9).map { pow(2, Double($0) / 4) }, epoch: 0).hasSuffix("4.0 at 9: doubled every 4.0 steps"))
    #expect(
      words([1, 1, 1], epoch: 0)
        == "layer 0, before training: 1.0 at distance 1, 1.0 at 3: about the same at all distances")
    #expect(words([1, 1e-6]).hasSuffix("halved every 0.05 steps"))
  }

  /// By least squares: ln 1, ln 4, ln 4 rise by ln 2 a step.
  @Test func theSlopeIsThatOfLeastSquares() throws {
    let trace = GradientTrace(layer: 0, epoch: 1, gradientRows([1, 4, 4]))
    let line = try #require(trace.line)
    #expect(abs(line.slope - log(2)) < 1e-15)
    let fit = try #require(trace.fit)
    #expect(fit.points.map(\.x) == [1, 3] && abs(fit.points[1].y / fit.points[0].y - 4) < 1e-12)
    // Distances count, not places in the list.
    let gap = GradientTrace(layer: 0, epoch: 1, gradientRows([8, nil, 0, 1]))
    #expect(abs((gap.line?.slope ?? 0) + log(2)) < 1e-15)
  }

  @Test func whatHasNoLogarithmIsTold() {
    #expect(
      words([1, 0.5, 0, 0]).hasSuffix("1.0 at distance 1, 0.50 at 2: halved every 1.0 steps; zero from distance 3 on"))
    #expect(words([0, 0]) == "layer 0, epoch 10: zero at every distance")
    #expect(words([nil, nil]) == "layer 0, epoch 10: not finite at every distance")
    #expect(words([]) == "layer 0, epoch 10: not measured")
    #expect(words([0.5, .infinity, .nan]) == "layer 0, epoch 10: 0.50 at distance 1; not finite from distance 2 on")
    #expect(words([1, 0, 1]).hasSuffix("; zero at 1 of 3 distances"))
  }

  /// A row of anybody's database may name any place: no training has measured one beyond 2³¹ steps, or before the loss.
  @Test func distancesThatNoTrainingHasAreLeftOut() {
    func row(_ place: Int) -> DiagnosticRecord {
      DiagnosticRecord(epoch: 1, layer: 0, name: "gradient_norm", place: place, value: 0.5)
    }
    for place in [.max, .max - 1, 1_000_000_000_000_000_000, 1 << 31 + 1, -1, .min] {
      #expect(GradientTrace(layer: 0, epoch: 1, [row(place)]).words == "layer 0, epoch 1: not measured", "\(place)")
      let beside = GradientTrace(layer: 0, epoch: 1, gradientRows([1, 0.5]) + [row(place)])
      #expect(beside == GradientTrace(layer: 0, epoch: 1, gradientRows([1, 0.5])), "\(place)")
      #expect(GradientPlot([row(place)], model: "m").lines(columns: 80, inColour: false).count == 1)
    }
    #expect(GradientTrace(layer: 0, epoch: 1, [row(1 << 31)]).words.hasSuffix("0.50 at distance 2147483648"))
  }

  @Test func numbersHaveTwoDigits() {
    let shown = [0, 0.5, 42, 997, 12_345, 0.0123, 1.2e-3, 9.96, 1e-300, 1e300].map { GradientTrace.short($0) }
    #expect(shown == ["0", "0.50", "42", "997", "1.2e4", "0.012", "1.2e-3", "10", "1.0e-300", "1.0e300"])
  }
}
