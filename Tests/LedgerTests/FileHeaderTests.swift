import GRDB
import Testing

@testable import Ledger

@Suite struct FileHeaderTests {
  @Test func readsMarkAndVersion() throws {
    let work = try Workdir()
    try DatabaseQueue(path: work.database).write { db in
      try db.execute(sql: "PRAGMA application_id = 7; PRAGMA user_version = 8")
    }
    let header = try FileHeader(path: work.database)
    #expect(header.applicationID == 7)
    #expect(header.version == 8)
    #expect(!header.isEmpty)
  }

  @Test func nobodysIsEmpty() throws {
    let work = try Workdir()
    let queue = try DatabaseQueue(path: work.database)
    try queue.writeWithoutTransaction { db in try db.execute(sql: "VACUUM") }
    #expect(try FileHeader(path: work.database).isEmpty)
    try queue.write { db in try db.execute(sql: "CREATE TABLE t(a)") }
    #expect(try !FileHeader(path: work.database).isEmpty)
    // So many tables that the schema's first page holds none of them itself.
    try queue.write { db in for number in 0..<200 { try db.execute(sql: "CREATE TABLE t\(number)(a)") } }
    #expect(try !FileHeader(path: work.database).isEmpty)
    #expect(try FileHeader(path: work.database).applicationID == 0)
  }

  /// The mark is known in the middle of a commit, when the file does not have all the pages yet that it speaks of.
  @Test func aHeaderAheadOfItsFile() throws {
    let work = try Workdir()
    _ = try Ledger.open(work.database, for: .writing)
    try write(Array(bytes(of: work.database).prefix(8192)), to: work.database)
    #expect(try FileHeader(path: work.database).applicationID == Schema.applicationID)
  }

  @Test func somethingElse() throws {
    let work = try Workdir()
    try write(Array("Call me Ishmael.".utf8) + [UInt8](repeating: 0x20, count: 5000), to: work.database)
    let text = #expect(throws: SQLiteFailure.self) { try FileHeader(path: work.database) }
    #expect(text?.code == 26)
    let nothing = #expect(throws: SQLiteFailure.self) { try FileHeader(path: work.path + "/nothing") }
    #expect((nothing?.code ?? 0) & 0xFF == 14)
    let short = #expect(throws: SQLiteFailure.self) { try FileHeader(bytes: Array("SQLite format 3\0".utf8)) }
    #expect(short?.code == 26)
  }
}
