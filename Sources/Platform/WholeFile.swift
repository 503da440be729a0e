internal import CPlatform
internal import Glibc

/// A file that appears whole or not at all.
///
///     let file = try WholeFile("zipf.svg")
///     try file.append(bytes)
///     try file.finish()
///
/// Bytes go to a file without a name in the same folder (or, where the file system has none such, with a name of its
/// own), which takes the name asked for only when all of them are on the disk: a crash, a full disk, an interrupt or an
/// error leave what had that name before, and nothing beside it; what a kill leaves there goes with the next file that
/// is written to the folder. As with `cp` a file that stands is replaced and keeps its permissions, a link is followed,
/// and a file that may not be written is refused. What is no regular file (a named pipe), and what a process has open
/// (`/dev/stdout`, `/proc/self/fd/3`), is written straight on, where that stands.
///
/// One that goes without `finish()` removes what it wrote.
@safe public final class WholeFile {
  /// As it was asked for: errors name it.
  private let path: String
  /// Links followed.
  private let target: String
  /// The name that the file has, or gets, before it takes that of the target; nil where bytes go straight to the target.
  private var beside: String?
  private var isNamed = false
  private var descriptor: Int32
  /// What waits until there is enough of it, and how much that is; nil where bytes are written as they come.
  private var pages: UnsafeMutableRawPointer?
  private var waiting = 0
  /// Large files go past the page cache, which would be filled with what nobody may read: by so many bytes at a time.
  private static let block = 4 << 20
  private var isDirect = false
  /// Bytes that the system has taken.
  private var written = 0

  /// Finds out whether the file can be made: call it before work starts.
  ///
  /// - Throws: ``OutputError/isFolder(path:)``, ``OutputError/cannotCreate(path:reason:)``.
  /// - Parameter kept: files that must not be replaced, by whatever name: what is being read.
  public init(_ path: String, keeping kept: [String] = []) throws(OutputError) {
    self.path = path
    beside = nil
    descriptor = -1
    guard !path.isEmpty, !path.utf8.contains(0) else {
      target = path
      throw path.isEmpty ? .noName : .cannotCreate(path: path, reason: "this is no file name")
    }
    let open: Opened?
    switch Self.following(path) {
    case .file(let followed): (target, open) = (followed, nil)
    case .opened(let followed): (target, open) = (followed.path, followed)
    case .nowhere(let reason):
      target = path
      throw .cannotCreate(path: path, reason: reason)
    }
    if target.hasSuffix("/") { throw .isFolder(path: path) }
    var status = stat()
    let exists = unsafe stat(target, &status) == 0
    if !exists, errno == ENAMETOOLONG { throw .cannotCreate(path: path, reason: Self.reason()) }
    let kind = exists ? status.st_mode & S_IFMT : S_IFREG
    if kind == S_IFDIR { throw .isFolder(path: path) }
    // By its name, what is not there yet.
    for other in kept where exists ? Self.isSame(status, other) : Self.place(target) == Self.place(other) {
      throw .cannotCreate(path: path, reason: "this is the database")
    }
    if let open, kind == S_IFREG {
      descriptor = open.writing()
      if descriptor < 0 { throw .cannotCreate(path: path, reason: Self.reason()) }
      return
    }
    if exists, unsafe access(target, W_OK) != 0 { throw .cannotCreate(path: path, reason: Self.reason()) }
    if kind != S_IFREG {
      descriptor = unsafe Glibc.open(target, O_WRONLY | O_CLOEXEC | O_NOCTTY)
    } else {
      let folder = Self.folder(target)
      PartFile.removeLeftovers(in: folder)
      var name = PartFile.name(in: folder, "part")
      descriptor = Self.openNameless(folder)
      if descriptor < 0 {
        (descriptor, name) = HalfWritten.files.change { names in
          let made = PartFile.make(in: folder, "part", 0o666)
          if made.descriptor >= 0 { names.insert(made.name) }
          return made
        }
        isNamed = descriptor >= 0
      }
      if descriptor >= 0 {
        PartFile.hold(descriptor)
        beside = name
        unsafe pages = platform_allocate_pages(Self.block)
      }
      if descriptor >= 0 && exists { fchmod(descriptor, status.st_mode & 0o7777) }
    }
    if descriptor < 0 { throw .cannotCreate(path: path, reason: Self.reason()) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if let beside, isNamed {
      HalfWritten.files.change { names in
        unsafe unlink(beside)
        names.remove(beside)
      }
    }
    unsafe platform_free(pages)
  }

  /// Finds out whether it could be made, long before there is anything to write. What is no regular file is not opened for
  /// that: who reads at the other end of a pipe would see it end.
  ///
  /// - Throws: as ``init(_:keeping:)``.
  public static func check(_ path: String, keeping kept: [String] = []) throws(OutputError) {
    var status = stat()
    let exists = unsafe stat(path, &status) == 0
    if exists, ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) {
      guard unsafe access(path, W_OK) == 0 else { throw .cannotCreate(path: path, reason: reason()) }
    } else {
      _ = try WholeFile(path, keeping: kept)
    }
  }

  private static func isSame(_ status: stat, _ path: String) -> Bool {
    var other = stat()
    return unsafe stat(path, &other) == 0 && other.st_ino == status.st_ino && other.st_dev == status.st_dev
  }

  /// A file that goes with its descriptor unless it is given a name; below zero where that cannot be: other file systems,
  /// or no `/proc` to name it by.
  private static func openNameless(_ folder: String) -> Int32 {
    guard unsafe access("/proc/self/fd", X_OK) == 0 else { return -1 }
    return unsafe open(folder, Disk.nameless | O_DIRECTORY | O_WRONLY | O_CLOEXEC, 0o666)
  }

  /// - Throws: ``OutputError/cannotWrite(path:reason:)``, ``OutputError/readerGone(path:)``.
  public func append(_ bytes: [UInt8]) throws(OutputError) {
    var failure: OutputError?
    unsafe bytes.withUnsafeBytes { bytes in
      do throws(OutputError) { unsafe try append(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  private func append(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
    guard let pages = unsafe pages else { return unsafe try write(bytes) }
    var done = 0
    while done < bytes.count {
      let count = min(Self.block - waiting, bytes.count - done)
      unsafe UnsafeMutableRawBufferPointer(start: pages + waiting, count: count)
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[done..<done + count]))
      waiting += count
      done += count
      if waiting == Self.block { try flush() }
    }
  }

  /// Writes what waits: whole blocks past the page cache, where the file system lets them.
  private func flush() throws(OutputError) {
    guard let pages = unsafe pages else { return }
    let isWhole = waiting == Self.block
    if isWhole != isDirect, platform_write_directly(descriptor, isWhole) { isDirect = isWhole }
    let waited = waiting
    waiting = 0
    unsafe try write(UnsafeRawBufferPointer(start: pages, count: waited))
  }

  private func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
    var done = 0
    while done < bytes.count {
      let taken = unsafe Glibc.write(descriptor, bytes.baseAddress.map { unsafe $0 + done }, bytes.count - done)
      if taken >= 0 {
        done += taken
        written += taken
      } else if errno == EINVAL && isDirect {
        // What is left of a block that was cut short is no multiple of a page, or this file system wants more than that.
        isDirect = !platform_write_directly(descriptor, false)
        if isDirect { throw failure() }
      } else if errno == EPIPE {
        throw .readerGone(path: path)
      } else if errno != EINTR {
        throw failure()
      }
    }
  }

  private func failure() -> OutputError {
    .cannotWrite(
      path: path, reason: Disk.reason(errno, after: written, at: Self.folder(target)),
      stays: beside == nil ? written : 0)
  }

  /// Makes the file visible under its name.
  ///
  /// - Throws: ``OutputError/cannotWrite(path:reason:)``.
  public func finish() throws(OutputError) {
    guard let beside else { return }
    try flush()
    // Without fsync a crash of the machine could leave the name with no bytes behind it.
    guard fsync(descriptor) == 0, takesPlace(beside) else {
      throw failure()
    }
    self.beside = nil
    // The name itself: where a folder cannot be synced, the file is there all the same.
    let folder = unsafe open(Self.folder(target), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  /// An interrupt finds the file under its old name, the new one, or none.
  private func takesPlace(_ name: String) -> Bool {
    HalfWritten.files.change { names in
      guard giveName(name), unsafe rename(name, target) == 0 else { return false }
      names.remove(name)
      return true
    }
  }

  /// A link cannot take the place of a file that stands, as a rename can: hence a name in between.
  private func giveName(_ name: String) -> Bool {
    if !isNamed {
      isNamed = unsafe linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0
    }
    return isNamed
  }

  /// What a process has open, by its name under `/proc`. The file has another name or none, and whoever opened it wants it
  /// written, not another in its place.
  private struct Opened {
    let path: String
    /// The number, where the process is this one.
    let own: Int32?

    /// A descriptor to write by: with the place of the one there is, as everybody who shares it; -1 with `errno`.
    func writing() -> Int32 {
      guard let own else { return unsafe open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY) }
      let mode = fcntl(own, F_GETFL)
      guard mode >= 0 else { return -1 }
      guard mode & O_ACCMODE != O_RDONLY else {
        errno = EBADF
        return -1
      }
      return fcntl(own, F_DUPFD_CLOEXEC, 3)
    }

    /// Nil where the path is no descriptor's.
    init?(_ path: String) {
      let folder = WholeFile.folder(path)
      let name = path.dropFirst(folder.count)
      guard let number = Int32(name), number >= 0, let real = WholeFile.real(folder) else { return nil }
      let parts = real.split(separator: "/", omittingEmptySubsequences: false)
      // /proc/PID/fd, and of one of its threads /proc/PID/task/TID/fd.
      guard parts.count == 4 || parts.count == 6, parts[0].isEmpty, parts[1] == "proc", parts.last == "fd" else {
        return nil
      }
      let isOwn = WholeFile.real("/proc/self") == parts[..<3].joined(separator: "/")
      (self.path, own) = ("\(real)/\(number)", isOwn ? number : nil)
    }
  }

  private enum Goal {
    case file(String)
    case opened(Opened)
    case nowhere(reason: String)
  }

  /// What a link names in the end; a link to nothing yet names what will be made.
  private static func following(_ path: String) -> Goal {
    var path = path
    // As many as Linux follows.
    for _ in 0...40 {
      if let opened = Opened(path) { return .opened(opened) }
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
      let length = unsafe readlink(path, &buffer, buffer.count)
      // A path that is not UTF-8 has no name here: by the one that was asked for the same is found.
      guard length > 0, length < buffer.count else { return .file(real(path) ?? path) }
      guard let named = String(validating: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self) else {
        return .nowhere(reason: "it is a link to what has a name that is not UTF-8; name that file's place otherwise")
      }
      path = named.hasPrefix("/") ? named : folder(path) + named
    }
    errno = ELOOP
    return .nowhere(reason: reason())
  }

  /// Nil where there is nothing, or what is there has a path that is not UTF-8.
  private static func real(_ path: String) -> String? {
    guard let real = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(real) }
    return unsafe String(validatingCString: real)
  }

  /// Where a file would be made, by one name for all that it has.
  private static func place(_ path: String) -> String {
    var path = path
    if case .file(let followed) = following(path) { path = followed }
    let folder = folder(path)
    return (real(folder) ?? folder) + "/" + (path.hasPrefix(folder) ? path.dropFirst(folder.count) : path[...])
  }

  /// With its last slash.
  private static func folder(_ path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? "./"
  }

  private static func reason() -> String { unsafe String(cString: strerror(errno)) }
}
