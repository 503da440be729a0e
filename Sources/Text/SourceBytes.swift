package import Platform

/// A source's bytes as they are to be decoded: unpacked where its content is gzip, whatever its name.
///
/// Size and digest are of the file as it lies on the disk. Memory: a block.
package struct SourceBytes: ~Copyable {
  package static let blockSize = 1 << 18
  private static let magic: [UInt8] = [0x1F, 0x8B]

  private let path: String
  private var file: DigestedFile
  /// The file's size, where it has one before it is read.
  private let size: Int?
  private let decoding: Decoding
  /// The bytes given so far.
  private(set) var count = 0

  private var hasBegun = false
  private var gunzip: Gunzip?
  /// What has been read and not given; its first `used` bytes have been unpacked.
  private var raw: [UInt8] = []
  private var used = 0

  package init(_ source: Source, _ decoding: Decoding) throws(TextError) {
    file = try DigestedFile(source)
    path = source.path
    size = source.size
    self.decoding = decoding
  }

  /// Whether the content is gzip; known once something has been read.
  var isCompressed: Bool { gunzip != nil }

  /// How much of the file has been read.
  package var fileBytes: Int { file.count }

  package consuming func digest() -> Digest { file.digest() }

  /// Appends the next bytes, at least one and at most `limit`; false at the end.
  package mutating func read(into bytes: inout [UInt8], limit: Int) throws(TextError) -> Bool {
    if !hasBegun { try begin() }
    let before = bytes.count
    if gunzip != nil {
      try unpack(into: &bytes, limit: limit)
    } else if !raw.isEmpty {
      bytes.append(contentsOf: raw)
      raw = []
    } else {
      _ = try file.read(into: &bytes, limit: limit)
    }
    count += bytes.count - before
    return bytes.count > before
  }

  private mutating func begin() throws(TextError) {
    hasBegun = true
    while raw.count < Self.magic.count, try file.read(into: &raw, limit: Self.magic.count - raw.count) {}
    guard raw == Self.magic else { return }
    guard let gunzip = Gunzip() else { throw .outOfMemory(operation: "unpacking") }
    self.gunzip = gunzip
  }

  private mutating func unpack(into bytes: inout [UInt8], limit: Int) throws(TextError) {
    guard let gunzip else { return }
    let before = bytes.count
    while bytes.count == before {
      if used == raw.count {
        raw.removeAll(keepingCapacity: true)
        used = 0
        // At the file's end zlib may still hold some text.
        _ = try file.read(into: &raw, limit: Self.blockSize)
      }
      // A second reference, since a span of a property would bar changes to the others.
      let packed = raw
      var consumed = 0
      let outcome = gunzip.inflate(packed.span.extracting(used...), into: &bytes, limit: limit, consumed: &consumed)
      used += consumed
      switch outcome {
      case .inputUsed, .outputFull: break
      case .wrong(let reason): throw .wrongGzip(path: path, byteOffset: offset, reason: reason)
      case .outOfMemory: throw .outOfMemory(operation: "unpacking")
      }
      if packed.isEmpty && bytes.count == before {
        guard gunzip.mayEnd else { throw .wrongGzip(path: path, byteOffset: fileBytes, reason: "the file is cut off") }
        return
      }
    }
    try checkExpansion(count + bytes.count - before)
  }

  /// Where in the file the packed bytes used so far end.
  private var offset: Int { fileBytes - raw.count + used }

  private func checkExpansion(_ expanded: Int) throws(TextError) {
    // What a pipe will have given in the end is not known: what has come of it counts.
    let limit = decoding.expansionLimit(compressed: max(size ?? 0, offset))
    guard expanded <= limit else { throw .expandsTooFar(path: path, limit: limit) }
  }
}

/// A file that is digested while it is read.
struct DigestedFile: ~Copyable {
  private let file: InputFile
  private var hash = SHA256()
  private(set) var count = 0

  init(_ source: Source) throws(TextError) { file = try InputFile(source) }

  consuming func digest() -> Digest { hash.finish() }

  /// Appends the next bytes, at most `limit`; false at the file's end.
  mutating func read(into bytes: inout [UInt8], limit: Int) throws(TextError) -> Bool {
    let before = bytes.count
    let more = try file.read(into: &bytes, limit: limit)
    hash.update(bytes.span.extracting(before...))
    count += bytes.count - before
    return more
  }
}
