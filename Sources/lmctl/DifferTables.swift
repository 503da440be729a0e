import Experiment
import Report

/// The tokens that tell two models apart, as rows.
enum DifferTables {
  static func tables(_ found: TokenDifferences) -> [(title: String, table: Table)] {
    let (first, second) = (found.models[0], found.models[1])
    let bits = [
      Table.Column("bits_first", title: "bits, \(first)", .real(3)),
      Table.Column("bits_second", title: "bits, \(second)", .real(3)),
      Table.Column("difference", title: "for \(first)", .real(1)),
    ]
    var types = Table([.init("token", .text), .init("positions", .count)] + bits)
    for row in found.types {
      types.append([.text(row.token), .integer(row.positions), Cell(row.first), Cell(row.second), Cell(row.bits)])
    }
    var positions = Table([.init("position", .number), .init("before", .text), .init("token", .text)] + bits)
    for row in found.positions {
      positions.append([
        .integer(row.position), .text(row.before), .text(row.token), Cell(row.first), Cell(row.second), Cell(row.bits),
      ])
    }
    return [
      ("Types that speak for \(first), then for \(second): mean surprisal, and Σ of the difference", types),
      ("Positions that do", positions),
    ]
  }
}
