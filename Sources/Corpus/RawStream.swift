internal import Text

/// Tokens as they come from the sources, before a vocabulary is made: numbers of a type table, and where the stream
/// may be cut.
///
/// With segments a cut lies between two of them; without, between any two tokens. Each stretch between two possible
/// cuts remembers how much text it was made of (up to 4 GiB), so that every split knows its bytes and characters.
struct RawStream: Sendable {
  private(set) var types: [UInt32] = []
  /// Where each segment ends in `types`; not used without segments.
  private(set) var segmentEnds: [Int] = []
  /// The text of each stretch, in UTF-8 bytes and in Unicode scalars.
  private var bytes: [UInt32] = []
  private var scalars: [UInt32] = []
  /// Text after the last possible cut.
  private(set) var trailing = SourceExtent()
  let hasSegments: Bool

  init(hasSegments: Bool) { self.hasSegments = hasSegments }

  /// The most positions of a stream: what counts them has 32 bits.
  static let limit = Int(UInt32.max)

  /// Stretches between possible cuts: segments, or tokens.
  var stretches: Int { bytes.count }

  mutating func append(_ batch: borrowing TokenBatch, _ table: inout TypeTable) {
    let first = types.count
    for index in 0..<batch.count { types.append(table.intern(batch.bytes, batch.range(of: index))) }
    segmentEnds += batch.segmentEnds.map { first + $0 }
    for (index, extent) in batch.extents.enumerated() {
      // Text that no stretch took at a source's end belongs to the first one of the next source.
      let whole = index == 0 ? trailing + extent : extent
      bytes.append(UInt32(clamping: whole.bytes))
      scalars.append(UInt32(clamping: whole.scalars))
      if index == 0 { trailing = SourceExtent() }
    }
    trailing += batch.trailing
  }

  /// Where stretch number `stretch` begins in `types`.
  func position(_ stretch: Int) -> Int {
    guard hasSegments else { return stretch }
    return stretch == 0 ? 0 : segmentEnds[stretch - 1]
  }

  /// Bytes that this takes.
  var memory: Int { 4 * types.capacity + 8 * segmentEnds.capacity + 4 * (bytes.capacity + scalars.capacity) }

  /// The text of some stretches.
  func extent(_ stretches: Range<Int>) -> SourceExtent {
    SourceExtent(
      bytes: bytes[stretches].reduce(0) { $0 + Int($1) }, scalars: scalars[stretches].reduce(0) { $0 + Int($1) })
  }

  /// How many stretches fit into `tokens` tokens.
  func stretches(within tokens: Int) -> Int {
    guard hasSegments else { return min(tokens, types.count) }
    return segmentEnds.firstIndex { $0 > tokens } ?? segmentEnds.count
  }
}

/// Some stretches of a raw stream: what a split is made of.
struct RawPart: Sendable {
  let stream: RawStream
  let stretches: Range<Int>

  var positions: Range<Int> {
    stream.position(stretches.lowerBound)..<stream.position(stretches.upperBound)
  }

  /// The text of these stretches; what trails the stream belongs to the part that holds its end.
  var extent: SourceExtent {
    let inside = stream.extent(stretches)
    return stretches.upperBound == stream.stretches && !stretches.isEmpty ? inside + stream.trailing : inside
  }
}
