/// Many short byte strings in one array: the tokens of a vocabulary in the order of their ids.
///
/// An array for each would take an allocation and 32 bytes more, and half a second for a million. Memory: the bytes, and 8
/// for each string.
public struct PackedBytes: Sendable, Equatable {
  /// All strings, one after another.
  public private(set) var bytes: [UInt8]
  /// Where each ends; never falling, the last is `bytes.count`.
  public private(set) var ends: [Int]

  public init() { (bytes, ends) = ([], []) }

  public init(_ strings: some Sequence<[UInt8]>) {
    self.init()
    for string in strings { append(string) }
  }

  public init(bytes: [UInt8], ends: [Int]) {
    precondition(ends.last ?? 0 == bytes.count, "the last string ends where the bytes do")
    precondition(zip(ends, ends.dropFirst()).allSatisfy { $0 <= $1 } && ends.first ?? 0 >= 0, "ends rise")
    (self.bytes, self.ends) = (bytes, ends)
  }

  public mutating func reserveCapacity(strings: Int, bytes: Int) {
    self.bytes.reserveCapacity(bytes)
    ends.reserveCapacity(strings)
  }

  public mutating func append(_ string: some Sequence<UInt8>) {
    bytes += string
    ends.append(bytes.count)
  }

  public mutating func append(_ string: [UInt8]) {
    bytes += string
    ends.append(bytes.count)
  }

  public mutating func append(_ string: Span<UInt8>) {
    unsafe string.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    ends.append(bytes.count)
  }

  /// Appends some of another's strings, in the order of `indices`.
  public mutating func append(_ other: PackedBytes, _ indices: ArraySlice<Int>) {
    unsafe other.bytes.withUnsafeBufferPointer { source in
      for index in indices {
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[other.range(index)]))
        ends.append(bytes.count)
      }
    }
  }

  /// Where in `bytes` a string lies.
  public func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  /// A string where it lies.
  public func slice(_ index: Int) -> ArraySlice<UInt8> { bytes[range(index)] }

  /// The length of each.
  public var lengths: [Int] {
    var (lengths, start) = ([Int](), 0)
    lengths.reserveCapacity(ends.count)
    for end in ends {
      lengths.append(end - start)
      start = end
    }
    return lengths
  }

  /// Of each the first eight bytes as a number that orders as the bytes do, zeros after its end.
  public var prefixes: [UInt64] {
    var (prefixes, start) = ([UInt64](), 0)
    prefixes.reserveCapacity(ends.count)
    unsafe bytes.withUnsafeBytes { bytes in
      for end in ends {
        var prefix: UInt64 = 0
        if start + 8 <= bytes.count {
          prefix = UInt64(bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
          // A shift by 64 or more gives 0.
          if end - start < 8 { prefix &= ~(~0 >> UInt64(8 * (end - start))) }
        } else {
          for place in start..<end { prefix |= unsafe UInt64(bytes[place]) << UInt64(56 - 8 * (place - start)) }
        }
        prefixes.append(prefix)
        start = end
      }
    }
    return prefixes
  }

  /// Each string after its length (UInt64, little-endian), in one array: what hashes and files take.
  public var lengthPrefixed: [UInt8] {
    let size = bytes.count + 8 * ends.count
    return unsafe [UInt8](unsafeUninitializedCapacity: Swift.max(1, size)) { buffer, count in
      unsafe bytes.withUnsafeBytes { source in
        let target = UnsafeMutableRawBufferPointer(buffer)
        var (start, place) = (0, 0)
        for end in ends {
          unsafe target.storeBytes(of: UInt64(end - start).littleEndian, toByteOffset: place, as: UInt64.self)
          unsafe UnsafeMutableRawBufferPointer(rebasing: target[(place + 8)..<(place + 8 + end - start)])
            .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[start..<end]))
          place += 8 + end - start
          start = end
        }
      }
      count = size
    }
  }
}

extension PackedBytes: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { ends.count }
  /// A copy of a string.
  public subscript(index: Int) -> [UInt8] { Array(slice(index)) }
}
