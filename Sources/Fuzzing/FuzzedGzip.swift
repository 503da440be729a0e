internal import Platform

/// Gzip: unpacked whole and byte by byte, and never beyond what is asked for.
enum FuzzedGzip: FuzzedReader {
  /// What is unpacked at most: a bomb may be longer.
  private static let most = 1 << 13

  static func run(_ bytes: [UInt8]) throws(BrokenPromise) -> Bool {
    let whole = try unpack(bytes, piece: max(1, bytes.count), limit: most)
    let inPieces = try unpack(bytes, piece: 1 + bytes.count % 3, limit: 1 + bytes.count % 300)
    try BrokenPromise.unless(whole.unpacked == inPieces.unpacked, "pieces unpack to the same")
    // What stands behind the last byte that is asked for has been looked at by only one of them.
    try BrokenPromise.unless(
      whole.isRight == inPieces.isRight || whole.unpacked.count == most, "pieces are refused alike")
    return whole.isRight
  }

  private static func unpack(
    _ bytes: [UInt8], piece: Int, limit: Int
  ) throws(BrokenPromise) -> (unpacked: [UInt8], isRight: Bool) {
    guard let gunzip = Gunzip() else { throw BrokenPromise("memory for a window") }
    var (unpacked, position) = ([UInt8](), 0)
    while unpacked.count < most {
      let end = min(bytes.count, position + piece)
      let packed = Array(bytes[position..<end])
      let (before, room) = (unpacked.count, min(limit, most - unpacked.count))
      var consumed = 0
      let outcome = gunzip.inflate(packed.span, into: &unpacked, limit: room, consumed: &consumed)
      try BrokenPromise.unless(consumed <= packed.count, "no more is used than there is")
      try BrokenPromise.unless(unpacked.count - before <= room, "no more is unpacked than asked for")
      position += consumed
      switch outcome {
      case .inputUsed, .outputFull: break
      case .wrong, .outOfMemory: return (unpacked, false)
      }
      if packed.isEmpty && unpacked.count == before { return (unpacked, gunzip.mayEnd) }
      try BrokenPromise.unless(consumed > 0 || unpacked.count > before, "each step gets on")
    }
    return (unpacked, true)
  }

  static var seeds: [(name: String, bytes: [UInt8])] { get { [] } }
}
