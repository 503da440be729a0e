import Testing

@testable import Experiment

@Suite struct WrittenNumberTests {
  @Test func whatIsANumber() {
    for (text, number) in [
      ("0", 0), ("-0.000e5", 0), ("0e-400", 0), ("0x0p3", 0), ("1e-300", 1e-300), ("0.5", 0.5),
      ("4.9e-324", .leastNonzeroMagnitude),
      ("0x1p-3", 0.125), ("-7", -7),
    ] as [(String, Double)] {
      #expect(Double(asWritten: text) == number, "\(text)")
    }
  }

  /// Neither infinite nor zero is what was meant.
  @Test(arguments: ["1e-400", "-0.001e-400", "0x1p-2000", "1e400", "inf", "nan", "x", ""])
  func whatIsNone(text: String) {
    #expect(Double(asWritten: text) == nil)
  }

  @Test func anAlphaIsNotZeroUnawares() {
    #expect(Alpha("1e-400") == nil && Alpha("0") == .value(0) && Alpha("auto") == .auto)
  }
}
