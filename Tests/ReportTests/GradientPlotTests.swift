import Foundation
import Ledger
import Testing

@testable import Report

@Suite struct GradientPlotTests {
  private func rows(layers: Int = 1, epochs: ClosedRange<Int> = 0...3) -> [DiagnosticRecord] {
    epochs.flatMap { epoch in
      (0..<layers).flatMap { layer in
        gradientRows((1...35).map { pow(0.7, Double($0 * (epoch + 1))) }, layer: layer, epoch: epoch)
          + [DiagnosticRecord(epoch: epoch, layer: layer, name: "hidden_saturated", place: 0, value: 0.25)]
      }
    }
  }

  @Test func theFirstAndTheLastEpochAreDrawn() {
    let plot = GradientPlot(rows().shuffled(), model: "net").plot
    #expect(plot.curves.map(\.name) == ["layer 0, before training", "layer 0, epoch 3"] && plot.xIsLinear)
    #expect(
      plot.curves.map(\.mark) == ["a", "b"]
        && plot.curves.allSatisfy { $0.points.map(\.x) == (1...35).map(Double.init) })
    #expect(GradientPlot(rows(epochs: 2...2), model: "net").plot.curves.map(\.name) == ["layer 0, epoch 2"])
  }

  /// Two layers each for itself, of more the top one.
  @Test func layersThatAreDrawn() {
    let two = GradientPlot(rows(layers: 2), model: "net").plot.curves.map(\.name)
    #expect(
      two == ["before training", "epoch 3"].map { "layer 0, \($0)" }
        + ["before training", "epoch 3"].map { "layer 1, \($0)" })
    #expect(GradientPlot(rows(layers: 3), model: "net").plot.curves.map(\.name).allSatisfy { $0.hasPrefix("layer 2") })
  }

  @Test(arguments: [1, 2, 5]) func linesFitATerminal(layers: Int) throws {
    for columns in [20, 80, 200] {
      let lines = GradientPlot(rows(layers: layers), model: "a\u{1B}[2Jb").lines(columns: columns, inColour: false)
      #expect(!lines.joined().contains("\u{1B}"))
      let drawing = lines.prefix { !$0.isEmpty }
      #expect(drawing.allSatisfy { DisplayWidth.of($0) <= 80 }, "\(drawing.map { DisplayWidth.of($0) })")
      #expect(drawing.joined().contains("steps back from the loss") && drawing.joined().contains("a layer"))
      let words = lines.dropFirst(drawing.count + 1)
      #expect(words.count == 2 * (layers == 2 ? 4 : 2))
      #expect(words.contains("  hidden: 25 % saturated"))
      #expect(words.contains { $0.hasSuffix("halved every 1.9 steps") })
    }
  }

  @Test func nothingToDraw() {
    #expect(
      GradientPlot([], model: "net").isEmpty && GradientPlot([], model: "net").lines(columns: 80, inColour: true) == [])
    // Only what is zero, or no number: words without a drawing.
    let zero = GradientPlot(gradientRows([0, 0]), model: "net")
    #expect(!zero.isEmpty && zero.lines(columns: 80, inColour: false) == ["layer 0, epoch 1: zero at every distance"])
  }

  /// Well-formed, with the laws.
  @Test func itIsDrawnAsSVGToo() throws {
    let svg = String(decoding: SVGPlot.document(GradientPlot(rows(), model: "a<b").plot), as: UTF8.self)
    #expect(
      svg.contains("Gradients of a&lt;b") && svg.contains("halved every 1.9 steps") && svg.contains("exponential"))
    #expect(!svg.contains("nan") && !svg.contains("inf"))
  }
}
