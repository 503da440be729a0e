import Testing

@testable import Text

@Suite struct ICUTests {
  @Test func versionsAreNumbers() {
    for version in [ICU.version, ICU.unicodeVersion] {
      #expect(version.split(separator: ".").allSatisfy { Int($0) != nil })
    }
  }

  @Test func failuresHaveNames() {
    #expect(throws: TextError.outOfMemory(operation: "o")) { try ICU.check(7, "o") }
    #expect(throws: TextError.icu(operation: "o", code: "U_ILLEGAL_ARGUMENT_ERROR")) { try ICU.check(1, "o") }
    #expect(throws: TextError.icu(operation: "o", code: "TEXT_TOO_LONG")) { try ICU.check(1000, "o") }
    #expect(throws: Never.self) { try ICU.check(0, "o") }
  }
}
