internal import GRDBSQLite

extension Ledger {
  /// The version of the SQLite that this program is linked with, like "3.40.1".
  public static var sqliteVersion: String { unsafe String(cString: sqlite3_libversion()) }
}
