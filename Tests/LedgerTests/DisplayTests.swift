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

  /// Whoever gave the name finds in the message what is wrong with it; and no terminal gets it raw.
  @Test func aRefusedNameIsShownAsItWasGiven() {
    #expect("\(LedgerError.badName("a\nb"))".hasPrefix("'a\\u{a}b' cannot be a name"))
    #expect("\(LedgerError.badName("\u{1B}[31m\u{202E}"))".hasPrefix("'\\u{1b}[31m\\u{202e}' cannot"))
  }

  /// Options that take several models have commas between them; names that stand already are read.
  @Test func aNewModelHasNoCommaInItsName() throws {
    #expect(throws: LedgerError.commaInName("a,b")) { try Ledger.check(newModel: "a,b") }
    #expect(throws: LedgerError.badName("a\t,b")) { try Ledger.check(newModel: "a\t,b") }
    #expect("\(LedgerError.commaInName("a,b"))".contains("--mix"))
    let sample = try Sample(.inMemory())
    #expect(throws: LedgerError.commaInName("a,b")) { try sample.ledger.checkFree(model: "a,b", in: sample.corpus) }
    try sample.add([("a,b", 30)])
    #expect(try sample.ledger.model(named: "a,b", in: sample.corpus).name == "a,b")
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
