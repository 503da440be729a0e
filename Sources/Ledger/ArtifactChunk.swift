internal import Platform

/// How artifacts are cut, and how numbers become bytes and bytes numbers: little-endian, as on every platform of ours.
enum ArtifactChunk {
  /// Of every chunk but the last: a multiple of every number's size, so that no number is cut.
  static let bytes = 4 << 20
  /// How many are written in one transaction: its two waits for the disk are shared by more, and no reader waits for it
  /// for long (measured: 30 to 80 ms).
  static let ofTransaction = 8

  /// Appends the bytes of any memory.
  static func append(_ memory: RawSpan, to bytes: inout [UInt8]) {
    unsafe memory.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
  }

  /// Appends the numbers that `chunk` holds; what is left over at its end is dropped.
  static func append<Element: ArtifactElement>(_ chunk: [UInt8], to elements: inout [Element]) {
    let count = chunk.count / MemoryLayout<Element>.stride
    elements.append(addingCapacity: count) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
        let bytes = unsafe chunk.span.bytes.extracting(0..<count * MemoryLayout<Element>.stride)
        unsafe bytes.withUnsafeBytes { unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
        initialized = count
      }
    }
  }

  /// Hashes bytes while `work` is done with them, on two threads where they are many; returns what `work` gives.
  static func hashing<Result>(
    _ bytes: RawSpan, into hash: inout SHA256, while work: (RawSpan) throws(LedgerError) -> Result
  ) throws(LedgerError) -> Result {
    // A short value is not worth a thread.
    guard bytes.byteCount >= 1 << 20 else {
      let result = try work(bytes)
      hash.update(bytes)
      return result
    }
    var failure: LedgerError?
    let result: Result? = unsafe bytes.withUnsafeBytes { bytes in
      do throws(LedgerError) {
        return try concurrently { () throws(LedgerError) in
          unsafe try work(bytes.bytes)
        } with: {
          unsafe hash.update(bytes.bytes)
        }
      } catch {
        failure = error
        return nil
      }
    }
    guard let result else { throw failure ?? .outOfMemory(bytes: 0) }
    return result
  }
}
