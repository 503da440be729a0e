import Testing

@testable import Report

@Suite struct SVGDocumentTests {
  @Test func everythingIsEscaped() {
    let hostile = "a<b> & \"c\" \u{0} \u{1B} \u{202E} \u{FFFF}"
    var svg = SVGDocument(width: 10, height: 20, title: hostile, description: hostile, style: "")
    svg.text(hostile, x: 1, y: 2, ["class": hostile])
    svg.group("g", ["id": hostile]) { $0.add("rect", ["width": "1"]) }
    let text = svg.finish()
    #expect(text.contains(#"a&lt;b&gt; &amp; &quot;c&quot; \u{0} \u{1b} \u{202e} "#))
    #expect(!text.contains("<b>") && !text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" || $0 == "\u{FFFF}" })
    #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"") && text.hasSuffix("</g>\n</svg>\n"))
  }

  @Test func numbersAreShort() {
    #expect(
      [1, 0.5, 1.25, -0.001, 1234.567, 100, .nan].map(SVGDocument.number) == [
        "1", "0.5", "1.25", "0", "1234.57", "100", "0",
      ])
    #expect(SVGDocument.polyline([(1, 2), (3.5, 4)]) == "M1 2L3.5 4")
  }
}
