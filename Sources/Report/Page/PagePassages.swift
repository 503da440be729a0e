internal import Foundation

/// A passage of the text, coloured by how much each token surprised each model. The model is chosen without a script: the
/// style shows the pane of the radio button that is on.
enum PagePassages {
  /// Bits from which a token has the next stronger colour.
  static let steps = [1.0, 2, 4, 6, 8, 11, 15]

  static func write(_ chapter: PageChapter, _ models: ChartedModels, into html: inout HTMLDocument) {
    guard let passage = chapter.passage else { return }
    let readings = passage.readings.compactMap { reading in
      models.style(of: reading.model).map { (style: $0, reading: reading) }
    }.filter { $0.reading.logProbabilities.count == passage.tokens.count }.sorted { $0.style < $1.style }.map(\.reading)
    guard !readings.isEmpty, !passage.tokens.isEmpty else { return }
    html.section(
      "Word by word",
      """
      Positions \(Figures.grouped(passage.start + 1)) to \(Figures.grouped(passage.start + passage.tokens.count)) of \
      \(chapter.split), where models disagree most. The stronger the colour, the greater the surprise, −log₂ p; hovering \
      tells the figure.
      """
    ) { html in
      html.group("fieldset", ["class": "passage"]) { html in
        html.add("legend", ["class": "hidden"], "Model")
        let name = html.freshName()
        let pair = readings.count > 1 ? [(readings[0], readings[1])] : []
        let titles =
          readings.map(\.model)
          + pair.map { one, other in
            "\(HTMLDocument.clippedWithin(one.model, 20)) against \(HTMLDocument.clippedWithin(other.model, 20))"
          }
        for index in titles.indices {
          if index == 0 {
            html.add("input", ["type": "radio", "name": name, "id": "\(name)-0", "class": "r0", "checked": ""])
          } else {
            html.add("input", ["type": "radio", "name": name, "id": "\(name)-\(index)", "class": "r\(index)"])
          }
        }
        html.group("div", ["class": "tabs"]) { html in
          for (index, title) in titles.enumerated() {
            html.span("label", ["for": "\(name)-\(index)", "class": "l\(index)"]) { $0.name(title, limit: 52) }
          }
        }
        for (index, reading) in readings.enumerated() {
          html.group("div", ["class": "pane p\(index)"]) { html in surprisal(passage, reading, into: &html) }
        }
        for (one, other) in pair {
          html.group("div", ["class": "pane p\(readings.count)"]) { html in
            difference(passage, one, other, into: &html)
          }
        }
      }
    }
  }

  private static func surprisal(
    _ passage: PagePassage, _ reading: PagePassage.Reading, into html: inout HTMLDocument
  ) {
    tokens(passage, into: &html) { place in
      let p = reading.logProbabilities[place]
      // Not −p: the surprise of what was certain is 0, not −0.
      let bits = 0 - p / log(2)
      let words = p == -.infinity ? "probability 0" : "\(Figures.fixed(bits, 1)) bits, p = \(short(exp(p)))"
      return ("s\(steps.count { bits >= $0 })", words)
    }
    let mean = -reading.logProbabilities.reduce(0, +) / Double(reading.logProbabilities.count)
    html.group("p", ["class": "key"]) { html in
      html.text("bits ")
      for (index, label) in (["0"] + steps.map { Figures.fixed($0, 0) }).enumerated() {
        html.add("span", ["class": "s\(index)"], label)
      }
      html.add(
        "span", ["class": "aside"], "perplexity of the passage \(Figures.perplexity(mean < 700 ? exp(mean) : nil, 1))")
    }
  }

  private static func difference(
    _ passage: PagePassage, _ one: PagePassage.Reading, _ other: PagePassage.Reading, into html: inout HTMLDocument
  ) {
    let steps = [0.5, 1.5, 3, 5]
    tokens(passage, into: &html) { place in
      let (a, b) = (one.logProbabilities[place], other.logProbabilities[place])
      let bits = a == b ? 0 : (a - b) / log(2)
      let step = steps.count { abs(bits) >= $0 }
      let better = bits > 0 ? one.model : other.model
      let words =
        step == 0 ? "about the same" : "\(better) by \(abs(bits).isFinite ? Figures.fixed(abs(bits), 1) : "∞") bits"
      return (step == 0 ? "s0" : bits > 0 ? "a\(step)" : "b\(step)", words)
    }
    html.group("p", ["class": "key"]) { html in
      html.name(one.model)
      html.text(" was surprised less: ")
      for step in 1...4 { html.add("span", ["class": "a\(step)"], Figures.significant(steps[step - 1])) }
      html.text(" bits; ")
      html.name(other.model)
      html.text(" less: ")
      for step in 1...4 { html.add("span", ["class": "b\(step)"], Figures.significant(steps[step - 1])) }
    }
  }

  /// - Parameter look: the class of a place, and what hovering tells.
  private static func tokens(
    _ passage: PagePassage, into html: inout HTMLDocument, look: (Int) -> (kind: String, words: String)
  ) {
    html.group("p", ["class": "tokens"]) { html in
      for (place, token) in passage.tokens.enumerated() {
        let (kind, words) = look(place)
        let shown = HTMLDocument.clipped(token ?? "¶", 40)
        html.add("bdi", ["class": kind, "title": words], shown == " " ? "␣" : shown)
        if token == nil { html.add("br") } else { html.text(" ") }
      }
    }
  }

  /// 0.25, 0.0031, 4e-09.
  private static func short(_ p: Double) -> String { String(format: "%.2g", p) }
}
