import Platform
import Testing

@testable import Corpus

@Suite struct IDStreamTests {
  @Test func partsMakeOneStream() {
    let ids: [UInt32] = [5, 6, 7, 8, 9]
    let stream = IDStream([ids[1..<3], [], ids[4...], [1]])
    #expect(stream.count == 4 && stream.array == [6, 7, 9, 1])
    var parts: [Int] = []
    stream.forEachPart { parts.append($0.count) }
    #expect(parts == [2, 0, 1, 1])
    #expect(IDStream([]).array.isEmpty && IDStream([]).count == 0)
  }

  /// What a reader of parts throws ends the reading.
  @Test func errorsComeThrough() {
    struct Stop: Error {}
    var parts = 0
    #expect(throws: Stop.self) {
      try IDStream([[1], [2]]).forEachPart { (_: Span<UInt32>) throws(Stop) in
        parts += 1
        throw Stop()
      }
    }
    #expect(parts == 1)
  }

  /// A stream's identity does not depend on its parts.
  @Test func identityIsOfTheIDs() {
    let vocabulary = Vocabulary(tokens: [[0x61], [0x62]], counts: [1, 1], hasEOS: false)
    let whole = vocabulary.identity(of: [0, 1, 1, 0], boundary: "none")
    let identity = StreamIdentity(vocabulary, boundary: "none")
    #expect(identity.of(IDStream([[0], [], [1, 1], [0]])) == whole)
    #expect(identity.of(IDStream([[0, 1], [1]])) != whole)
    #expect(IDStream([[0, 1], [1]]).count(of: 1) == 2)
  }
}
