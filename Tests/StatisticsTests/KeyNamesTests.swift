import Testing

@testable import Statistics

@Suite struct KeyNamesTests {
  @Test func namesInOrderOfFirstOccurrence() {
    var names = KeyNames()
    #expect([7, 0, 7, .max, 0, 1].map { names.name($0) } == [0, 1, 0, 2, 1, 3])
    #expect(names.count == 4)
  }

  /// Through many growths, with keys that share their low bits.
  @Test func agreesWithADictionary() {
    var random = SplitMix(state: 3)
    var (names, dictionary) = (KeyNames(), [UInt64: UInt32]())
    for _ in 0..<60_000 {
      let key = UInt64.random(in: 0..<20_000, using: &random) << 32
      let expected = dictionary[key] ?? UInt32(dictionary.count)
      dictionary[key] = expected
      #expect(names.name(key) == expected)
    }
    #expect(names.count == dictionary.count)
  }
}
