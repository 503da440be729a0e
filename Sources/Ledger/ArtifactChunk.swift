/// How artifacts are cut, and how numbers become bytes and bytes numbers: little-endian, as on every platform of ours.
enum ArtifactChunk {
  /// Of every chunk but the last: a multiple of every number's size, so that no number is cut.
  static let bytes = 4 << 20

  /// A copy of the memory in `range`, which lies inside.
  static func copy(_ memory: RawSpan, _ range: Range<Int>) -> [UInt8] {
    let part = memory.extracting(range)
    return unsafe part.withUnsafeBytes { unsafe Array($0) }
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
}
