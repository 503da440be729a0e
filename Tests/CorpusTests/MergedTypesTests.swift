import Platform
import Testing

@testable import Corpus
@testable import Text

@Suite struct MergedTypesTests {
  private func numbers(_ tokens: [String], _ table: TypeTable) throws -> [UInt32] {
    var batch = TokenBatch()
    batch.padded = PaddedText(Array(tokens.joined().utf8))
    var (position, numbers) = (0, [UInt32]())
    for token in tokens {
      batch.spans.append(TokenSpan(position..<position + token.utf8.count))
      position += token.utf8.count
    }
    try table.intern(batch, into: &numbers)
    return numbers
  }

  /// However the tokens are dealt to tables, types, counts and ids are those of the stream.
  @Test(arguments: [1, 2, 5]) func tablesAreOne(count: Int) throws {
    let tables = try (0..<count).map { _ in try TypeTable() }
    var stream = RawStream(hasSegments: true)
    var tokens: [String] = []
    for chunk in 0..<20 {
      let some = (0..<50).map { "t\($0 * (chunk + 1) % 37)" } + [""]
      tokens += some
      var extents = ChunkExtents()
      extents.stretches.append(SourceExtent(bytes: 1, scalars: 1))
      stream.append(try numbers(some, tables[chunk * 7 % count]), table: chunk * 7 % count, extents)
    }
    let merged = try MergedTypes(tables)
    let types = merged.tokens.indices.map { String(decoding: merged.tokens.slice($0), as: UTF8.self) }
    #expect(types.count == 37 && Set(types).count == 37)
    for positions in [0..<stream.positions, 0..<0, 30..<700] {
      let counts = merged.counts(in: stream, positions)
      for (type, name) in types.enumerated() {
        #expect(counts[type] == UInt64(tokens[positions].count { $0 == name }))
      }
    }
    // Type n gets the id 100 + n, a segment's end 1.
    stream.renumber(merged.numbering(types.indices.map { UInt32(100 + $0) }, endOfSegment: 1))
    let ids = stream.parts.flatMap(\.numbers)
    #expect(ids == tokens.map { token in UInt32(types.firstIndex(of: token).map { 100 + $0 } ?? 1) })
  }

  @Test func tablesMayBeEmpty() throws {
    let merged = try MergedTypes([try TypeTable(), try TypeTable()])
    #expect(merged.tokens.isEmpty && merged.numbering([], endOfSegment: 1) == [[1], [1]])
    #expect(merged.counts(in: RawStream(hasSegments: true), 0..<0).isEmpty)
  }
}
