import Platform
import Testing

@Suite struct SHA256Tests {
  /// FIPS 180-4's own examples.
  @Test func knownDigests() {
    #expect(
      "\(SHA256.digest(of: Array("abc".utf8)))" == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      "\(SHA256.digest(of: []))" == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test func piecesGiveWhatTheWholeGives() {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    var hash = SHA256()
    for start in stride(from: 0, to: 1000, by: 37) {
      let piece = Array(bytes[start..<min(start + 37, 1000)])
      hash.update(piece.span)
    }
    #expect(hash.finish() == SHA256.digest(of: bytes))
  }

  @Test func numbersAreLittleEndian() {
    var numbers = SHA256()
    let two: [UInt32] = [1, 0x0203_0405]
    numbers.update(two.span)
    #expect(numbers.finish() == SHA256.digest(of: [1, 0, 0, 0, 5, 4, 3, 2]))
    var length = SHA256()
    length.update(UInt64(258))
    #expect(length.finish() == SHA256.digest(of: [2, 1, 0, 0, 0, 0, 0, 0]))
  }

  /// What two contents begin with is hashed once.
  @Test func copiesGoOnAlone() {
    let (start, one, two) = (Array("abc".utf8), Array("d".utf8), Array("e".utf8))
    var first = SHA256()
    first.update(start.span)
    var second = first.copy()
    first.update(one.span)
    second.update(two.span)
    #expect(first.finish() == SHA256.digest(of: start + one))
    #expect(second.finish() == SHA256.digest(of: start + two))
  }
}
