import Testing

@testable import Corpus

@Suite struct TypeTableTests {
  /// Numbers follow first occurrence, also when the table has grown many times.
  @Test func eachTokenHasOneNumber() {
    var table = TypeTable()
    var expected: [[UInt8]: UInt32] = [:]
    for round in 0..<2 {
      for number in 0..<20_000 {
        let token = Array("w\(number * 7 % 20_000)".utf8)
        let id = table.intern(token, 0..<token.count)
        if round == 0 { expected[token] = id }
        #expect(expected[token] == id)
      }
    }
    #expect(table.count == 20_000)
    #expect((0..<3).map { String(decoding: table.token($0), as: UTF8.self) } == ["w0", "w7", "w14"])
  }

  @Test func partsOfABufferAreCompared() {
    var table = TypeTable()
    let bytes = Array("abcabcab".utf8)
    #expect(table.intern(bytes, 0..<3) == 0)
    #expect(table.intern(bytes, 3..<6) == 0)
    #expect(table.intern(bytes, 6..<8) == 1)
    #expect(table.intern(bytes, 0..<2) == 1)
    #expect(table.intern(bytes, 0..<0) == 2)
    #expect(table.memory > 0)
  }
}
