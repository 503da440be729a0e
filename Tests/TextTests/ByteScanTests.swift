import Testing

@testable import Text

@Suite struct ByteScanTests {
  /// Every search against its definition, at every start: words of eight bytes must not show.
  @Test(arguments: 1...20) func searchesAgreeWithPlainOnes(seed: UInt64) {
    var dice = Dice(state: seed)
    let alphabet: [UInt8] = [0x0A, 0x20, 0x61, 0x7F, 0x80, 0x8A, 0xBF, 0xC3, 0xFF, 0x0B, 0x09, 0x5A]
    let bytes = (0..<40).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &dice)] }
    let span = bytes.span
    for start in 0...40 {
      let rest = start..<40
      #expect(ByteScan.isASCII(span, from: start, to: 40) == rest.allSatisfy { bytes[$0] <= 0x7F })
      #expect(ByteScan.lastLineEnd(in: span, from: start, to: 40) == rest.last { bytes[$0] == 10 }.map { $0 + 1 })
      #expect(ByteScan.lineEnds(in: span, from: start, to: 40) == rest.count { bytes[$0] == 10 })
      #expect(ByteScan.scalars(in: span, from: start, to: 40) == rest.count { bytes[$0] & 0xC0 != 0x80 })
    }
  }

  @Test func lowersNothingButCapitals() {
    var bytes = (0...255).map { UInt8($0) }
    ByteScan.lowerASCII(&bytes)
    for byte in 0...255 {
      let isCapital = (0x41...0x5A).contains(byte)
      #expect(Int(bytes[byte]) == (isCapital ? byte + 0x20 : byte))
    }
  }
}
