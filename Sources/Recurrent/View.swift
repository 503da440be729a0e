internal import CPlatform
public import Platform

/// A run of numbers in memory that it shares and keeps alive: a matrix, a row of it, or all parameters of a network.
///
/// A view of a view reads and writes the same numbers. Every access is checked against the view's bounds. Writing
/// excludes nobody: whoever hands out views of one memory keeps what is written apart from what is read meanwhile,
/// on other threads too. (A `MutableSpan` would have the compiler check that; it cannot be taken from an array that
/// a class owns.)
@safe public struct View<Element: BitwiseCopyable>: @unchecked Sendable {
  private let storage: Storage
  private let start: Int
  public let count: Int

  /// The one owner of raw memory in this room.
  @safe private final class Storage {
    let base: UnsafeMutablePointer<Element>

    init(count: Int) throws(OutOfMemory) {
      let (bytes, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
      guard !overflow, let memory = unsafe platform_allocate(bytes) else {
        throw OutOfMemory(bytes: overflow ? Int.max : bytes)
      }
      unsafe base = memory.assumingMemoryBound(to: Element.self)
    }

    deinit { unsafe platform_free(base) }
  }

  /// `count` zeroed elements on a 64-byte boundary.
  /// - Throws: ``OutOfMemory`` where the system refuses them.
  public init(count: Int) throws(OutOfMemory) {
    precondition(count >= 0, "a view's count is not negative")
    storage = try Storage(count: count)
    start = 0
    self.count = count
  }

  private init(storage: Storage, start: Int, count: Int) {
    self.storage = storage
    self.start = start
    self.count = count
  }

  public subscript(range: Range<Int>) -> View {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "the part lies inside the view")
    return View(storage: storage, start: start + range.lowerBound, count: range.count)
  }

  public subscript(index: Int) -> Element {
    get {
      precondition(index >= 0 && index < count, "the element lies inside the view")
      return unsafe storage.base[start + index]
    }
    nonmutating set {
      precondition(index >= 0 && index < count, "the element lies inside the view")
      unsafe storage.base[start + index] = newValue
    }
  }

  public var indices: Range<Int> { 0..<count }

  /// Row `row` of a matrix of this width.
  public func row(_ row: Int, width: Int) -> View { self[row * width..<(row + 1) * width] }

  public func fill(_ value: Element) {
    // Zero by zero bytes: an element of a type that is not known here would be copied by its table, one by one.
    if unsafe withUnsafeBytes(of: value, { bytes in unsafe bytes.allSatisfy { $0 == 0 } }) {
      unsafe UnsafeMutableRawPointer(pointer).initializeMemory(
        as: UInt8.self, repeating: 0, count: count * MemoryLayout<Element>.stride)
    } else {
      unsafe pointer.update(repeating: value, count: count)
    }
  }

  /// Copies a view of the same count, which may overlap this one.
  public func copy(_ source: View) {
    precondition(source.count == count, "as many elements as there is room for")
    unsafe UnsafeMutableRawPointer(pointer).copyMemory(
      from: source.pointer, byteCount: count * MemoryLayout<Element>.stride)
  }

  public func copy(_ source: [Element]) {
    precondition(source.count == count, "as many elements as there is room for")
    unsafe source.withUnsafeBytes { bytes in
      guard let from = bytes.baseAddress else { return }
      unsafe UnsafeMutableRawPointer(pointer).copyMemory(from: from, byteCount: bytes.count)
    }
  }

  public func copy(_ source: ArraySlice<Element>) {
    precondition(source.count == count, "as many elements as there is room for")
    unsafe source.withUnsafeBytes { bytes in
      guard let from = bytes.baseAddress else { return }
      unsafe UnsafeMutableRawPointer(pointer).copyMemory(from: from, byteCount: bytes.count)
    }
  }

  /// Exchanges what two views of the same count hold; they share no element.
  func exchange(with other: View) {
    precondition(other.count == count, "as many elements on both sides")
    for i in 0..<count { unsafe swap(&pointer[i], &other.pointer[i]) }
  }

  /// Bytes that the elements take.
  var byteCount: Int { count * MemoryLayout<Element>.stride }

  /// Appends the elements as they lie in memory: little-endian on every platform of ours.
  func append(to bytes: inout [UInt8]) {
    unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(start: pointer, count: byteCount))
  }

  /// Fills all elements from bytes as ``append(to:)`` makes them, as many as ``byteCount``.
  func copy(bytes: ArraySlice<UInt8>) {
    precondition(bytes.count == byteCount, "as many bytes as the elements take")
    unsafe bytes.withUnsafeBytes {
      guard let source = $0.baseAddress else { return }
      unsafe UnsafeMutableRawPointer(pointer).copyMemory(from: source, byteCount: byteCount)
    }
  }

  public var array: [Element] { unsafe Array(UnsafeBufferPointer(start: pointer, count: count)) }

  /// Where the elements lie, for kernels; good while this view is held.
  @unsafe var pointer: UnsafeMutablePointer<Element> { unsafe storage.base + start }
}
