import Testing

@testable import Corpus
@testable import Text

@Suite struct RawStreamTests {
  /// Stretches of so many bytes, all ASCII, and text after them.
  private func extents(_ lengths: [Int], trailing: Int = 0) -> ChunkExtents {
    var extents = ChunkExtents()
    for length in lengths { extents.stretches.append(SourceExtent(bytes: length, scalars: length)) }
    extents.trailing = SourceExtent(bytes: trailing, scalars: trailing)
    return extents
  }

  private func bytes(_ stream: RawStream) -> [Int] {
    let sums = (0...stream.stretches).map { stream.extent(first: $0).bytes }
    return zip(sums.dropFirst(), sums).map { $0 - $1 }
  }

  @Test func segmentsKnowTheirTokensAndText() {
    var stream = RawStream(hasSegments: true)
    stream.append([1, 2, 0, 3], table: 0, extents([5], trailing: 1))
    stream.append([0, 1], table: 1, extents([2], trailing: 7))
    stream.append([2, 0, 0], table: 0, extents([3, 1]))
    #expect((stream.positions, stream.stretches, stream.tokens) == (9, 4, 5))
    #expect((0...4).map(stream.position) == [0, 3, 5, 8, 9])
    #expect(bytes(stream) == [5, 3, 10, 1])
    #expect([0, 1, 2, 3, 4, 5, 9].map(stream.stretches(within:)) == [0, 0, 1, 2, 2, 4, 4])
    #expect(stream.parts(of: 2..<7).map(\.offsets) == [2..<4, 0..<2, 0..<1])
    #expect(stream.parts(of: 2..<7).map(\.part) == [0, 1, 2])
    #expect(stream.parts(of: 4..<4).isEmpty)
  }

  @Test func withoutSegmentsEveryTokenIsAStretch() {
    var stream = RawStream(hasSegments: false)
    stream.append([1, 2], table: 0, extents([1, 2], trailing: 2))
    stream.endSource(endsInLine: true)
    stream.append([], table: 0, extents([], trailing: 4))
    stream.append([3], table: 0, extents([1], trailing: 2))
    #expect((stream.positions, stream.stretches, stream.tokens) == (3, 3, 3))
    #expect((0...3).map(stream.position) == [0, 1, 2, 3])
    #expect(bytes(stream) == [1, 2, 7])
    #expect(stream.trailing.bytes == 2)
    #expect(stream.stretches(within: 2) == 2)
  }

  /// A line that nothing has ended ends with its source; one with nothing in it is no line.
  @Test func aSourcesEndEndsItsSegment() {
    for (numbers, endsInLine, segments) in [([1, 0, 2], true, 2), ([1, 0], true, 2), ([1, 0], false, 1)] {
      var stream = RawStream(hasSegments: true)
      stream.append(numbers.map { UInt32($0) }, table: 0, extents([2], trailing: endsInLine ? 1 : 0))
      stream.endSource(endsInLine: endsInLine)
      #expect(stream.stretches == segments && stream.trailing.bytes == 0)
    }
  }

  /// What empty segments were made of belongs to the segment after them, also over chunks.
  @Test func emptySegmentsMayBeDropped() {
    var stream = RawStream(hasSegments: true, dropsEmptySegments: true)
    stream.append([0, 0, 1], table: 0, extents([1, 2], trailing: 4))
    stream.append([0, 0], table: 0, extents([8, 16], trailing: 0))
    stream.append([0, 2, 0, 3], table: 0, extents([32, 64], trailing: 128))
    stream.endSource(endsInLine: true)
    stream.append([0], table: 0, extents([256]))
    stream.endSource(endsInLine: false)
    #expect((stream.positions, stream.stretches) == (6, 3))
    #expect(bytes(stream) == [15, 112, 128])
    #expect(stream.trailing.bytes == 256)
  }

  /// Forgetting changes no later answer.
  @Test func theSumStaysOfWhatIsForgotten() {
    var (whole, short) = (RawStream(hasSegments: true), RawStream(hasSegments: true))
    for chunk in 0..<50 {
      let lengths = (0..<chunk % 7).map { 1 + $0 * chunk }
      let numbers: [UInt32] = lengths.flatMap { [UInt32($0), UInt32(0)] }
      whole.append(numbers, table: 0, extents(lengths, trailing: chunk % 3))
      short.append(numbers, table: 0, extents(lengths, trailing: chunk % 3))
      short.forget(before: short.stretches * 8 / 10)
    }
    let cut = whole.stretches * 8 / 10
    for stretches in cut...whole.stretches { #expect(whole.extent(first: stretches) == short.extent(first: stretches)) }
    #expect(short.extent(first: 0) == SourceExtent())
    #expect(short.memory < whole.memory)
  }

  @Test func numbersBecomeIdsByTable() {
    var stream = RawStream(hasSegments: true)
    stream.append([1, 0], table: 1, extents([1]))
    stream.append([1, 2, 0], table: 0, extents([1]))
    stream.renumber([[9, 5, 6], [9, 7]])
    #expect(stream.parts.map(\.numbers) == [[7, 9], [5, 6, 9]])
  }
}
