internal import GRDB

/// Many rows by few statements: a vocabulary, all n-grams of a model.
enum BulkInsert {
  /// Of each statement: starting and ending one costs as much as a row (measured: half the time of a row a statement).
  private static let rows = 32

  /// Inserts `count` rows.
  ///
  /// It is for transactions that an error ends: rows before one that is refused may be there.
  /// - Parameters:
  ///   - table: with its columns, `parameters` of them.
  ///   - bind: binds a row's parameters, which come after the first `offset`.
  static func run(
    into table: String, parameters: Int, count: Int, _ db: Database,
    bind: (_ row: Int, _ offset: Int32, _ statement: borrowing PreparedStatement) throws -> Void
  ) throws {
    let row = "(" + Array(repeating: "?", count: parameters).joined(separator: ", ") + ")"
    var done = 0
    for size in [rows, 1] where count - done >= size {
      // Without OR FAIL, SQLite would keep what it needs to undo a statement that has inserted some of its rows.
      let statement = try PreparedStatement(
        "INSERT OR FAIL INTO \(table) VALUES " + Array(repeating: row, count: size).joined(separator: ", "), db)
      while count - done >= size {
        for index in 0..<size { try bind(done + index, Int32(index * parameters), statement) }
        try statement.run()
        done += size
      }
    }
  }
}
