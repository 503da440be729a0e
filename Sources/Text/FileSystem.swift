internal import Glibc

/// The system's calls for files, each with its `errno` turned into an error that names the path.
enum FileSystem {
  enum Kind {
    case file
    case folder
    case pipe
    case other
  }

  /// What a path names, links followed.
  static func kind(of path: String) throws(TextError) -> Kind {
    guard !path.utf8.contains(0), !path.isEmpty else { throw .noSuchFile(path: path) }
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { throw failure(path) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFIFO: return .pipe
    default: return .other
    }
  }

  /// Whether what a folder lists is a regular file, links followed; not what another program removes just now.
  /// - Throws: where that cannot be found out: a link that leads to nothing is no text left out in silence.
  static func isFile(_ path: String) throws(TextError) -> Bool {
    do {
      return try kind(of: path) == .file
    } catch .noSuchFile {
      var status = stat()
      guard unsafe lstat(path, &status) == 0 else { return false }
      throw .cannotRead(path: path, reason: "it is a link to what is not there")
    }
  }

  /// The bytes of a file, or nil for what has no size before it is read.
  static func size(of path: String) -> Int? {
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  static func checkReadable(_ path: String) throws(TextError) {
    guard unsafe access(path, R_OK) == 0 else { throw failure(path) }
  }

  /// The names in a folder, as bytes: they need not be UTF-8.
  static func names(in folder: String) throws(TextError) -> [[UInt8]] {
    guard let stream = unsafe opendir(folder) else { throw failure(folder) }
    defer { unsafe closedir(stream) }
    var names: [[UInt8]] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else { break }
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
      names.append(name)
    }
    guard errno == 0 else { throw failure(folder) }
    return names
  }

  /// The error of the call that has just failed.
  static func failure(_ path: String, _ code: Int32 = errno) -> TextError {
    switch code {
    case ENOENT, ENOTDIR: .noSuchFile(path: path)
    default: unsafe .cannotRead(path: path, reason: String(cString: strerror(code)))
    }
  }
}

/// A file that is open for reading, and closed when its owner goes.
final class InputFile {
  private let descriptor: Int32
  private let path: String
  private let owned: Bool

  init(_ source: Source) throws(TextError) {
    path = source.path
    switch source {
    case .standardInput:
      descriptor = STDIN_FILENO
      owned = false
    case .file(let path):
      guard !path.utf8.contains(0) else { throw .noSuchFile(path: path) }
      let opened = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
      guard opened >= 0 else { throw FileSystem.failure(path) }
      descriptor = opened
      owned = true
    }
  }

  deinit { if owned { close(descriptor) } }

  /// Appends the next bytes, at most `limit`; false at the file's end.
  func read(into bytes: inout [UInt8], limit: Int) throws(TextError) -> Bool {
    var got = 0
    var code: Int32 = 0
    bytes.append(addingCapacity: limit) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
        repeat {
          got = unsafe Glibc.read(descriptor, buffer.baseAddress, limit)
          code = errno
        } while got < 0 && code == EINTR
        initialized = max(0, got)
      }
    }
    guard got >= 0 else { throw FileSystem.failure(path, code) }
    return got > 0
  }
}
