/// What sections of the page are made of.
extension HTMLDocument {
  /// A section with its heading, and a sentence that says what is seen.
  mutating func section(_ title: String, _ lead: String, _ content: (inout HTMLDocument) -> Void) {
    group("section") { html in
      html.add("h2", [:], title)
      if !lead.isEmpty { html.add("p", ["class": "lead"], lead) }
      content(&html)
    }
  }

  /// Charts side by side where there is room; those without anything to see are left out.
  mutating func charts(_ charts: [(chart: Chart, caption: String)]) {
    let shown = charts.filter { !$0.chart.isEmpty }
    if shown.isEmpty { return }
    group("div", ["class": "charts"]) { html in
      for (chart, caption) in shown {
        html.group("figure") { html in
          html.add("h3", [:], chart.title)
          html.drawing { ChartDrawing.draw(chart, name: $0) }
          if !caption.isEmpty { html.add("figcaption", [:], caption) }
        }
      }
    }
  }

  /// Names with commas between.
  mutating func names(_ names: [String]) {
    for (index, name) in names.enumerated() {
      if index > 0 { text(index == names.count - 1 ? " and " : ", ") }
      self.name(name)
    }
  }

  enum Cell {
    case name(String)
    case words(String)
    case number(String)
  }

  /// A table in a box of its own that scrolls where it is wider than the page.
  /// - Parameters:
  ///   - caption: what a screen reader calls it.
  ///   - columns: headers; a number's stands to the right.
  ///   - rows: the first cell names the row.
  mutating func table(_ caption: String, _ columns: [(header: String, isNumber: Bool)], _ rows: [[Cell]]) {
    group("div", ["class": "scroll", "role": "region", "aria-label": caption, "tabindex": "0"]) { html in
      html.group("table") { html in
        html.group("thead") { html in
          html.group("tr") { html in
            for (header, isNumber) in columns {
              html.add("th", ["scope": "col", "class": isNumber ? "number" : "words"], header)
            }
          }
        }
        html.group("tbody") { html in
          for row in rows {
            html.group("tr") { html in
              for (index, cell) in row.enumerated() { html.cell(cell, isHeader: index == 0) }
            }
          }
        }
      }
    }
  }

  private mutating func cell(_ cell: Cell, isHeader: Bool) {
    func written(_ html: inout HTMLDocument, _ kind: String, _ content: (inout HTMLDocument) -> Void) {
      if isHeader {
        html.span("th", ["scope": "row", "class": kind], content)
      } else {
        html.span("td", ["class": kind], content)
      }
    }
    switch cell {
    case .name(let name): written(&self, "words") { $0.name(name) }
    case .words(let words): written(&self, "words") { $0.text(words) }
    case .number(let number): written(&self, "number") { $0.text(number) }
    }
  }
}
