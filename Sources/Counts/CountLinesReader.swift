/// Reads sorted counts line by line: words with a space between, a tab, a count.
///
///     the white<TAB>17
///     the white whale<TAB>12
///
/// N-grams ascend, compared token by token, the bytes of tokens as numbers; one that others begin with comes before them.
/// For tokens without control characters that is the order of `LC_ALL=C sort`, and of SRILM's `ngram-count -sort`.
/// Memory: some hundred KiB, and the longest line.
struct CountLinesReader {
  /// Sixteen tokens of a MiB; what is longer is refused before it fills memory.
  static let longestLine = 1 << 24

  private(set) var bytes: [UInt8] = []
  /// The words of the line, in ``bytes``.
  private(set) var gram = 0..<0
  private(set) var count: UInt64 = 0
  private(set) var line = 0

  private let file: CountLinesFile
  /// Where the next line begins, and how far it has been looked at.
  private var position = 0
  private var seen = 0
  /// Where the tab is that stands in the part that has been looked at.
  private var tab: Int?
  private var previous = 0..<0

  init(_ path: String, maxExpanded: Int? = nil, block: Int = 1 << 18) throws(CountLinesError) {
    file = try CountLinesFile(path, maxExpanded: maxExpanded, block: block)
  }

  /// The next line; false at the end.
  /// - Throws: a ``CountLinesError`` where the line is none, or does not come after the one before it.
  mutating func next() throws(CountLinesError) -> Bool {
    previous = gram
    var end = scan()
    while end == nil {
      // The line before is still needed, to be compared with.
      let kept = min(previous.lowerBound, position)
      if kept > 0 {
        bytes.removeFirst(kept)
        previous = previous.lowerBound - kept..<previous.upperBound - kept
        (position, seen, tab) = (position - kept, seen - kept, tab.map { $0 - kept })
      }
      guard bytes.count - position <= Self.longestLine else {
        throw malformed("a line of over \(Self.longestLine) bytes", line + 1)
      }
      guard try file.read(into: &bytes) else {
        gram = previous
        if position == bytes.count { return false }
        throw malformed("the file is cut off: no line feed ends this line", line + 1)
      }
      end = scan()
    }
    try take(end ?? 0)
    return true
  }

  /// Where the line feed is; nil where it has not been read.
  private mutating func scan() -> Int? {
    let bytes = bytes
    let text = bytes.span
    var (place, found) = (seen, tab)
    defer { (seen, tab) = (place, found) }
    while place < text.count {
      let byte = text[place]
      if byte <= 0x0A {
        if byte == 0x0A { return place }
        if byte == 0x09, found == nil { found = place }
      }
      place += 1
    }
    return nil
  }

  /// Checks the line that ends at `end` and makes it the one that is read.
  private mutating func take(_ end: Int) throws(CountLinesError) {
    line += 1
    guard let tab else { throw malformed("no tab before the count", line) }
    let gram = position..<tab
    self.gram = gram
    let (hasWords, count) = Self.parse(bytes.span.extracting(gram.lowerBound..<end), tab: gram.count)
    guard hasWords else { throw malformed("a word is empty", line) }
    if tab + 1 == end { throw malformed("there is no count", line) }
    switch count {
    case .number(let number): self.count = number
    case .tooLarge: throw .overflow(path: file.path, line: line, gram: shown)
    case .none: throw malformed("what follows the tab is no count", line)
    }
    if line > 1 {
      let order = CountLineOrder.compare(bytes, previous, bytes, gram)
      if order == 0 { throw .repeated(path: file.path, line: line, gram: shown) }
      if order > 0 { throw .unsorted(path: file.path, line: line, gram: shown) }
    }
    position = end + 1
    (seen, self.tab) = (position, nil)
  }

  private enum Count {
    case number(UInt64)
    case tooLarge
    case none
  }

  /// Whether no word is empty, and the count that follows the tab.
  private static func parse(_ text: Span<UInt8>, tab: Int) -> (hasWords: Bool, Count) {
    // As if a space stood before and after.
    var wasSpace = true
    for place in 0..<tab {
      let isSpace = text[place] == 0x20
      if isSpace && wasSpace { return (false, .none) }
      wasSpace = isSpace
    }
    if wasSpace { return (false, .none) }
    var count: UInt64 = 0
    for place in tab + 1..<text.count {
      let digit = text[place] &- 0x30
      guard digit < 10 else { return (true, .none) }
      let (tens, isOver) = count.multipliedReportingOverflow(by: 10)
      let (sum, isOverToo) = tens.addingReportingOverflow(UInt64(digit))
      if isOver || isOverToo { return (true, .tooLarge) }
      count = sum
    }
    return (true, .number(count))
  }

  private func malformed(_ reason: String, _ line: Int) -> CountLinesError {
    .malformed(path: file.path, line: line, reason: reason)
  }

  /// The line's words in an error, not too many of them.
  var shown: String {
    let text = String(decoding: bytes[gram].prefix(200), as: UTF8.self)
    return gram.count > 200 ? text + "…" : text
  }

  /// For an error about this line.
  var path: String { file.path }
}

/// The order of n-grams that are written with a space between tokens: token by token, shorter ones first.
enum CountLineOrder {
  /// Below 0 where the first comes first, 0 where they are the same.
  static func compare(
    _ left: [UInt8], _ leftRange: Range<Int>, _ right: [UInt8], _ rightRange: Range<Int>
  ) -> Int {
    let (left, right) = (left.span.extracting(leftRange), right.span.extracting(rightRange))
    for index in 0..<min(left.count, right.count) {
      let (x, y) = (left[index], right[index])
      if x == y { continue }
      // A token's end comes before all that a longer token has there.
      if x == 0x20 { return -1 }
      if y == 0x20 { return 1 }
      return x < y ? -1 : 1
    }
    return left.count - right.count
  }
}
