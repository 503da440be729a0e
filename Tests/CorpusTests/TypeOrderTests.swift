import Platform
import Testing

@testable import Corpus

@Suite struct TypeOrderTests {
  /// Against a sort that compares pair by pair: ties within and beyond eight bytes, counts of many sizes, none.
  @Test func orderIsThatOfComparing() {
    var state: UInt64 = 7
    func next(_ bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % bound
    }
    var seen: Set<[UInt8]> = []
    for _ in 0..<5000 { seen.insert((0..<1 + next(12)).map { _ in [0x61, 0x62, 0xFF][Int(next(3))] }) }
    let tokens = seen.sorted { $0.lexicographicallyPrecedes($1) }.shuffled()
    let counts = tokens.map { _ in [0, 1, 1, 2, 300, 1 << 20, 1 << 40, .max][Int(next(8))] as UInt64 }
    let expected = tokens.indices.filter { counts[$0] > 0 }.sorted {
      counts[$0] != counts[$1] ? counts[$0] > counts[$1] : tokens[$0].lexicographicallyPrecedes(tokens[$1])
    }
    #expect(TypeOrder(PackedBytes(tokens), counts: counts).types == expected)
  }

  @Test func nothing() {
    #expect(TypeOrder(PackedBytes(), counts: []).types.isEmpty)
    #expect(TypeOrder(PackedBytes([[1], [2]]), counts: [0, 0]).types.isEmpty)
  }
}
