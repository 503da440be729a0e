import Testing

@testable import Ledger

@Suite struct DisplayTests {
  @Test(arguments: ["a", "Крепость", "two words", "👩‍👩‍👧", String(repeating: "é", count: 200)])
  func namesThatMayBe(name: String) {
    #expect(throws: Never.self) { try Ledger.check(name: name) }
  }

  @Test(arguments: [
    "", " ", "a\u{202E}b", "\u{200B}", "a\nb", "\u{0}", "\u{7F}", "a\u{85}", "\u{1B}[31m",
    String(repeating: "a", count: 201),
  ])
  func namesThatMayNotBe(name: String) {
    #expect(throws: LedgerError.badName(name)) { try Ledger.check(name: name) }
  }

  /// The same for a text as for each of its scalars.
  @Test func controlsAreFoundInUTF8() {
    for value in (UInt32(0)...0x2FF) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = "é" + String(Character(scalar)) + "a"
      #expect(Display.hasControl(text.utf8.span) == Display.isControl(scalar), "\(value)")
    }
    #expect(!Display.hasControl("".utf8.span) && !Display.hasControl("日本 \u{C2}\u{E9}".utf8.span))
  }
}
