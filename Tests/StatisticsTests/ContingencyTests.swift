import Foundation
import Statistics
import Testing

@Suite struct ContingencyTests {
  /// "new companies" in Manning & Schütze, sections 5.3.1 and 5.3.3: t = 0.999932, χ² ≈ 1.55.
  @Test func newCompanies() throws {
    let table = try #require(Contingency(both: 8, first: 15_828, second: 4_675, total: 14_307_668))
    #expect((try #require(table.tScore) * 1e6).rounded() == 999_932)
    #expect((try #require(table.chiSquared) * 100).rounded() == 155)
  }

  /// "Ayatollah Ruhollah", the same, table 5.14: 18.38 bits.
  @Test func ayatollahRuhollah() throws {
    let table = try #require(Contingency(both: 20, first: 42, second: 20, total: 14_307_668))
    #expect((try #require(table.pointwiseMutualInformation) * 100).rounded() == 1838)
    #expect(abs(try #require(table.cubicAssociation) - 8000.0 / 840) < 1e-14)
  }

  /// Cells 10, 20, 30, 40 written out.
  @Test func workedExample() throws {
    let table = try #require(Contingency(both: 10, first: 30, second: 40, total: 100))
    let cells = [(10.0, 12.0), (20, 18), (30, 28), (40, 42)]
    #expect(abs(try #require(table.logLikelihood) - 2 * cells.reduce(0) { $0 + $1.0 * log($1.0 / $1.1) }) < 1e-12)
    #expect(abs(try #require(table.chiSquared) - cells.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / $1.1 }) < 1e-12)
    #expect(table.expected == 12)
  }

  @Test func independenceIsZero() throws {
    let table = try #require(Contingency(both: 6, first: 20, second: 30, total: 100))
    for value in [table.pointwiseMutualInformation, table.logLikelihood, table.tScore, table.chiSquared] {
      #expect(abs(try #require(value)) < 1e-12)
    }
  }

  @Test func tablesThatCannotBe() {
    #expect(Contingency(both: 5, first: 4, second: 9, total: 20) == nil)
    #expect(Contingency(both: 5, first: 9, second: 4, total: 20) == nil)
    #expect(Contingency(both: 1, first: 12, second: 12, total: 20) == nil)
    #expect(Contingency(both: 0, first: .max, second: .max, total: .max) == nil)
    #expect(Contingency(both: 0, first: 3, second: 0, total: 2) == nil)
  }

  @Test func undefined() throws {
    let nothing = try #require(Contingency(both: 0, first: 0, second: 0, total: 0))
    for value in [
      nothing.expected, nothing.pointwiseMutualInformation, nothing.tScore, nothing.chiSquared, nothing.logLikelihood,
      nothing.cubicAssociation,
    ] { #expect(value == nil) }
    let always = try #require(Contingency(both: 3, first: 9, second: 3, total: 9))
    #expect(always.chiSquared == nil && always.logLikelihood == 0)
    let apart = try #require(Contingency(both: 0, first: 3, second: 3, total: 9))
    #expect(apart.pointwiseMutualInformation == nil && apart.tScore == nil && apart.chiSquared != nil)
    let huge = try #require(Contingency(both: .max, first: .max, second: .max, total: .max))
    #expect(huge.logLikelihood == 0)
  }
}
