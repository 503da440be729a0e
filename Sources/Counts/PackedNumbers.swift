internal import CNGrams
public import Platform

/// Stored n-grams that are not what they should be.
public struct DamagedNGrams: Failure, Equatable {
  /// Where in the bytes.
  public let offset: Int
  public let reason: String

  public init(offset: Int, reason: String) {
    self.offset = offset
    self.reason = reason
  }

  public var exitCode: ExitCode { .data }
  public var description: String {
    "the stored n-grams are damaged at byte \(offset): \(reason); train the model again with --replace"
  }
}

/// Many numbers as bytes, in blocks that several threads can pack and unpack.
///
/// First the length in bytes of each block of 65,536 numbers (UInt32, little-endian), then the blocks (`CNGrams/pack.h`).
package enum PackedNumbers {
  static let block = 1 << 16

  package static func pack(_ numbers: [UInt32], threads: Int) -> [[UInt8]] {
    unsafe pack(count: numbers.count, threads: threads) { range, out in
      unsafe numbers.withUnsafeBufferPointer { numbers in
        guard let first = numbers.baseAddress else { return 0 }
        return unsafe ngrams_pack(first + range.lowerBound, range.count, out)
      }
    }
  }

  /// - Parameter packed: writes the bytes of some numbers, and returns how many.
  fileprivate static func pack(
    count: Int, threads: Int, _ packed: (Range<Int>, UnsafeMutablePointer<UInt8>) -> Int
  ) -> [[UInt8]] {
    let blocks = inParallel((count + block - 1) / block, threads: threads) { index -> [UInt8] in
      let range = index * block..<min((index + 1) * block, count)
      return unsafe [UInt8](unsafeUninitializedCapacity: ngrams_packed_limit(range.count)) { out, size in
        if let out = out.baseAddress { size = unsafe packed(range, out) }
      }
    }
    let lengths = blocks.flatMap { block in (0..<4).map { UInt8(truncatingIfNeeded: block.count >> (8 * $0)) } }
    return [lengths] + blocks
  }

  /// - Parameter offset: where they begin; moves behind them.
  package static func unpack(
    _ count: Int, from bytes: [UInt8], at offset: inout Int, threads: Int
  ) throws(DamagedNGrams) -> [UInt32] {
    let start = offset
    // A number takes at least a byte: a count that lies asks for no memory.
    let blocks = count < 0 || count > bytes.count - offset ? nil : (count + block - 1) / block
    guard let blocks, blocks * 4 <= bytes.count - offset else {
      throw DamagedNGrams(offset: offset, reason: "\(count) numbers cannot be there")
    }
    var ends: [Int] = []
    var end = offset + 4 * blocks
    for index in 0..<blocks {
      let length = (0..<4).reduce(0) { $0 | Int(bytes[start + 4 * index + $1]) << (8 * $1) }
      guard length <= bytes.count - end else {
        throw DamagedNGrams(offset: start + 4 * index, reason: "it ends too early")
      }
      end += length
      ends.append(end)
    }
    let first = offset + 4 * blocks
    let limits = ends
    var wrong: Int?
    let size = { (index: Int) in min(block, count - index * block) }
    let numbers: [UInt32] = unsafe TrieLinks.filled(count, 1) { _, out in
      nonisolated(unsafe) let out = unsafe out
      let isRight = inParallel(blocks, threads: threads) { index -> Bool in
        let from = index == 0 ? first : limits[index - 1]
        return unsafe bytes.withUnsafeBufferPointer { bytes in
          guard let base = bytes.baseAddress else { return false }
          return unsafe ngrams_unpack(base + from, limits[index] - from, size(index), out + index * block)
        }
      }
      wrong = isRight.firstIndex(of: false)
    }
    if let wrong {
      throw DamagedNGrams(offset: wrong == 0 ? first : ends[wrong - 1], reason: "these are no packed numbers")
    }
    offset = end
    return numbers
  }
}

/// The shape of a trie as bytes: numbers of continuations, and steps from word to word.
package enum PackedTrie {
  /// Numbers of continuations.
  package static func lengths(_ starts: [UInt32], threads: Int) -> [[UInt8]] {
    unsafe PackedNumbers.pack(count: max(0, starts.count - 1), threads: threads) { range, out in
      unsafe starts.withUnsafeBufferPointer { starts in
        unsafe ngrams_pack_lengths(starts.baseAddress, range.lowerBound, range.upperBound, out)
      }
    }
  }

  package static func starts(
    _ lengths: [UInt32], total: Int, at offset: Int
  ) throws(DamagedNGrams) -> [UInt32] {
    var fits = false
    let starts: [UInt32] = unsafe TrieLinks.filled(lengths.count + 1, 1) { _, out in
      unsafe lengths.withUnsafeBufferPointer { lengths in
        fits = unsafe ngrams_sum_lengths(lengths.baseAddress, lengths.count, total, out)
      }
    }
    guard fits else {
      throw DamagedNGrams(offset: offset, reason: "the continuations are not as many as there are n-grams")
    }
    return starts
  }

  /// Words as steps from one to the next.
  package static func steps(_ starts: [UInt32], _ words: [UInt32], threads: Int) -> [[UInt8]] {
    unsafe PackedNumbers.pack(count: words.count, threads: threads) { range, out in
      unsafe starts.withUnsafeBufferPointer { starts in
        unsafe words.withUnsafeBufferPointer { words in
          unsafe ngrams_pack_steps(
            starts.baseAddress, starts.count - 1, words.baseAddress, range.lowerBound, range.upperBound, out)
        }
      }
    }
  }

  /// - Parameter words: steps on entry, the words after.
  package static func sum(
    _ words: inout [UInt32], _ starts: [UInt32], highest: UInt32, threads: Int, at offset: Int
  ) throws(DamagedNGrams) {
    let fits = unsafe words.withUnsafeMutableBufferPointer { words in
      nonisolated(unsafe) let words = unsafe words
      return inParallel(threads) { number -> Bool in
        let range = part(number, of: threads, in: starts.count - 1)
        return unsafe starts.withUnsafeBufferPointer { starts in
          unsafe ngrams_sum_steps(starts.baseAddress, range.lowerBound, range.upperBound, highest, words.baseAddress)
        }
      }
    }
    guard fits.allSatisfy(\.self) else {
      throw DamagedNGrams(offset: offset, reason: "a word is not in the vocabulary")
    }
  }
}
