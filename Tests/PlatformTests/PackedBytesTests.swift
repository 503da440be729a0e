import Platform
import Testing

@Suite struct PackedBytesTests {
  private let strings: [[UInt8]] = [
    Array("the".utf8), [], [0, 0xFF], Array("exactly8".utf8), Array("more than eight".utf8), [0x80], [],
  ]

  @Test func stringsComeBack() {
    let packed = PackedBytes(strings)
    #expect(Array(packed) == strings && packed.count == strings.count)
    #expect(packed.lengths == strings.map(\.count))
    #expect(packed.bytes == strings.flatMap(\.self))
    #expect(packed.indices.map { Array(packed.slice($0)) } == strings)
    #expect(PackedBytes(bytes: packed.bytes, ends: packed.ends) == packed)
    #expect(PackedBytes().isEmpty && PackedBytes([[]]).count == 1)
  }

  @Test func appendingInEveryForm() {
    var packed = PackedBytes()
    for string in strings { packed.append(string.span) }
    #expect(packed == PackedBytes(strings))
    var some = PackedBytes([[0x41]])
    some.append(packed, [4, 0, 1][...])
    #expect(Array(some) == [[0x41], strings[4], strings[0], []])
  }

  /// As the definition says, byte by byte; and they order as the strings do, as far as they reach.
  @Test func prefixes() {
    let packed = PackedBytes(strings)
    #expect(
      packed.prefixes
        == strings.map { string in
          (0..<8).reduce(0 as UInt64) { $0 << 8 | ($1 < string.count ? UInt64(string[$1]) : 0) }
        })
    #expect(PackedBytes([[0x61]]).prefixes == [0x61 << 56])
  }

  @Test func lengthsGoBefore() {
    #expect(PackedBytes([[7, 8], []]).lengthPrefixed == [2, 0, 0, 0, 0, 0, 0, 0, 7, 8, 0, 0, 0, 0, 0, 0, 0, 0])
    #expect(PackedBytes().lengthPrefixed.isEmpty)
  }
}
