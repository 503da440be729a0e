import Testing

@testable import Recurrent

/// Rows of tables by number, in Double by hand and in Float against it on every instruction set.
@Suite struct RowScalarTests {
  private let ids: [UInt32] = [2, 0, 2, 5, SoftmaxLoss.ignored]

  /// A table of 3 rows; the numbers 5 and `ignored` name none of it.
  @Test func byHand() throws {
    let table = try view([1.0, 2, 3, 4, 5, 6])
    let out = try view([Double](repeating: 9, count: 10))
    Double.gatherRows(try view(ids), of: table, width: 2, into: out)
    #expect(out.array == [5, 6, 1, 2, 5, 6, 9, 9, 9, 9])
    Double.addRows(try view(ids), of: table, scaledBy: -2, width: 2, to: out)
    #expect(out.array == [-5, -6, -1, -2, -5, -6, 9, 9, 9, 9])
    let x = try view((1...10).map { Double($0) })
    Double.scatterRows(x, to: try view(ids), scaledBy: 10, width: 2, first: 0, into: table)
    #expect(table.array == [31, 42, 3, 4, 65, 86])
    // Rows 2…4 of a larger table: 0 lies before it.
    let rest = try View<Double>(count: 6)
    Double.scatterRows(x, to: try view(ids), scaledBy: 1, width: 2, first: 2, into: rest)
    #expect(rest.array == [6, 8, 0, 0, 0, 0])
    Double.addScaledRows(rest, by: try view([1, 2, 3]), to: rest)
    #expect(rest.array == [12, 16, 0, 0, 0, 0])
  }

  @Test(arguments: kernelSizes) func floatAgrees(_ width: Int) throws {
    let (rows, count) = (7, 20)
    var ids = randomIDs(count, below: rows + 2, seed: 1)  // some beyond the table
    ids[4] = SoftmaxLoss.ignored
    let names = try view(ids)
    try onEachInstructionSet { name in
      let table = try Pair(rows * width, seed: 2)
      let (x, weights) = (try Pair(count * width, seed: 3), try Pair(count, seed: 4))
      let (gathered, added, scaled) = (
        try Pair(count * width, seed: 5), try Pair(count * width, seed: 6), try Pair(count * width, seed: 7)
      )
      let scattered = try Pair(rows * width, seed: 8)
      Float.gatherRows(names, of: table.float, width: width, into: gathered.float)
      Double.gatherRows(names, of: table.double, width: width, into: gathered.double)
      Float.addRows(names, of: table.float, scaledBy: -0.5, width: width, to: added.float)
      Double.addRows(names, of: table.double, scaledBy: -0.5, width: width, to: added.double)
      Float.scatterRows(x.float, to: names, scaledBy: 0.25, width: width, first: 1, into: scattered.float)
      Double.scatterRows(x.double, to: names, scaledBy: 0.25, width: width, first: 1, into: scattered.double)
      Float.addScaledRows(x.float, by: weights.float, to: scaled.float)
      Double.addScaledRows(x.double, by: weights.double, to: scaled.double)
      expectSame(["gathered": gathered, "added": added, "scattered": scattered, "scaled": scaled], name)
    }
  }
}
