internal import Glibc

/// Why numbers could not be kept on disk for a while.
public enum TemporaryFileError: Failure, Equatable {
  case cannotCreate(folder: String, reason: String)
  case cannotWrite(folder: String, reason: String)
  case cannotRead(folder: String, reason: String)

  public var exitCode: ExitCode {
    switch self {
    case .cannotCreate: .cannotCreate
    case .cannotWrite, .cannotRead: .io
    }
  }

  public var description: String {
    switch self {
    case .cannotCreate(let folder, let reason):
      "\(folder): no temporary file can be created there: \(reason); name a folder that may be written with --temporary (with TMPDIR for generate)"
    case .cannotWrite(let folder, let reason):
      "\(folder): a temporary file there cannot be written: \(reason); free some space, or name another folder with --temporary (with TMPDIR for generate)"
    case .cannotRead(let folder, let reason):
      "\(folder): a temporary file there cannot be read: \(reason); check the disk, or name another folder with --temporary (with TMPDIR for generate)"
    }
  }
}

/// Bytes that are on disk while they are needed: a file without a name, which goes with the last one who holds it.
///
/// Nothing of it is left behind, however the process ends. It is read and written at given places, never mapped: what it
/// holds takes no address space.
public final class TemporaryFile: Sendable {
  /// The folder it lies in, as it was given: errors name it.
  public let folder: String
  /// For C functions that read and write at given places.
  public let descriptor: Int32

  /// - Throws: ``TemporaryFileError/cannotCreate(folder:reason:)``.
  public init(in folder: String) throws(TemporaryFileError) {
    self.folder = folder
    guard !folder.isEmpty, !folder.utf8.contains(0) else {
      descriptor = -1
      throw .cannotCreate(folder: folder, reason: "this is no folder name")
    }
    var opened = unsafe open(folder, Disk.nameless | O_DIRECTORY | O_RDWR | O_CLOEXEC, 0o600)
    var code = errno
    if opened < 0 {
      // Not every file system has files without a name: one with a name that is taken away at once.
      PartFile.removeLeftovers(in: folder + "/")
      opened = HalfWritten.files.change { _ in
        let made = PartFile.make(in: folder + "/", "tmp", 0o600)
        code = errno
        if made.descriptor >= 0 { unsafe unlink(made.name) }
        return made.descriptor
      }
    }
    descriptor = opened
    if opened < 0 { throw .cannotCreate(folder: folder, reason: Self.reason(code)) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// - Parameter offset: in bytes, of the first one.
  /// - Throws: ``TemporaryFileError/cannotWrite(folder:reason:)``.
  public func write(_ bytes: RawSpan, at offset: Int) throws(TemporaryFileError) {
    var done = 0
    while done < bytes.byteCount {
      let written = unsafe bytes.withUnsafeBytes { bytes in
        unsafe pwrite(descriptor, bytes.baseAddress.map { unsafe $0 + done }, bytes.count - done, off_t(offset + done))
      }
      if written >= 0 {
        done += written
      } else if errno != EINTR {
        throw failed(errno, writing: true)
      }
    }
  }

  /// Fills all of `bytes`.
  /// - Throws: ``TemporaryFileError/cannotRead(folder:reason:)``, also where so many bytes are not there.
  public func read(into bytes: inout MutableRawSpan, at offset: Int) throws(TemporaryFileError) {
    var done = 0
    let count = bytes.byteCount
    while done < count {
      let got = unsafe bytes.withUnsafeMutableBytes { bytes in
        unsafe pread(descriptor, bytes.baseAddress.map { unsafe $0 + done }, count - done, off_t(offset + done))
      }
      if got > 0 {
        done += got
      } else if got == 0 {
        throw .cannotRead(folder: folder, reason: "it ends too early")
      } else if errno != EINTR {
        throw failed(errno, writing: false)
      }
    }
  }

  /// What failed in a C function that worked on the file.
  public func failed(_ code: Int32, writing: Bool) -> TemporaryFileError {
    writing
      ? .cannotWrite(folder: folder, reason: Disk.reason(code, after: bytes, at: folder))
      : .cannotRead(folder: folder, reason: Self.reason(code))
  }

  /// How many there are.
  private var bytes: Int {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  private static func reason(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }
}
