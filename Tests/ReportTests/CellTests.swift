import Testing

@testable import Report

@Suite struct CellTests {
  @Test func whatIsNotThereIsNone() {
    #expect(Cell(String?.none) == .none && Cell(Int?.none) == .none && Cell(Double?.none) == .none)
    #expect(Cell(Bool?.none) == .none && Cell(Double.nan) == .none && Cell(-Double.infinity) == .none)
    #expect(Cell("a") == .text("a") && Cell(1) == .integer(1) && Cell(0.5) == .real(0.5) && Cell(false) == .flag(false))
  }

  /// Numbers come back as they were, to the last digit.
  @Test func exactFiguresAreReadBack() {
    for number in [0.1 + 0.2, 1e300, .leastNonzeroMagnitude, -0.0, 1, 1 / 3, .greatestFiniteMagnitude] {
      #expect(Cell.real(number).exact.flatMap(Double.init)?.bitPattern == number.bitPattern)
    }
    #expect(Cell.integer(.min).exact.flatMap { Int($0) } == .min && Cell.flag(true).exact == "true")
    #expect(Cell.real(.infinity).exact == nil && Cell.none.exact == nil && Cell.text("").exact == "")
  }
}
