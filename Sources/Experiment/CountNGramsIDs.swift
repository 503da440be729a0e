internal import Counts
internal import Foundation

/// Reads the ids that `lmctl export --format ids` writes (``NumPyHeader``), or NumPy's own `save` of one row of '<u4'.
enum NumPyIDs {
  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// - Parameters:
  ///   - path: a file; `-` is standard input.
  ///   - require: told how many bytes will be taken; what it throws ends the reading.
  /// - Throws: a ``CountLinesError`` where the file cannot be read, or is no such array.
  static func read(_ path: String, require: (Int) throws -> Void) throws -> [UInt32] {
    guard let file = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path) else {
      let code = errno
      throw CountLinesError.cannotRead(
        path: path, reason: unsafe String(cString: strerror(code)), isMissing: code == ENOENT)
    }
    var bytes: [UInt8] = []
    func more() throws -> Bool {
      let block: Data?
      do { block = try file.read(upToCount: 1 << 20) } catch {
        throw CountLinesError.cannotRead(path: path, reason: error.localizedDescription, isMissing: false)
      }
      guard let block, !block.isEmpty else { return false }
      bytes += block
      return true
    }
    func refused(_ reason: String) -> CountLinesError { .malformedIDs(path: path, reason: reason) }
    while bytes.count < 12, try more() {}
    guard bytes.starts(with: magic), bytes.count >= 12 else { throw refused("this is no NumPy array") }
    // Version 1 has 16 bits of length, later ones 32.
    let isShort = bytes[6] == 1
    let start = isShort ? 10 : 12
    let length = (8..<start).reduce(0) { $0 | Int(bytes[$1]) << (8 * ($1 - 8)) }
    guard length <= 1 << 16 else { throw refused("a header of \(length) bytes") }
    while bytes.count < start + length, try more() {}
    guard bytes.count >= start + length else { throw refused("the file is cut off") }
    let count = try count(String(decoding: bytes[start..<start + length], as: UTF8.self), refused)
    bytes.removeFirst(start + length)
    if let size = try? file.seekToEnd() {
      // A file says how much there is: what its header claims is not believed before.
      try file.seek(toOffset: UInt64(start + length + bytes.count))
      guard size == UInt64(start + length) + 4 * UInt64(count) else {
        throw refused("its header tells of \(count) ids, and the file has \(size) bytes")
      }
    }
    var ids: [UInt32] = []
    var known = 0
    repeat {
      let whole = bytes.count / 4
      if ids.count + whole > known {
        known = max(2 * known, ids.count + whole)
        try require(8 * min(known, count))
      }
      for place in 0..<whole {
        ids.append(
          UInt32(bytes[4 * place]) | UInt32(bytes[4 * place + 1]) << 8 | UInt32(bytes[4 * place + 2]) << 16
            | UInt32(bytes[4 * place + 3]) << 24)
      }
      bytes.removeFirst(4 * whole)
      guard ids.count <= count else { throw refused("more ids than the \(count) that its header tells of") }
    } while try more()
    guard ids.count == count, bytes.isEmpty else {
      throw refused("the file is cut off after \(ids.count) of \(count) ids")
    }
    guard ids.allSatisfy({ $0 < 1 << 31 }) else { throw refused("an id of 2^31 or more") }
    return ids
  }

  /// How many ids a header tells of.
  private static func count(_ header: String, _ refused: (String) -> CountLinesError) throws -> Int {
    let header = header.filter { $0 != " " }
    guard header.contains("'descr':'<u4'"), header.contains("'fortran_order':False") else {
      throw refused("not an array of unsigned 32-bit numbers")
    }
    guard let shape = header.range(of: "'shape':("), let end = header[shape.upperBound...].firstIndex(of: ","),
      header[end...].hasPrefix(",)"), let count = Int(header[shape.upperBound..<end]), count >= 0, count < 1 << 32
    else { throw refused("not an array of one row, of at most 2^32 numbers") }
    return count
  }
}
