import Testing

@testable import Recurrent

@Suite struct SafeTensorsNumbersTests {
  private func floats(_ bytes: [UInt8], _ type: SafeTensorsType) -> [Float] {
    SafeTensorsNumbers.floats([9] + bytes + [9], 1..<1 + bytes.count, type)
  }

  /// Every half-precision number, against the format's definition: ± 2^(e−15) (1 + f / 1024), subnormal 2^−14 f / 1024.
  @Test func everyHalf() {
    let bytes = (0...UInt16.max).flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    let values = floats(bytes, .float16)
    var wrong = 0
    for (bits, value) in values.enumerated() {
      let (exponent, fraction) = (bits >> 10 & 31, Double(bits & 1023) / 1024)
      let size: Double
      switch exponent {
      case 0: size = fraction * 0x1p-14
      case 31: size = fraction == 0 ? .infinity : .nan
      default: size = (1 + fraction) * Double(sign: .plus, exponent: exponent - 15, significand: 1)
      }
      let expected = Float(bits < 1 << 15 ? size : -size)
      let isRight = expected.isNaN ? value.isNaN : value == expected && value.sign == (bits < 1 << 15 ? .plus : .minus)
      if !isRight { wrong += 1 }
    }
    #expect(values.count == 65536 && wrong == 0)
  }

  @Test func otherTypes() {
    #expect(floats([0, 0, 0x80, 0x3F, 0, 0, 0, 0x80], .float32).map(\.bitPattern) == [0x3F80_0000, 0x8000_0000])
    #expect(floats([0x80, 0x3F, 0x49, 0xC0], .bfloat16) == [1, -3.140625])
    #expect(floats([0, 0, 0, 0, 0, 0, 0xF0, 0x3F], .float64) == [1])
    // 0.1 in Double becomes the nearest Float; what is beyond Floats infinity.
    #expect(floats([0x9A, 0x99, 0x99, 0x99, 0x99, 0x99, 0xB9, 0x3F], .float64) == [0.1])
    #expect(floats([0, 0, 0, 0, 0, 0, 0xE0, 0x7F], .float64) == [.infinity])
    #expect(floats([], .float64).isEmpty)
  }

  @Test func whatIsWrittenIsReadBack() {
    let values: [Float] = [1, -0.0, .infinity, .leastNonzeroMagnitude, 0.1, -.greatestFiniteMagnitude]
    var bytes: [UInt8] = [7]
    SafeTensorsNumbers.append(values, to: &bytes)
    #expect(bytes.count == 25 && Array(bytes[1..<5]) == [0, 0, 0x80, 0x3F])
    #expect(SafeTensorsNumbers.floats(bytes, 1..<25, .float32).map(\.bitPattern) == values.map(\.bitPattern))
  }
}
