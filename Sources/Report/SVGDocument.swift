internal import Foundation

/// Elements of an SVG 1.1 document, one after the other, with everything escaped that XML asks for.
struct SVGDocument {
  private var lines: [String]

  /// - Parameters:
  ///   - title: what a screen reader says first, then `description`.
  ///   - style: CSS of our own: it is not escaped.
  init(width: Int, height: Int, title: String, description: String, style: String) {
    lines = [
      #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
      #"<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="\#(width)" height="\#(height)" "#
        + #"viewBox="0 0 \#(width) \#(height)" role="img" aria-labelledby="title description" "#
        + #"font-family="Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif" font-size="13">"#,
      #"<title id="title">\#(Self.escaped(title))</title>"#,
      #"<desc id="description">\#(Self.escaped(description))</desc>"#,
      #"<style type="text/css">\#(style)</style>"#,
    ]
  }

  /// A drawing that stands within a page: as wide as its place allows.
  /// - Parameter name: of letters and digits, its own on the page.
  init(within name: String, width: Double, height: Double, title: String, description: String) {
    lines = [
      #"<svg class="chart" viewBox="0 0 \#(Self.number(width)) \#(Self.number(height))" role="img" "#
        + #"aria-labelledby="\#(name)-title \#(name)-description">"#,
      #"<title id="\#(name)-title">\#(HTMLDocument.escaped(title))</title>"#,
      #"<desc id="\#(name)-description">\#(HTMLDocument.escaped(description))</desc>"#,
    ]
  }

  /// An element without content.
  mutating func add(_ element: String, _ attributes: KeyValuePairs<String, String>) {
    lines.append("<\(element)\(Self.written(attributes))/>")
  }

  /// What hovering over the element that it stands in tells.
  mutating func title(_ content: String) { lines.append("<title>\(HTMLDocument.escaped(content))</title>") }

  mutating func text(_ content: String, x: Double, y: Double, _ attributes: KeyValuePairs<String, String> = [:]) {
    let place = #" x="\#(Self.number(x))" y="\#(Self.number(y))""#
    lines.append("<text\(place)\(Self.written(attributes))>\(Self.escaped(content))</text>")
  }

  /// What holds other elements: its attributes, and what `content` adds.
  mutating func group(
    _ element: String, _ attributes: KeyValuePairs<String, String>, content: (inout SVGDocument) -> Void
  ) {
    lines.append("<\(element)\(Self.written(attributes))>")
    content(&self)
    lines.append("</\(element)>")
  }

  /// The whole document.
  func finish() -> String { (lines + ["</svg>"]).map { $0 + "\n" }.joined() }

  /// A coordinate: a hundredth of a pixel is more than is seen.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let text = String(format: "%.2f", value)
    let short = text.hasSuffix(".00") ? text.dropLast(3) : text.hasSuffix("0") ? text.dropLast() : text[...]
    return short == "-0" ? "0" : String(short)
  }

  /// M x y L x y …
  static func polyline(_ points: [(x: Double, y: Double)]) -> String {
    points.enumerated().map { ($0 == 0 ? "M" : "L") + number($1.x) + " " + number($1.y) }.joined()
  }

  private static func written(_ attributes: KeyValuePairs<String, String>) -> String {
    attributes.map { #" \#($0)="\#(escaped($1))""# }.joined()
  }

  /// Text as XML takes it. Control characters, which XML cannot hold, are shown as their numbers.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in Figures.safe(text).unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      // Noncharacters that XML 1.0 leaves out.
      case "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
