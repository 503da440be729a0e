import Testing

@testable import Report

@Suite struct ForestDrawingTests {
  private func svg(_ models: [PageModel]) -> String {
    ForestDrawing.draw(models, styles: { $0 == "b" ? nil : 0 }, title: "Perplexities", name: "c").finish()
  }

  private func model(_ name: String, _ perplexity: Double?, _ interval: ClosedRange<Double>?) -> PageModel {
    var model = PageModel(name: name, kind: "rnn", place: 1, perplexity: perplexity)
    model.interval = interval
    model.standardError = interval.map { _ in 1.5 }
    return model
  }

  @Test func intervalsAreDrawn() {
    let svg = svg([model("a", 100, 97...103), model("b", 120, 117...123)])
    #expect(svg.matches(of: /class="whisker"/).count == 2)
    #expect(svg.contains(">100.00 ± 1.50</text>") && svg.contains("95 % interval"))
    #expect(svg.contains(#"class="mark c0""#) && svg.contains(#"class="mark other""#))
  }

  @Test func withoutIntervalsItIsDotsAlone() {
    let svg = svg([model("a", 100, nil), model("b", 120, nil)])
    #expect(!svg.contains("whisker") && !svg.contains("interval") && svg.contains(">100.00</text>"))
  }

  /// The better is left of the worse, and its interval around it.
  @Test func placesAreInOrder() throws {
    let svg = svg([model("a", 100, 90...110), model("b", 200, 190...210)])
    let bars = svg.matches(of: /class="whisker" d="M([0-9.]+) [0-9.]+L([0-9.]+)/).map { match in
      (Double(match.output.1) ?? 0, Double(match.output.2) ?? 0)
    }
    #expect(bars.count == 2)
    #expect(bars[0].0 < bars[0].1 && bars[0].1 < bars[1].0 && bars[1].0 < bars[1].1)
  }

  @Test func anythingIsDrawn() {
    for perplexity in [nil, 1e300, 1e-300, .infinity] {
      #expect(!svg([model("a", perplexity, nil)]).contains("nan"))
    }
  }

  /// Characters that are shown as their numbers take eight columns each.
  @Test func noNameTakesTheWidth() throws {
    let name = String(repeating: "\u{202E}", count: 20)
    let models = (0..<3).map {
      PageModel(name: "\(name)\($0)", kind: "ngram", place: $0 + 1, perplexity: 50 + 10 * Double($0))
    }
    let svg = ForestDrawing.draw(models, styles: { _ in 0 }, title: "Perplexities", name: "c").finish()
    let axis = try #require(svg.firstMatch(of: /class="axis" d="M([0-9.]+) [0-9.]+L([0-9.]+)/)).output
    let (left, right) = (try #require(Double(axis.1)), try #require(Double(axis.2)))
    #expect(right - left > 80 && !svg.contains("\u{202E}"))
  }
}
