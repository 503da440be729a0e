import Testing

@testable import Report

@Suite struct HTMLDocumentTests {
  private func written(_ content: (inout HTMLDocument) -> Void) -> String {
    var html = HTMLDocument()
    content(&html)
    return html.written
  }

  @Test func textAndAttributesAreEscaped() {
    #expect(written { $0.text("a<b>&\"c") } == "a&lt;b&gt;&amp;&quot;c")
    #expect(written { $0.add("p", ["title": "\"><x>"], "<y>") } == #"<p title="&quot;&gt;&lt;x&gt;">&lt;y&gt;</p>"#)
    #expect(written { $0.add("br") } == "<br>")
  }

  @Test func whatActsIsShownAsItsNumber() {
    #expect(written { $0.text("\u{202E}\u{0}\u{7}\u{2028}") } == #"\u{202e}\u{0}\u{7}\u{2028}"#)
    #expect(written { $0.text("\u{FFFE}") } == "\u{FFFD}")
  }

  @Test func elementsNest() {
    let html = written { html in
      html.group("ul", ["class": "x"]) { html in html.span("li") { $0.name("a") } }
    }
    #expect(html == "<ul class=\"x\"><li><bdi>a</bdi></li></ul>\n")
  }

  @Test func longNamesAreCutAndToldInFull() {
    #expect(written { $0.name("abcdef", limit: 4) } == #"<bdi title="abcdef">ab…f</bdi>"#)
    #expect(written { $0.name(String(repeating: "a", count: 65_536)) }.count < 500)
  }

  /// Marks without end on one letter are one character.
  @Test func cuttingCountsScalarsToo() {
    let heaped = "a" + String(repeating: "\u{301}", count: 10_000)
    #expect(HTMLDocument.clipped(heaped, 10).unicodeScalars.count == 41)
    #expect(HTMLDocument.clipped("👩‍👩‍👧‍👦b", 2) == "👩‍👩‍👧‍👦b")
    #expect(HTMLDocument.clipped("", 3) == "")
  }

  @Test func whatDiffersAtItsEndKeepsIt() {
    #expect(HTMLDocument.clippedWithin("modified-kneser-ney-5", 17) == "modified-kn…ney-5")
    #expect(HTMLDocument.clippedWithin("modified-kneser-ney-5", 17).count == 17)
    #expect(HTMLDocument.clippedWithin("kn-5", 17) == "kn-5")
  }

  @Test func drawingsHaveNamesOfTheirOwn() {
    var names: [String] = []
    var html = HTMLDocument()
    for _ in 0..<3 {
      html.drawing { name in
        names.append(name)
        return SVGDocument(within: name, width: 1, height: 1, title: "<t>", description: "d")
      }
    }
    names.append(html.freshName())
    #expect(Set(names).count == 4)
    #expect(html.written.contains("<title id=\"\(names[0])-title\">&lt;t&gt;</title>"))
  }
}
