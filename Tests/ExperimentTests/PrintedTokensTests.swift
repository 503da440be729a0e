import Foundation
import Testing
import Text

@testable import Experiment

@Suite struct PrintedTokensTests {
  private func laidOut(_ text: String, _ form: TokenWriter.Form, name: String?, endsInLine: Bool) throws -> String {
    let folder = TemporaryTexts()
    let settings = TokenizerSettings()
    var tokens = PrintedTokens(settings, form)
    tokens.beginSource(name)
    let source = Source.file(path: try folder.write(Array(text.utf8)))
    _ = try Tokenizer(settings).tokenize(source, details: true) { chunk, batch in tokens.add(batch, of: chunk) }
    tokens.endSource(endsInLine: endsInLine)
    defer { tokens.clear() }
    return String(decoding: tokens.output, as: UTF8.self)
  }

  @Test func theObjectIsAsDocumented() throws {
    let name = "a \"b\"\u{1B}\n.txt"
    #expect(
      try laidOut("Hi 7!", .json, name: name, endsInLine: true) == #"""
        {"token":"Hi","start":0,"end":2,"kind":"letter","segment":0,"source":"a \"b\"\u001B\u000A.txt"}
        {"token":"7","start":3,"end":4,"kind":"number","segment":0,"source":"a \"b\"\u001B\u000A.txt"}
        {"token":"!","start":4,"end":5,"kind":"other","segment":0,"source":"a \"b\"\u001B\u000A.txt"}

        """#)
  }

  @Test func aSourceEndsWhatIsOpen() throws {
    #expect(try laidOut("a b", .exact, name: nil, endsInLine: true) == "a b\n")
    #expect(try laidOut("a\n", .exact, name: nil, endsInLine: false) == "a\n")
    #expect(try laidOut("a\n", .exact, name: nil, endsInLine: true) == "a\n\n")
  }

  @Test func everyKindHasItsName() throws {
    #expect(TokenKind.allCases.map(PrintedTokens.place) == Array(TokenKind.allCases.indices))
    let objects = try laidOut("a 1 ! 漢字", .json, name: nil, endsInLine: true).split(separator: "\n")
    #expect(
      zip(objects, ["letter", "number", "other", "ideograph"]).allSatisfy { $0.contains("\"kind\":\"\($1)\"") }
        && objects.count == 4)
  }
}
