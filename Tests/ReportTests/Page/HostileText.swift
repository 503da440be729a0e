import Foundation

@testable import Report

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What a database from anywhere may hold as a name or a token.
enum HostileText {
  static let all = [
    "<script>alert(1)</script>", "\"onmouseover=\"alert(1)", "' onload='x", "</title></svg></style>", "]]>", "<!--",
    "&lt;",
    "&#60;script&#62;", "\u{202E}txt.exe", "\u{2066}\u{2069}", "\u{0}\u{1B}[2J\r\n", "\u{FFFE}\u{FFFF}",
    "a\u{300}\u{301}\u{302}",
    "👩‍👩‍👧‍👦🏳️‍🌈", "日本語のトークン", "سلام", "{}</style><x>", "javascript:alert(1)",
    String(repeating: "w", count: 65_536), String(repeating: "\u{300}", count: 65_536), "",
  ]

  /// The name with one of them in it, another for each.
  static func around(_ name: String) -> String {
    let place = name.unicodeScalars.reduce(0) { ($0 + Int($1.value)) % 10_007 }
    return all[place % all.count] + name
  }
}

/// The elements, attributes and text of a page, if it is well-formed once its void elements are closed.
///
/// An HTML parser forgives; that an XML parser finds nothing to forgive, and only our own elements, shows that no text
/// became markup.
final class ParsedPage: NSObject, XMLParserDelegate, @unchecked Sendable {
  private(set) var elements: Set<String> = []
  private(set) var attributes: Set<String> = []
  private(set) var ids: [String] = []
  private(set) var classes: Set<String> = []
  private(set) var text = ""
  private(set) var isWhole = false

  init(_ page: String) {
    super.init()
    var xml = page.replacingOccurrences(of: "<!DOCTYPE html>", with: "")
    for element in ["meta", "br", "input"] {
      let open = try? Regex("<\(element)([^>]*)>")
      if let open { xml = xml.replacing(open) { "<\(element)\($0.output[1].substring ?? "")/>" } }
    }
    let parser = XMLParser(data: Data(xml.utf8))
    parser.delegate = self
    isWhole = parser.parse()
  }

  func parser(
    _: XMLParser, didStartElement name: String, namespaceURI _: String?, qualifiedName _: String?,
    attributes values: [String: String]
  ) {
    elements.insert(name)
    attributes.formUnion(values.keys)
    if let id = values["id"] { ids.append(id) }
    classes.formUnion(values["class"]?.split(separator: " ").map(String.init) ?? [])
  }

  func parser(_: XMLParser, foundCharacters characters: String) { text += characters }
}
