public import Platform

/// Numbers in a temporary file, as in memory: what only stages read that go through it once, some of it at a time.
public final class DiskArray<Element: BitwiseCopyable & Sendable> {
  package let file: TemporaryFile
  /// Numbers up to the last one that was written.
  public private(set) var count = 0

  /// - Parameter folder: where the file lies; it has no name there.
  public init(in folder: String) throws(TemporaryFileError) { file = try TemporaryFile(in: folder) }

  /// What a C function has written.
  init(_ file: TemporaryFile, count: Int) {
    self.file = file
    self.count = count
  }

  public func append(_ numbers: [Element]) throws(TemporaryFileError) { try write(numbers, at: count) }

  /// - Parameter index: where the first one goes.
  public func write(_ numbers: [Element], at index: Int) throws(TemporaryFileError) {
    unsafe try file.write(numbers.span.bytes, at: index * MemoryLayout<Element>.stride)
    count = max(count, index + numbers.count)
  }

  /// The numbers of a range, which lies inside.
  public func read(_ range: Range<Int>) throws(TemporaryFileError) -> [Element] {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "numbers that are there")
    var failure: TemporaryFileError?
    let numbers = unsafe [Element](unsafeUninitializedCapacity: max(1, range.count)) { buffer, initialized in
      let bytes = unsafe UnsafeMutableRawBufferPointer(
        start: buffer.baseAddress, count: range.count * MemoryLayout<Element>.stride)
      var span = unsafe MutableRawSpan(_unsafeBytes: bytes)
      do throws(TemporaryFileError) {
        try file.read(into: &span, at: range.lowerBound * MemoryLayout<Element>.stride)
        initialized = range.count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return numbers
  }

  /// Hands out all numbers in order, up to `batch` at a time.
  public func forEach(batch: Int, _ body: ([Element]) throws -> Void) throws {
    for start in stride(from: 0, to: count, by: batch) { try body(try read(start..<min(start + batch, count))) }
  }
}

extension DiskArray {
  /// The same numbers, byte by byte.
  package var bytes: DiskArray<UInt8> { DiskArray<UInt8>(file, count: count * MemoryLayout<Element>.stride) }
}

extension DiskArray<UInt32> {
  /// - Parameters:
  ///   - indices: ascending.
  ///   - window: numbers that are read at a time.
  package func values(at indices: [UInt32], window: Int) throws(TemporaryFileError) -> [UInt32] {
    var cursor = DiskCursor(self, size: window)
    var found: [UInt32] = []
    found.reserveCapacity(indices.count)
    for index in indices { found.append(try cursor.value(at: Int(index))) }
    return found
  }
}

extension DiskArray<Float> {
  /// As above.
  package func values(at indices: [UInt32], window: Int) throws(TemporaryFileError) -> [Float] {
    try DiskArray<UInt32>(file, count: count).values(at: indices, window: window).map(Float.init(bitPattern:))
  }
}

/// Reads numbers here and there, each place behind the one before: through a window, so that neighbours cost no call.
struct DiskCursor {
  let numbers: DiskArray<UInt32>
  /// Numbers in the window.
  let size: Int
  private var window: [UInt32] = []
  private var start = 0

  init(_ numbers: DiskArray<UInt32>, size: Int) {
    self.numbers = numbers
    self.size = size
  }

  private mutating func move(to index: Int) throws(TemporaryFileError) {
    if index >= start, index < start + window.count { return }
    window = try numbers.read(index..<min(index + size, numbers.count))
    start = index
  }

  mutating func value(at index: Int) throws(TemporaryFileError) -> UInt32 {
    try move(to: index)
    return window[index - start]
  }

  mutating func append(_ range: Range<Int>, to out: inout [UInt32]) throws(TemporaryFileError) {
    var next = range.lowerBound
    while next < range.upperBound {
      try move(to: next)
      let end = min(range.upperBound, start + window.count)
      out += window[next - start..<end - start]
      next = end
    }
  }
}

/// Numbers that go to scattered places, many at a time; neighbours in one piece.
struct DiskScatter<Element: BitwiseCopyable & Sendable> {
  private var places: [Range<Int>] = []
  private(set) var count = 0

  /// The next numbers go there.
  mutating func add(_ range: Range<Int>) {
    if range.isEmpty { return }
    count += range.count
    if let last = places.last, last.upperBound == range.lowerBound {
      places[places.count - 1] = last.lowerBound..<range.upperBound
    } else {
      places.append(range)
    }
  }

  /// - Parameter numbers: as many as all places take.
  mutating func write(_ numbers: [Element], to file: DiskArray<Element>) throws(TemporaryFileError) {
    if places.count == 1 {
      try file.write(numbers, at: places[0].lowerBound)
    } else {
      var next = 0
      for place in places {
        try file.write(Array(numbers[next..<next + place.count]), at: place.lowerBound)
        next += place.count
      }
    }
    places.removeAll(keepingCapacity: true)
    count = 0
  }
}
