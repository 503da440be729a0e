/// Elements of an HTML page, one after the other, with everything escaped that could be taken for markup.
///
/// Names of elements and attributes are ours; values and text may be anybody's. There is no way to write either without
/// escaping.
struct HTMLDocument {
  private(set) var written = ""
  /// How many drawings there are: each has a name of its own.
  private var drawings = 0

  /// Nothing is loaded, run or sent anywhere; style alone stands in the page.
  private static let policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

  /// A whole page.
  /// - Parameter style: CSS of our own: it is not escaped.
  static func page(title: String, style: String, _ body: (inout HTMLDocument) -> Void) -> String {
    var page = HTMLDocument()
    page.written = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(escaped(title))</title>
      <style>
      \(style)
      </style>
      </head>
      <body>

      """
    body(&page)
    return page.written + "</body>\n</html>\n"
  }

  mutating func text(_ content: String) { written += Self.escaped(content) }

  /// Somebody's name or token: its direction stays its own, what is too long is cut and told in full on hovering.
  mutating func name(_ content: String, limit: Int = 40) {
    let shown = Self.clippedWithin(content, limit)
    if shown == content {
      add("bdi", [:], content)
    } else {
      add("bdi", ["title": Self.clipped(content, 400)], shown)
    }
  }

  /// An element with text in it.
  mutating func add(_ element: StaticString, _ attributes: KeyValuePairs<String, String> = [:], _ content: String) {
    written += "<\(element)\(Self.list(attributes))>\(Self.escaped(content))</\(element)>"
  }

  /// An element without an end: `br`, `input`.
  mutating func add(_ element: StaticString, _ attributes: KeyValuePairs<String, String> = [:]) {
    written += "<\(element)\(Self.list(attributes))>"
  }

  /// What holds other elements: its attributes, and what `content` adds. It ends its line.
  mutating func group(
    _ element: StaticString, _ attributes: KeyValuePairs<String, String> = [:], _ content: (inout HTMLDocument) -> Void
  ) {
    written += "<\(element)\(Self.list(attributes))>"
    content(&self)
    written += "</\(element)>\n"
  }

  /// As ``group(_:_:_:)``, without a line's end: for what stands among words.
  mutating func span(
    _ element: StaticString, _ attributes: KeyValuePairs<String, String> = [:], _ content: (inout HTMLDocument) -> Void
  ) {
    written += "<\(element)\(Self.list(attributes))>"
    content(&self)
    written += "</\(element)>"
  }

  /// A drawing.
  /// - Parameter draw: gets a name that no other drawing of the page has.
  mutating func drawing(_ draw: (_ name: String) -> SVGDocument) {
    drawings += 1
    written += draw("chart\(drawings)").finish()
  }

  /// A name for what must have one of its own.
  mutating func freshName() -> String {
    drawings += 1
    return "part\(drawings)"
  }

  private static func list(_ attributes: KeyValuePairs<String, String>) -> String {
    attributes.map { #" \#($0)="\#(escaped($1))""# }.joined()
  }

  /// The first `limit` characters, of no more than four scalars each on average: marks can be heaped on one letter.
  static func clipped(_ text: String, _ limit: Int) -> String {
    let scalars = text.unicodeScalars.prefix(4 * limit)
    let cut = String(String(scalars).prefix(limit))
    return cut.utf8.count == text.utf8.count ? text : cut + "…"
  }

  /// As ``clipped(_:_:)``, but the end stays: names often differ there alone.
  static func clippedWithin(_ text: String, _ limit: Int) -> String {
    let short = clipped(text, 400)
    guard short.count > limit else { return short }
    return "\(short.prefix(limit - limit / 3 - 1))…\(short.suffix(limit / 3))"
  }

  /// Text as a page takes it: what is not seen is shown as its number, and no text is longer than a page can bear.
  static func escaped(_ text: String) -> String { SVGDocument.escaped(clipped(text, 2000)) }
}
