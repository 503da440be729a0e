internal import GRDBSQLite

/// What a database file says of itself: its first bytes, read without a lock, without its journal and without a change.
///
/// The format is that of <https://www.sqlite.org/fileformat.html>, sections 1.3 and 1.6. SQL would not do: in the
/// middle of another process's commit, or after a crash in one, SQLite finds the file malformed until it has its lock.
struct FileHeader {
  /// The database header, and of the first page's own header as much as tells whether the schema has a row.
  static let bytes = 108

  let applicationID: Int
  let version: Int
  /// Nobody's yet: no mark, no version, and no table, index or view.
  let isEmpty: Bool

  /// Reads the header of a file that exists.
  ///
  /// - Throws: ``SQLiteFailure``, with `SQLITE_NOTADB` where the file is something else.
  init(path: String) throws(SQLiteFailure) {
    try self.init(bytes: DatabaseFile(path: path).firstBytes(Self.bytes))
  }

  init(bytes: [UInt8]) throws(SQLiteFailure) {
    // The magic string, and the payload fractions, which are the same in every file.
    guard bytes.count >= Self.bytes, bytes.starts(with: Array("SQLite format 3\0".utf8)),
      bytes[21..<24] == [64, 32, 32]
    else {
      throw SQLiteFailure(code: SQLITE_NOTADB, message: "file is not a database")
    }
    func bigEndian(_ offset: Int) -> Int {
      Int(Int32(truncatingIfNeeded: bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }))
    }
    version = bigEndian(60)
    applicationID = bigEndian(68)
    // A leaf page without a cell; a schema of several pages begins with an inner page.
    let hasNoRow = bytes[100] == 0x0D && bytes[103] == 0 && bytes[104] == 0
    isEmpty = version == 0 && applicationID == 0 && hasNoRow
  }
}

/// A file that SQLite has opened and not yet looked into.
///
/// Not `open` and `close`: a process that closes any descriptor of a file loses all its locks on that file, those of
/// another connection too. SQLite sees to it that its own closing does not.
@safe private struct DatabaseFile: ~Copyable {
  private let connection: OpaquePointer

  init(path: String) throws(SQLiteFailure) {
    var opened: OpaquePointer?
    let code = unsafe sqlite3_open_v2(path, &opened, SQLITE_OPEN_READONLY, nil)
    guard code == SQLITE_OK, let opened = unsafe opened else {
      // Even a connection that was refused must be closed.
      unsafe sqlite3_close_v2(opened)
      throw SQLiteFailure(code: code, message: unsafe String(cString: sqlite3_errstr(code)))
    }
    unsafe connection = opened
  }

  deinit { unsafe sqlite3_close_v2(connection) }

  /// The bytes, or none where the file has not so many.
  func firstBytes(_ count: Int) throws(SQLiteFailure) -> [UInt8] {
    var file: UnsafeMutablePointer<sqlite3_file>?
    let code = unsafe sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file)
    guard code == SQLITE_OK, let file = unsafe file, let methods = unsafe file.pointee.pMethods,
      let read = unsafe methods.pointee.xRead
    else { throw SQLiteFailure(code: SQLITE_CANTOPEN, message: "no file") }
    var bytes = [UInt8](repeating: 0, count: count)
    let readCode = unsafe bytes.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, Int32($0.count), 0) }
    switch readCode {
    case SQLITE_OK: return bytes
    // SQLITE_IOERR_SHORT_READ, a macro that Swift does not see.
    case SQLITE_IOERR | 2 << 8: return []
    default: throw SQLiteFailure(code: readCode, message: unsafe String(cString: sqlite3_errstr(readCode)))
    }
  }
}
