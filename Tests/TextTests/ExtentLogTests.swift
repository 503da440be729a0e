import Testing

@testable import Text

@Suite struct ExtentLogTests {
  /// What was put in comes out, in as many bytes as a number of seven bits a byte needs.
  @Test func stretchesComeBack() {
    var (log, all, dice) = (ExtentLog(), [SourceExtent](), Dice(state: 73))
    for bits in 0...40 {
      for _ in 0..<20 {
        let bytes = Int.random(in: 0...(1 << bits), using: &dice)
        let extent = SourceExtent(bytes: bytes, scalars: Bool.random(using: &dice) ? bytes : bytes - bytes / 3)
        log.append(extent)
        all.append(extent)
      }
    }
    #expect(Array(log) == all && log.count == all.count)
    #expect(log.sum == all.reduce(SourceExtent(), +))
    for count in [0, 1, 17, all.count] {
      #expect(log.prefix(count) == all.prefix(count).reduce(SourceExtent(), +))
    }
    #expect(log.prefix(all.count + 5) == log.sum)
  }

  @Test func asciiWordsTakeOneByteEach() {
    var (ascii, other) = (ExtentLog(), ExtentLog())
    for _ in 0..<100_000 {
      ascii.append(SourceExtent(bytes: 63, scalars: 63))
      other.append(SourceExtent(bytes: 63, scalars: 40))
    }
    #expect(ascii.memory < 200_000 && other.memory < 400_000)
    #expect(ascii != other && Array(other.prefix(2)).allSatisfy { $0.scalars == 40 })
  }

  @Test func nothingIsNothing() {
    var iterator = ExtentLog().makeIterator()
    #expect(iterator.next() == nil && ExtentLog().sum == SourceExtent())
  }
}
