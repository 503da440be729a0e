internal import Glibc
internal import Platform

/// A file's bytes, unpacked where its content is gzip, whatever its name; "-" is standard input.
///
/// Memory: a block, and what unpacking takes.
final class CountLinesFile {
  private static let magic: [UInt8] = [0x1F, 0x8B]

  let path: String
  private let descriptor: Int32
  private let block: Int
  private let maxExpanded: Int?
  private var hasBegun = false
  private var gunzip: Gunzip?
  /// What has been read and not given.
  private var raw: [UInt8] = []
  /// Bytes of the file that have been read, and of what they became.
  private var packed = 0
  private var unpacked = 0

  /// - Throws: ``CountLinesError/cannotRead(path:reason:isMissing:)``.
  init(_ path: String, maxExpanded: Int? = nil, block: Int = 1 << 18) throws(CountLinesError) {
    self.path = path
    self.maxExpanded = maxExpanded
    self.block = block
    if path == "-" {
      descriptor = STDIN_FILENO
    } else {
      let opened = path.utf8.contains(0) ? -1 : unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
      guard opened >= 0 else { throw Self.failure(path) }
      descriptor = opened
    }
  }

  deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

  private static func failure(_ path: String) -> CountLinesError {
    let code = errno
    return .cannotRead(
      path: path, reason: unsafe String(cString: strerror(code)), isMissing: code == ENOENT || path.utf8.contains(0))
  }

  /// Appends the next bytes; false at the end.
  func read(into bytes: inout [UInt8]) throws(CountLinesError) -> Bool {
    if !hasBegun {
      hasBegun = true
      while raw.count < Self.magic.count, try readRaw(into: &raw) {}
      if raw.starts(with: Self.magic) {
        guard let gunzip = Gunzip() else {
          throw .cannotRead(path: path, reason: "there is no memory to unpack it", isMissing: false)
        }
        self.gunzip = gunzip
      } else if !raw.isEmpty {
        bytes += raw
        raw = []
        return true
      }
    }
    return gunzip == nil ? try readRaw(into: &bytes) : try unpack(into: &bytes)
  }

  private func unpack(into bytes: inout [UInt8]) throws(CountLinesError) -> Bool {
    guard let gunzip else { return false }
    let before = bytes.count
    while bytes.count == before {
      var isEnd = false
      if raw.isEmpty { isEnd = try !readRaw(into: &raw) }
      let input = raw
      var consumed = 0
      let outcome = gunzip.inflate(input.span, into: &bytes, limit: block, consumed: &consumed)
      raw.removeFirst(consumed)
      switch outcome {
      case .inputUsed, .outputFull: break
      case .wrong(let reason): throw .wrongGzip(path: path, byteOffset: packed - raw.count, reason: reason)
      case .outOfMemory: throw .cannotRead(path: path, reason: "there is no memory to unpack it", isMissing: false)
      }
      if isEnd && bytes.count == before {
        guard gunzip.mayEnd else { throw .wrongGzip(path: path, byteOffset: packed, reason: "the file is cut off") }
        return false
      }
    }
    unpacked += bytes.count - before
    guard unpacked <= limit else { throw .expandsTooFar(path: path, limit: limit) }
    return true
  }

  /// The most that may come out of what has been read: the limit that text has, too.
  private var limit: Int {
    if let maxExpanded { return maxExpanded }
    let (hundredfold, overflow) = packed.multipliedReportingOverflow(by: 100)
    let (limit, tooLarge) = hundredfold.addingReportingOverflow(1 << 30)
    return overflow || tooLarge ? .max : limit
  }

  private func readRaw(into bytes: inout [UInt8]) throws(CountLinesError) -> Bool {
    var got = 0
    let limit = block
    bytes.append(addingCapacity: limit) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
        repeat { got = unsafe Glibc.read(descriptor, buffer.baseAddress, limit) } while got < 0 && errno == EINTR
        initialized = max(0, got)
      }
    }
    guard got >= 0 else { throw Self.failure(path) }
    packed += got
    return got > 0
  }
}
