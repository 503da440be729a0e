internal import CText
package import Platform
package import Text

/// The distinct tokens met so far, numbered from 1 as they come; each thread counts into one of its own.
///
/// Memory: the types' bytes and 64 to 130 bytes a type.
@safe package final class TypeTable {
  private let handle: OpaquePointer

  package init() throws(OutOfMemory) {
    guard let handle = unsafe ctext_types_new() else { throw OutOfMemory(bytes: 1 << 15) }
    unsafe self.handle = handle
  }

  deinit { unsafe ctext_types_free(handle) }

  /// The number of the last type.
  var count: Int { unsafe ctext_types_count(handle) }

  /// Bytes that this takes.
  var memory: Int { unsafe ctext_types_memory(handle) }

  /// Appends the number of each of the batch's tokens, and 0 for each segment's end.
  package func intern(_ batch: borrowing TokenBatch, into numbers: inout [UInt32]) throws(OutOfMemory) {
    let (text, spans) = (batch.text, batch.spans)
    var isDone = false
    numbers.append(addingCapacity: spans.count) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
        unsafe text.withUnsafeBufferPointer { text in
          unsafe spans.withUnsafeBufferPointer { spans in
            isDone = unsafe ctext_types_intern(
              handle, text.baseAddress, spans.baseAddress, spans.count, buffer.baseAddress)
          }
        }
        initialized = isDone ? spans.count : 0
      }
    }
    guard isDone else { throw OutOfMemory(bytes: 2 * memory) }
  }

  /// Takes in the types of another table; returns the number here of each number there, 0 for 0.
  func merge(_ other: TypeTable) throws(OutOfMemory) -> [UInt32] {
    var numbers: [UInt32] = [0]
    var isDone = false
    let count = other.count
    numbers.append(addingCapacity: count) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
        isDone = unsafe ctext_types_merge(handle, other.handle, buffer.baseAddress)
        initialized = isDone ? count : 0
      }
    }
    guard isDone else { throw OutOfMemory(bytes: 2 * memory) }
    return numbers
  }

  /// All tokens in the order of their numbers.
  var tokens: PackedTokens {
    var tokens = PackedTokens()
    var lengths = [UInt32](repeating: 0, count: count)
    unsafe lengths.withUnsafeMutableBufferPointer { unsafe ctext_types_lengths(handle, $0.baseAddress) }
    var count = 0
    if let bytes = unsafe ctext_types_bytes(handle, &count) {
      unsafe tokens.bytes.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
    }
    tokens.ends.reserveCapacity(lengths.count)
    var end = 0
    for length in lengths {
      end += Int(length)
      tokens.ends.append(end)
    }
    return tokens
  }
}

/// Many tokens in one array.
struct PackedTokens: Sendable {
  var bytes: [UInt8] = []
  /// Where each ends.
  var ends: [Int] = []

  func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }
  func token(_ index: Int) -> ArraySlice<UInt8> { bytes[range(index)] }

  /// The first eight bytes as a number that orders as the bytes do.
  func prefix(_ index: Int) -> UInt64 {
    let range = range(index)
    var prefix: UInt64 = 0
    for offset in 0..<8 {
      let place = range.lowerBound + offset
      prefix = prefix << 8 | (place < range.upperBound ? UInt64(bytes[place]) : 0)
    }
    return prefix
  }
}
