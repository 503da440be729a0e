internal import Platform
internal import Text

/// Tokens as they come from the sources, before a vocabulary is made: numbers of type tables, 0 for a segment's end, and
/// where the stream may be cut.
///
/// With segments a cut lies between two of them; without, between any two tokens. What lies between two possible cuts is
/// a stretch, and how much text it was made of is remembered where a cut may still come to lie, so that every split
/// knows its bytes and characters. Shares cut the further on the more there is: what lies before the first cut of the
/// stream so far is forgotten but for its sum.
///
/// Memory: 4 bytes a position, and one or two for each stretch after the first cut.
struct RawStream {
  /// The tokens of a chunk.
  struct Part {
    /// Which table the numbers are of.
    let table: Int
    var numbers: [UInt32]
    /// The number of the first position and of the first stretch.
    let position: Int
    let stretch: Int
    /// What comes before the text of the first stretch.
    let lead: SourceExtent
    /// Nil once it is forgotten.
    var extents: ExtentLog?
  }

  private(set) var parts: [Part] = []
  private(set) var positions = 0
  private(set) var stretches = 0
  let hasSegments: Bool
  /// Whether segments without tokens are none.
  private let dropsEmptySegments: Bool
  /// Text after the last possible cut.
  private(set) var trailing = SourceExtent()
  /// The sum of what is forgotten, and how many parts that is.
  private var forgotten = SourceExtent()
  private var forgottenParts = 0
  /// Whether something has come since the last segment's end.
  private var isOpen = false

  init(hasSegments: Bool, dropsEmptySegments: Bool = false) {
    self.hasSegments = hasSegments
    self.dropsEmptySegments = dropsEmptySegments
  }

  /// The most positions of a stream: what counts them has 32 bits.
  static let limit = Int(UInt32.max)

  var tokens: Int { hasSegments ? positions - stretches : positions }

  /// Bytes that this takes.
  private(set) var memory = 0

  // MARK: building

  /// Adds a chunk's tokens.
  mutating func append(_ numbers: [UInt32], table: Int, _ extents: ChunkExtents) {
    guard hasSegments else { return add(numbers, table, extents.stretches, trailing: extents.trailing) }
    if dropsEmptySegments {
      let (kept, log, rest) = withoutEmptySegments(numbers, extents)
      add(kept, table, log, trailing: rest)
    } else {
      add(numbers, table, extents.stretches, trailing: extents.trailing)
    }
  }

  /// Ends a source: what is open ends as a segment, and so does a line that nothing has ended.
  mutating func endSource(endsInLine: Bool) {
    guard hasSegments, isOpen || (endsInLine && !dropsEmptySegments) else { return }
    var log = ExtentLog()
    log.append(trailing)
    trailing = SourceExtent()
    add([0], parts.last?.table ?? 0, log, trailing: SourceExtent())
  }

  private mutating func add(_ numbers: [UInt32], _ table: Int, _ log: ExtentLog, trailing rest: SourceExtent) {
    if !numbers.isEmpty {
      let lead = log.count > 0 ? trailing : SourceExtent()
      parts.append(
        Part(table: table, numbers: numbers, position: positions, stretch: stretches, lead: lead, extents: log))
      memory += 4 * numbers.capacity + log.memory
      if log.count > 0 { trailing = SourceExtent() }
      isOpen = numbers.last != 0
    } else {
      // Text alone.
      trailing += log.sum
    }
    positions += numbers.count
    stretches += numbers.isEmpty ? 0 : log.count
    trailing += rest
  }

  private func withoutEmptySegments(_ numbers: [UInt32], _ extents: ChunkExtents) -> ([UInt32], ExtentLog, SourceExtent)
  {
    var (kept, log, carried) = ([UInt32](), ExtentLog(), SourceExtent())
    kept.reserveCapacity(numbers.count)
    var isOpen = isOpen
    var stretch = extents.stretches.makeIterator()
    for number in numbers {
      if number == 0 {
        carried += stretch.next() ?? SourceExtent()
        guard isOpen else { continue }
        log.append(carried)
        carried = SourceExtent()
      }
      kept.append(number)
      isOpen = number != 0
    }
    return (kept, log, carried + extents.trailing)
  }

  /// Forgets the stretches before number `stretch`, part by part.
  mutating func forget(before stretch: Int) {
    while forgottenParts < parts.count {
      let part = parts[forgottenParts]
      guard let extents = part.extents, part.stretch + extents.count <= stretch else { return }
      forgotten += part.lead + extents.sum
      memory -= extents.memory
      parts[forgottenParts].extents = nil
      forgottenParts += 1
    }
  }

  // MARK: asking

  /// The position at which stretch number `stretch` begins.
  func position(_ stretch: Int) -> Int {
    guard hasSegments, stretch > 0 else { return stretch }
    // After the end of the segment before it.
    let part = parts[lastIndex { $0.stretch < stretch }]
    var left = stretch - part.stretch
    for (offset, number) in part.numbers.enumerated() where number == 0 {
      left -= 1
      if left == 0 { return part.position + offset + 1 }
    }
    return part.position + part.numbers.count
  }

  /// The text of the first `stretches`; those that are forgotten only as a whole.
  func extent(first stretches: Int) -> SourceExtent {
    guard stretches > 0 else { return SourceExtent() }
    var sum = forgotten
    for part in parts[forgottenParts...] where part.stretch < stretches {
      guard let extents = part.extents, extents.count > 0 else { continue }
      let wanted = stretches - part.stretch
      sum += part.lead + (wanted >= extents.count ? extents.sum : extents.prefix(wanted))
    }
    return sum
  }

  /// How many stretches fit into `tokens` tokens.
  func stretches(within tokens: Int) -> Int {
    guard hasSegments else { return min(tokens, positions) }
    if self.tokens <= tokens { return stretches }
    var (seen, whole) = (0, 0)
    for part in parts {
      for number in part.numbers {
        if number == 0 {
          whole += 1
        } else {
          seen += 1
          if seen > tokens { return whole }
        }
      }
    }
    return whole
  }

  /// The parts of the positions `range`, each with the offsets in it.
  func parts(of range: Range<Int>) -> [(part: Int, offsets: Range<Int>)] {
    guard !range.isEmpty else { return [] }
    var found: [(part: Int, offsets: Range<Int>)] = []
    var index = lastIndex { $0.position <= range.lowerBound }
    while index < parts.count, parts[index].position < range.upperBound {
      let part = parts[index]
      let start = max(range.lowerBound - part.position, 0)
      let end = min(range.upperBound - part.position, part.numbers.count)
      if start < end { found.append((index, start..<end)) }
      index += 1
    }
    return found
  }

  /// Makes the numbers ids where they stand: of each table's numbers, by table.
  mutating func renumber(_ ids: [[UInt32]]) {
    var indices = [[Int]](repeating: [], count: ids.count)
    for index in parts.indices { indices[parts[index].table].append(index) }
    unsafe parts.withUnsafeMutableBufferPointer { parts in
      nonisolated(unsafe) let parts = unsafe parts
      // Each table has a thread of its own. None of them may so much as look at a part of another's.
      concurrently(ids.count) { table in
        for index in indices[table] { unsafe Self.renumber(&parts[index].numbers, ids[table]) }
      }
    }
  }

  private static func renumber(_ numbers: inout [UInt32], _ ids: [UInt32]) {
    var numbers = numbers.mutableSpan
    let ids = ids.span
    for index in numbers.indices { numbers[index] = ids[Int(numbers[index])] }
  }

  /// The last part for which `isBefore` is true; they come first.
  private func lastIndex(_ isBefore: (Part) -> Bool) -> Int {
    var (low, high) = (0, parts.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if isBefore(parts[middle]) { low = middle } else { high = middle }
    }
    return low
  }
}
