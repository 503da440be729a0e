import Platform
import Testing

@testable import Corpus

@Suite struct StreamIdentityTests {
  /// The digest of the bytes that the documentation names, whole or in parts.
  @Test func isTheDigestOfItsParts() {
    let vocabulary = Vocabulary(tokens: [[0x61], [0x62, 0x63]], counts: [1, 1], hasEOS: false)
    func length(_ count: UInt8) -> [UInt8] { [count, 0, 0, 0, 0, 0, 0, 0] }
    let bytes =
      length(1) + [0x61] + length(2) + [0x62, 0x63] + length(4) + Array("line".utf8) + [1, 0, 0, 0, 0, 1, 0, 0]
    let identity = StreamIdentity(vocabulary, boundary: "line")
    let ids: [UInt32] = [1, 256]
    #expect(identity.of(ids.span) == SHA256.digest(of: bytes))
    #expect(identity.of(IDStream([ids[..<1], ids[1...]])) == SHA256.digest(of: bytes))
    #expect(vocabulary.identity(of: ids, boundary: "line") == SHA256.digest(of: bytes))
    #expect(identity.of(IDStream([])) == SHA256.digest(of: Array(bytes.dropLast(8))))
  }
}
