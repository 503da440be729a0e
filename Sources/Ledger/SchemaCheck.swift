internal import GRDB

/// One thing in which a file's schema is not what this program makes.
public struct SchemaProblem: Sendable, Equatable, CustomStringConvertible {
  enum Kind: Sendable {
    case missing
    case altered
    case foreign
  }

  let kind: Kind
  let type: String
  let name: String
  /// Whether the file lacks something of ours.
  public var isMissing: Bool { kind == .missing }
  /// Whether it stands where a table or view of ours belongs: not even reading is safe.
  public var isInPlaceOfOurs: Bool { kind == .altered && type != "trigger" }
  /// Whether it would act, or stand for something of ours, where lmctl reads and writes.
  public let isRefused: Bool

  public var description: String {
    let named = Display.line("the \(type) \(name.prefix(200))")
    return switch kind {
    case .missing: "\(named) is missing"
    case .altered: "\(named) is not lmctl's own"
    case .foreign: "\(named) is not lmctl's"
    }
  }
}

/// What a file says of its tables, views, indices and triggers, beside what this program would have made.
///
/// A database may come from anybody. A trigger in it would act at each writing, a view named as one of ours would be
/// asked in its place, and an expression in a table or index would be worked out at each row: such a file is refused
/// before anything of it is run. Tables and views under other names are the user's own; so are plain indices.
enum SchemaCheck {
  /// - Throws: ``LedgerError/altered(path:problem:)``.
  static func refuseWhatActs(_ db: Database, version: Int, path: String) throws {
    guard let problem = try problems(db, version: version).first(where: \.isRefused) else { return }
    throw LedgerError.altered(path: path, problem: problem.description)
  }

  /// - Parameter version: of the file. Views of older versions are not compared: lmctl makes them anew, or for reading
  ///   puts its own before all of them.
  static func problems(_ db: Database, version: Int) throws -> [SchemaProblem] {
    let found = try objects(of: db)
    let expected = try Schema.objects(version: version)
    let expectedByKey = Dictionary(expected.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let names = Set(found.map(\.key))
    let isOlder = version < Schema.version
    var problems: [SchemaProblem] = []
    for one in expected where !names.contains(one.key) {
      problems.append(SchemaProblem(kind: .missing, type: one.type, name: one.name, isRefused: false))
    }
    for one in found {
      if let ours = expectedByKey[one.key] {
        if one.type == ours.type && (one.sql == ours.sql || isOlder && one.type == "view") { continue }
        // Version 0 was left by a crash while the file was made: what stands in its way stops the making.
        problems.append(SchemaProblem(kind: .altered, type: one.type, name: one.name, isRefused: version > 0))
      } else {
        if isOlder && one.type == "view" && Views.names.contains(one.name) { continue }
        problems.append(SchemaProblem(kind: .foreign, type: one.type, name: one.name, isRefused: one.acts))
      }
    }
    return problems
  }

  fileprivate static func objects(of db: Database) throws -> [SchemaObject] {
    // But for what SQLite makes for itself: indices of keys, which have no text, and tables at ANALYZE, which is anybody's
    // right. An index with a text is somebody's, whatever its name.
    try db.rows(
      """
      SELECT lower(type), name, sql FROM main.sqlite_schema
      WHERE NOT (lower(type) = 'index' AND sql IS NULL AND name LIKE 'sqlite\\_autoindex\\_%' ESCAPE '\\')
        AND NOT (lower(type) = 'table' AND (name GLOB 'sqlite_stat[1-4]' OR name = 'sqlite_sequence')) ORDER BY 1, 2
      """
    ) { row in SchemaObject(type: row.text(0), name: row.text(1), sql: row.text(2)) }
  }
}

/// A row of `sqlite_schema`.
private struct SchemaObject: Sendable {
  let type: String
  let name: String
  let sql: String

  /// Triggers have names of their own; SQLite takes `MODEL` for `model`.
  var key: String { (type == "trigger" ? "trigger " : "") + name.lowercased() }

  /// Whether an object that is none of ours does something when tables of ours are written.
  var acts: Bool {
    switch type {
    case "table", "view": false
    case "index": !isPlainIndex
    default: true
    }
  }

  /// `CREATE INDEX name ON table(column, …)`, without an expression or a condition, and not UNIQUE.
  private var isPlainIndex: Bool {
    let isPlain = sql.utf8.allSatisfy { byte in
      byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
        || " \n_,().\"".utf8.contains(byte)
    }
    return isPlain && sql.hasPrefix("CREATE INDEX ") && sql.hasSuffix(")") && sql.utf8.count { $0 == 0x28 } == 1
  }
}

extension Schema {
  /// What a file of this version holds, as SQLite writes it down.
  fileprivate static func objects(version: Int) throws -> [SchemaObject] {
    let queue = try DatabaseQueue()
    return try queue.writeWithoutTransaction { db in
      try db.inTransaction {
        try make(db, version: version)
        return .commit
      }
      return try SchemaCheck.objects(of: db)
    }
  }
}

extension Ledger {
  /// Tables, views, indices and triggers that are not as this program makes them.
  public func schemaProblems() throws(LedgerError) -> [SchemaProblem] {
    try read { db in try SchemaCheck.problems(db, version: db.integer("PRAGMA user_version") ?? 0) }
  }
}
