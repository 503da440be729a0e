internal import Platform

/// Numbers that are packed as they come (``PackedNumbers``): how long the blocks are stands before the first of them, so
/// that all wait on disk until the last one is known.
struct DiskPackedNumbers {
  private let blocks: DiskArray<UInt8>
  private let threads: Int
  private let batch: Int
  private var lengths: [UInt8] = []
  private var pending: [UInt32] = []

  init(_ settings: DiskSettings) throws {
    blocks = try DiskArray(in: settings.folder)
    threads = settings.threads
    // Whole blocks, for each thread some.
    batch = max(1, settings.batch / PackedNumbers.block) * PackedNumbers.block
  }

  mutating func append(_ numbers: [UInt32]) throws {
    pending += numbers
    guard pending.count >= batch else { return }
    let whole = pending.count / PackedNumbers.block * PackedNumbers.block
    try pack(Array(pending[..<whole]))
    pending.removeFirst(whole)
  }

  private mutating func pack(_ numbers: [UInt32]) throws {
    let packed = PackedNumbers.pack(numbers, threads: threads)
    lengths += packed[0]
    for block in packed.dropFirst() { try blocks.append(block) }
  }

  mutating func finish(_ write: (borrowing Span<UInt8>) throws -> Void) throws {
    try pack(pending)
    pending = []
    try write(lengths.span)
    try blocks.forEach(batch: 1 << 20) { try write($0.span) }
  }
}
