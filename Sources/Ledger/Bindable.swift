internal import GRDB

/// What binds to a parameter as itself.
protocol Bindable {
  var value: Value { get }
}

extension Int: Bindable { var value: Value { .integer(self) } }
extension Bool: Bindable { var value: Value { .integer(self ? 1 : 0) } }
extension Double: Bindable { var value: Value { .real(self) } }
extension String: Bindable { var value: Value { .text(self) } }
extension [UInt8]: Bindable { var value: Value { .blob(self) } }
extension Optional: Bindable where Wrapped: Bindable { var value: Value { self?.value ?? .null } }

extension Database {
  /// Runs a statement once.
  func run<each Parameter: Bindable>(_ sql: String, _ parameters: repeat each Parameter) throws(SQLiteFailure) {
    try PreparedStatement(sql, self).run(repeat each parameters)
  }

  /// The first column of the first row, or nil without a row or with NULL.
  func integer<each Parameter: Bindable>(
    _ sql: String, _ parameters: repeat each Parameter
  ) throws(SQLiteFailure) -> Int? {
    let statement = try PreparedStatement(sql, self)
    try statement.bind(repeat each parameters)
    return try statement.step() ? statement.optionalInteger(0) : nil
  }

  /// What `body` makes of each row.
  func rows<Result, each Parameter: Bindable>(
    _ sql: String, _ parameters: repeat each Parameter, body: (borrowing PreparedStatement) throws -> Result
  ) throws -> [Result] {
    let statement = try PreparedStatement(sql, self)
    try statement.bind(repeat each parameters)
    var results: [Result] = []
    while try statement.step() { results.append(try body(statement)) }
    return results
  }
}
