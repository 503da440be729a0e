internal import Glibc

/// Names of files that are not whole yet, and what is left of those whose writer was killed.
///
/// Whoever writes one holds a lock on it as long as its descriptor is open: so another process, of whatever container, can
/// tell a file that is being written from one that nobody will ever finish.
enum PartFile {
  private static let prefix = ".lmctl-"
  /// `part`: of a file that is to appear; `tmp`: of numbers that are on disk for a while.
  private static let suffixes = [".part", ".tmp"]

  /// A name that nobody else has. The process's number is for whoever wonders about the file.
  ///
  /// - Parameter folder: with its last slash.
  static func name(in folder: String, _ suffix: String) -> String {
    "\(folder)\(prefix)\(getpid())-\(UInt32.random(in: 0 ... .max)).\(suffix)"
  }

  /// Makes a file of such a name, held; below zero where that cannot be.
  static func make(in folder: String, _ suffix: String, _ mode: mode_t) -> (descriptor: Int32, name: String) {
    var tries = 0
    while true {
      let name = name(in: folder, suffix)
      let descriptor = unsafe open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      if descriptor < 0 { return (descriptor, name) }
      hold(descriptor)
      tries += 1
      // Before it was held, another process may have taken it for a leftover; but not every time. (There are file systems
      // whose names and descriptors tell different numbers of one file.)
      if isNamed(descriptor, name) || tries == 9 { return (descriptor, name) }
      close(descriptor)
      unsafe unlink(name)
    }
  }

  /// Holds a file that is to get such a name. Where the file system knows no locks, nothing is taken for a leftover either.
  static func hold(_ descriptor: Int32) { flock(descriptor, LOCK_EX | LOCK_NB) }

  /// Removes such files of this user that nobody holds.
  ///
  /// - Parameter folder: with its last slash; one that cannot be read is left as it is.
  static func removeLeftovers(in folder: String) {
    guard let stream = unsafe opendir(folder) else { return }
    defer { unsafe closedir(stream) }
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if isOne(name) { removeIfLeftOver(folder + name) }
    }
  }

  private static func isOne(_ name: String) -> Bool {
    guard name.hasPrefix(prefix), let suffix = suffixes.first(where: name.hasSuffix) else { return false }
    let numbers = name.dropFirst(prefix.count).dropLast(suffix.count).split(
      separator: "-", omittingEmptySubsequences: false)
    return numbers.count == 2 && numbers.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { 48...57 ~= $0 } }
  }

  private static func removeIfLeftOver(_ path: String) {
    // Not through a link, and without waiting for whoever is at the other end of a pipe.
    let descriptor = unsafe open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    if descriptor < 0 { return }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
      flock(descriptor, LOCK_EX | LOCK_NB) == 0, isNamed(descriptor, path)
    else { return }
    unsafe unlink(path)
  }

  private static func isNamed(_ descriptor: Int32, _ path: String) -> Bool {
    var (open, named) = (stat(), stat())
    return unsafe fstat(descriptor, &open) == 0 && lstat(path, &named) == 0 && open.st_ino == named.st_ino
      && open.st_dev == named.st_dev
  }
}
