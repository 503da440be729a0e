internal import Glibc

/// What lies beside a database and is SQLite's to act upon, looked at before SQLite does.
///
/// The last bytes of a rollback journal may name a file, the super-journal of a transaction over several databases
/// (<https://www.sqlite.org/atomiccommit.html>, section 5; its bytes as in `readSuperJournal` of SQLite's `pager.c`). When
/// SQLite undoes what a crash interrupted, it removes the file of that name, whatever it is. lmctl never writes two
/// databases in one transaction: such a journal came with a file from elsewhere, or is another program's to undo.
///
/// A write-ahead log holds pages and no names: they pass the same checks as those of the file.
enum JournalCheck {
  /// Refuses what lies beside a database that stands at `path`, where SQLite would wait on it or be led astray by it.
  ///
  /// - Throws: ``LedgerError/strangeJournal(path:problem:)``.
  static func refuseWhatActs(beside path: String) throws(LedgerError) {
    // SQLite follows links to the database, and looks beside what they lead to. Bytes as they are: a folder's name may be
    // no UTF-8, and repaired it would be another's.
    var name = Array(path.utf8CString.dropLast())
    if let real = unsafe realpath(path, nil) {
      name = unsafe Array(UnsafeBufferPointer(start: real, count: strlen(real)))
      unsafe free(real)
    }
    let journal = name + "-journal".utf8CString
    for file in [journal, name + "-wal".utf8CString] {
      var status = stat()
      guard unsafe lstat(file, &status) == 0 else { continue }
      // SQLite would wait for who writes into a pipe.
      guard status.st_mode & S_IFMT == S_IFREG else {
        throw .strangeJournal(path: words(file), problem: "this is no plain file")
      }
    }
    if namesFile(journal) {
      throw .strangeJournal(
        path: words(journal), problem: "this journal names another file, which SQLite would remove")
    }
  }

  /// A path to be told, not to be opened.
  private static func words(_ path: [CChar]) -> String {
    String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether a journal that waits to be undone ends with the name of a file.
  ///
  /// A program that is just writing its own leaves no such end: the magic string stands there alone, or at the beginning
  /// of a header.
  private static func namesFile(_ journal: [CChar]) -> Bool {
    let file = unsafe Glibc.open(journal, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return false }
    // No lock of SQLite is on a journal: closing it loses none.
    defer { close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_size >= 16 else { return false }
    // SQLite leaves alone what begins with a zero, as a journal that is kept after its use does.
    guard let first = bytes(1, of: file, at: 0), first[0] != 0,
      let end = bytes(16, of: file, at: status.st_size - 16)
    else { return false }
    // The length of the name, its sum, and the magic string.
    return end[..<4].contains { $0 != 0 } && end[8...].elementsEqual(magic)
  }

  private static let magic: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]

  private static func bytes(_ count: Int, of file: Int32, at offset: off_t) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    let read = unsafe bytes.withUnsafeMutableBytes { unsafe pread(file, $0.baseAddress, count, offset) }
    return read == count ? bytes : nil
  }
}
