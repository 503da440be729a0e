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

  /// Takes in tokens; whether each of them was new.
  func takesInEach(of tokens: PackedBytes) throws(OutOfMemory) -> Bool {
    var (text, spans, first) = ([UInt8](), [ctext_span](), 0)
    while first < tokens.count {
      let last = min(first + 4096, tokens.count)
      let start = tokens.range(first).lowerBound
      guard tokens.ends[last - 1] - start <= Int(UInt32.max) else { throw OutOfMemory(bytes: tokens.bytes.count) }
      text.removeAll(keepingCapacity: true)
      text += tokens.bytes[start..<tokens.ends[last - 1]]
      text += Array(repeating: 0, count: Int(CTEXT_PADDING))
      spans.removeAll(keepingCapacity: true)
      for index in first..<last {
        let range = tokens.range(index)
        if range.isEmpty { return false }
        spans.append(ctext_span(start: UInt32(range.lowerBound - start), end: UInt32(range.upperBound - start)))
      }
      let before = count
      var numbers = [UInt32](repeating: 0, count: spans.count)
      let isDone = unsafe ctext_types_intern(handle, text, spans, spans.count, &numbers)
      guard isDone else { throw OutOfMemory(bytes: 2 * memory) }
      if count != before + spans.count { return false }
      first = last
    }
    return true
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
  var tokens: PackedBytes {
    var lengths = [UInt32](repeating: 0, count: count)
    unsafe lengths.withUnsafeMutableBufferPointer { unsafe ctext_types_lengths(handle, $0.baseAddress) }
    var bytes: [UInt8] = []
    var count = 0
    if let first = unsafe ctext_types_bytes(handle, &count) {
      unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: first, count: count))
    }
    var (ends, end) = ([Int](), 0)
    ends.reserveCapacity(lengths.count)
    for length in lengths {
      end += Int(length)
      ends.append(end)
    }
    return PackedBytes(bytes: bytes, ends: ends)
  }
}
