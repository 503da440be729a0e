internal import Text

/// Tokens as they come from the sources, before a vocabulary is made: numbers of a type table, and where the stream
/// may be cut.
///
/// With segments a cut lies between two of them; without, between any two tokens. Each stretch between two possible
/// cuts remembers how much text it was made of, so that every split knows its bytes and characters.
struct RawStream: Sendable {
  private(set) var types: [UInt32] = []
  /// Where each segment ends in `types`; not used without segments.
  private(set) var segmentEnds: [Int] = []
  private(set) var extents: [SourceExtent] = []
  /// Text after the last possible cut.
  private(set) var trailing = SourceExtent()
  let hasSegments: Bool

  init(hasSegments: Bool) { self.hasSegments = hasSegments }

  /// Stretches between possible cuts: segments, or tokens.
  var stretches: Int { extents.count }

  mutating func append(_ batch: borrowing TokenBatch, _ table: inout TypeTable) {
    let first = types.count
    for index in 0..<batch.count { types.append(table.intern(batch.bytes, batch.range(of: index))) }
    segmentEnds += batch.segmentEnds.map { first + $0 }
    for (index, extent) in batch.extents.enumerated() {
      // Text that no stretch took at a source's end belongs to the first one of the next source.
      extents.append(index == 0 ? trailing + extent : extent)
      if index == 0 { trailing = SourceExtent() }
    }
    trailing += batch.trailing
  }

  /// Where stretch number `stretch` begins in `types`.
  func position(_ stretch: Int) -> Int {
    guard hasSegments else { return stretch }
    return stretch == 0 ? 0 : segmentEnds[stretch - 1]
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
    let inside = stream.extents[stretches].reduce(SourceExtent(), +)
    return stretches.upperBound == stream.stretches && !stretches.isEmpty ? inside + stream.trailing : inside
  }
}
