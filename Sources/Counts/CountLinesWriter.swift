internal import Platform

/// Writes counts as sorted lines, as SRILM's count files have them: words with a space between, a tab, the count.
///
/// Lines ascend token by token, an n-gram before those that it begins (``CountLinesReader``). Segments begin with `<s>` and
/// end with `</s>`.
public struct CountLinesWriter: Sendable {
  private let trie: NGramTrie
  private let isWanted: [Bool]
  /// How the tokens are written, one after the other, `<s>` last; and where each ends.
  private var tokens: [UInt8] = []
  private var ends: [Int] = []
  /// The ids in the order of tokens.
  private var firsts: [Int] = []

  public static let segmentStart = Array("<s>".utf8)
  public static let segmentEnd = Array("</s>".utf8)

  /// - Parameters:
  ///   - trie: up to the highest of the orders; its ids in the byte order of `tokens`.
  ///   - tokens: how each id is written, without white space; in ascending order of bytes, where they are to be merged.
  ///   - orders: which n-grams are written.
  public init(_ trie: NGramTrie, tokens: [[UInt8]], orders: [Int]) {
    precondition(
      tokens.count == trie.vocabularySize && orders.max() == trie.order, "a token for each id, and all orders")
    self.trie = trie
    isWanted = (1...trie.order).map { orders.contains($0) }
    for token in tokens + [Self.segmentStart] {
      self.tokens += token
      ends.append(self.tokens.count)
    }
    let before = tokens.firstIndex { !$0.lexicographicallyPrecedes(Self.segmentStart) } ?? tokens.count
    firsts = Array(0..<before) + [tokens.count] + Array(before..<tokens.count)
  }

  /// Hands out the lines in order, some MiB at a time.
  /// - Throws: what `write` throws.
  public func write(threads: Int = 1, _ write: ([UInt8]) throws -> Void) rethrows {
    let parts = parts()
    for start in stride(from: 0, to: parts.count, by: 4 * threads) {
      let some = Array(parts[start..<min(start + 4 * threads, parts.count)])
      for lines in inParallel(some.count, threads: threads, { lines(of: some[$0]) }) where !lines.isEmpty {
        try write(lines)
      }
    }
  }

  private static let ngramsOfPart = 1 << 15

  /// Ranges of ``firsts`` that begin about as many n-grams each, unless a single token begins more.
  private func parts() -> [Range<Int>] {
    var (parts, start, count) = ([Range<Int>](), 0, 0)
    for place in firsts.indices {
      var range = firsts[place]..<firsts[place] + 1
      for n in 1..<trie.order {
        let continuations = trie.levels[n - 1].continuations
        range = Int(continuations[range.lowerBound])..<Int(continuations[range.upperBound])
        count += range.count
      }
      count += 1
      if count >= Self.ngramsOfPart || place == firsts.count - 1 {
        parts.append(start..<place + 1)
        (start, count) = (place + 1, 0)
      }
    }
    return parts
  }

  private func lines(of places: Range<Int>) -> [UInt8] {
    var (lines, words) = ([UInt8](), [UInt8]())
    lines.reserveCapacity(1 << 20)
    for place in places {
      let id = firsts[place]
      guard trie.levels[0].counts[id] > 0 else { continue }
      add(0, id..<id + 1, &words, &lines)
    }
    return lines
  }

  /// The n-grams of a level with these indices, each with those that it begins behind it.
  private func add(_ level: Int, _ indices: Range<Int>, _ words: inout [UInt8], _ lines: inout [UInt8]) {
    let (ids, counts) = (trie.levels[level].words, trie.levels[level].counts)
    let starts = trie.levels[level].continuations
    let (isWanted, isLast) = (isWanted[level], level + 1 == trie.order)
    let before = words.count
    for index in indices {
      let id = Int(ids[index])
      let token = (id == 0 ? 0 : ends[id - 1])..<ends[id]
      if isWanted {
        lines += words
        lines += tokens[token]
        lines.append(0x09)
        Self.append(UInt64(counts[index]), to: &lines)
        lines.append(0x0A)
      }
      if isLast { continue }
      let next = Int(starts[index])..<Int(starts[index + 1])
      if next.isEmpty { continue }
      words += tokens[token]
      words.append(0x20)
      add(level + 1, next, &words, &lines)
      words.removeLast(words.count - before)
    }
  }

  /// Appends a number in decimal digits.
  static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    if number < 10 { return bytes.append(0x30 + UInt8(truncatingIfNeeded: number)) }
    var (digits, power) = (1, UInt64(10))
    // 10²⁰ is beyond 64 bits.
    while digits < 20, number >= power {
      digits += 1
      power = digits < 20 ? power * 10 : power
    }
    for _ in 0..<digits { bytes.append(0x30) }
    var (rest, place) = (number, bytes.count - 1)
    while rest > 0 {
      bytes[place] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
      place -= 1
    }
  }
}
