import Ledger
import Testing

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
}
