internal import CPlatform
internal import Glibc

/// What is left on a disk, for errors that say how much was wanted and how much there was.
public enum Disk {
  /// Bytes that may still be written where the file or folder lies, or nil where the system does not say.
  public static func free(at path: String) -> Int? {
    var status = statvfs()
    guard unsafe statvfs(path, &status) == 0 else { return nil }
    let (bytes, overflows) = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
    return overflows ? Int.max : Int(clamping: bytes)
  }

  /// Tries to make a file in a folder, of which nothing stays: zero, or the `errno` that says why none can be made.
  ///
  /// What SQLite says of a journal that it could not make is the same for a folder that may not be written and for a disk
  /// without room.
  public static func tryToMakeFile(in folder: String) -> Int32 {
    let descriptor = unsafe open(folder, nameless | O_DIRECTORY | O_WRONLY | O_CLOEXEC, 0o600)
    if descriptor < 0 { return errno }
    close(descriptor)
    return 0
  }

  /// `__O_TMPFILE` of Linux, which Swift does not import: a file that goes with its descriptor.
  static let nameless: Int32 = 0o20_000_000

  /// How many files this process may have open at once, `Int.max` where there is no limit; what it was handed open beside
  /// its three streams, among the first of them, does not count. The limit is raised until they are `least`, as far as the
  /// system lets it. Call it before anything is opened.
  public static func openFiles(atLeast least: Int) -> Int { Int(clamping: platform_open_files(least)) }

  /// Whether an `errno` says that there is no room: on the disk, or in what a user may take of it.
  public static func isFull(_ code: Int32) -> Bool { code == ENOSPC || code == EDQUOT }

  /// Whether a file is about as large as whoever started the program allows (`ulimit -f`).
  public static func isAtItsLimit(_ path: String) -> Bool {
    var (limit, status) = (rlimit(), stat())
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0, limit.rlim_cur < UInt64(Int.max),
      unsafe stat(path, &status) == 0
    else { return false }
    return Int(limit.rlim_cur) < status.st_size + (1 << 16)
  }

  /// In words why writing failed, how far it came, and, where there was no room, how much there is.
  ///
  /// - Parameters:
  ///   - code: `errno`.
  ///   - bytes: that were written before.
  ///   - path: of the file or its folder.
  static func reason(_ code: Int32, after bytes: Int, at path: String) -> String {
    let free = isFull(code) ? free(at: path).map { ", \($0) free" } ?? "" : ""
    return "\(unsafe String(cString: strerror(code))) (after \(bytes) bytes\(free))"
  }
}
