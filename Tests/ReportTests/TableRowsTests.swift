import Foundation
import Report
import Testing

@Suite struct TableRowsTests {
  private struct Row: Encodable {
    var name: String? = "a"
    var count: Int? = 7
    var nats: Double? = 3
    var isRanked: Bool? = true
  }

  private static let columns: [Table.Column] = [
    .init("name"), .init("count"), .init("nats", .real(1)), .init("isRanked"), .init("unknown"),
  ]

  @Test func valuesBecomeTypedCells() throws {
    let table = try Table(Self.columns, encoding: [Row(), Row(name: nil, count: nil, nats: nil, isRanked: nil)])
    #expect(
      table.rows == [[.text("a"), .integer(7), .real(3), .flag(true), .none], Array(repeating: .none, count: 5)])
  }

  @Test func numbersAreExact() throws {
    for number in [0.1 + 0.2, 1e300, .leastNonzeroMagnitude, 123_456_789.123_456_7] {
      let cell = try Table(Self.columns, encoding: [Row(nats: number)]).rows[0][2]
      #expect(cell == .real(number))
    }
    #expect(try Table(Self.columns, encoding: [Row(count: .max)]).rows[0][1] == .integer(.max))
    for number in [Double.infinity, -.infinity, .nan] {
      #expect(try Table(Self.columns, encoding: [Row(nats: number)]).rows[0][2] == .none)
    }
  }

  /// A value that is no flat object is refused.
  @Test func nestedValuesAreRefused() {
    #expect(throws: DecodingError.self) { try Table(Self.columns, encoding: [["name": ["nested"]]]) }
    #expect(throws: DecodingError.self) { try Table(Self.columns, encoding: [7]) }
  }

  @Test func anyRowsOrNone() throws {
    #expect(try Table(Self.columns, encoding: [Row]()).rows.isEmpty)
    for text in hostileTexts {
      #expect(try Table(Self.columns, encoding: [Row(name: text)]).rows[0][0] == .text(text))
    }
  }
}
