import Foundation

/// A shell that holds a database until it is told to let go.
final class Lock {
  enum Kind: String, CaseIterable {
    /// In the middle of a write: nobody else can begin one.
    case writing = "BEGIN IMMEDIATE;"
    /// In the middle of a read: writes can begin, and not be committed.
    case reading = "BEGIN; SELECT count(*) FROM run;"
    /// Nobody else can even read.
    case alone = "BEGIN EXCLUSIVE;"
  }

  private let child: Child
  private let work: Workdir
  private let name = "lock-\(UUID().uuidString)"

  init(_ work: Workdir, _ kind: Kind = .writing, database: String = "lm.sqlite") throws {
    self.work = work
    let held = name + ".held"
    child = try work.start(
      "/usr/bin/sqlite3",
      [
        database, ".timeout 30000", ".bail on", kind.rawValue,
        ".shell touch \(held); while [ -e \(held) ]; do sleep 0.05; done", "ROLLBACK;",
      ])
    while !work.exists(held), try child.isRunning { usleep(20_000) }
  }

  func release() throws {
    try? FileManager.default.removeItem(atPath: work.path + "/" + name + ".held")
    try child.wait()
  }
}
