import Foundation
import Testing

@testable import Report

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct SVGPlotTests {
  private func text(_ plot: LogPlot) -> String { String(decoding: SVGPlot.document(plot), as: UTF8.self) }

  @Test func itSaysWhatItShows() {
    let svg = text(samplePlot(name: "Q&A <x>"))
    for part in [
      #"xmlns="http://www.w3.org/2000/svg""#, #"version="1.1""#,
      #"<title id="title">Ranks of Q&amp;A &lt;x&gt;</title>"#,
      #"<desc id="description">Two curves.</desc>"#, "prefers-color-scheme:dark", ">rank<", ">frequency<", ">10²<",
      ">2-grams<", ">Zipf<", ">s = 1<",
    ] {
      #expect(svg.contains(part), "\(part)")
    }
  }

  /// A shape for each point: circles have arcs, squares have none.
  @Test func everyPointIsDrawn() {
    let svg = text(samplePlot())
    let paths = svg.split(separator: "\n").filter { $0.contains("fill-opacity=\"0.55\"") }
    #expect(paths.count == 2)
    #expect(paths.allSatisfy { $0.count { $0 == "M" } == 100 })
    #expect(paths.map { $0.contains("a2.6 2.6 0 1 0") } == [true, false])
  }

  /// Sixteen orders of a large text, drawn with as many points as they ever have.
  @Test func itStaysSmall() {
    let points = (0..<241).map { LogPlot.Point(x: 1 + Double($0) * 25_000, y: 1e6 / Double($0 + 1)) }
    func plot(_ curves: Int) -> LogPlot {
      LogPlot(
        title: "t", description: "d", xTitle: "x", yTitle: "y",
        curves: (1...curves).map { order in
          .init(
            name: "\(order)-grams", mark: "1", points: points,
            fits: [.init(law: "Zipf–Mandelbrot", figures: "s", points: Array(points.prefix(121)))])
        })
    }
    #expect(SVGPlot.document(plot(3)).count < 60_000)
    #expect(SVGPlot.document(plot(16)).count < 200_000)
    // The last point of each is drawn still: only the first curve's is a circle.
    let last = SVGPlot.document(plot(1))
    let many = String(decoding: SVGPlot.document(plot(16)), as: UTF8.self).split(separator: "\n")
    let whole = String(decoding: last, as: UTF8.self).split(separator: "\n")
    func ends(_ lines: [Substring]) -> Substring? { lines.first { $0.contains("0.55") }?.suffix(40) }
    #expect(ends(many) == ends(whole) && ends(whole) != nil)
  }

  #if canImport(FoundationXML)
    @Test func itIsXML() throws {
      for name in ["tokens", "<&>\"'\u{0}\u{FFFE}日本"] {
        let parser = XMLParser(data: Data(SVGPlot.document(samplePlot(name: name))))
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
      }
    }
  #endif

  @Test func nothingToDrawIsADocumentToo() {
    let svg = text(LogPlot(title: "none", description: "", xTitle: "x", yTitle: "y", curves: []))
    #expect(svg.hasSuffix("</svg>\n") && !svg.contains("nan") && !svg.contains("inf"))
  }
}
