/// Between bytes, little-endian, and Floats: the one place of this format with pointers in it.
enum SafeTensorsNumbers {
  /// Each number as the nearest Float; half precision, and the upper half of a Float, become one exactly.
  static func floats(_ bytes: [UInt8], _ range: Range<Int>, _ type: SafeTensorsType) -> [Float] {
    switch type {
    case .float32: read(bytes, range) { (bits: UInt32) in Float(bitPattern: bits) }
    case .float64: read(bytes, range) { (bits: UInt64) in Float(Double(bitPattern: bits)) }
    case .float16: read(bytes, range) { (bits: UInt16) in float(half: bits) }
    case .bfloat16: read(bytes, range) { (bits: UInt16) in Float(bitPattern: UInt32(bits) << 16) }
    }
  }

  static func append(_ values: [Float], to bytes: inout [UInt8]) {
    let bits = values.map(\.bitPattern.littleEndian)
    unsafe bits.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
  }

  /// IEEE 754 binary16: sign, five bits of exponent (bias 15), ten of fraction. Swift's own `Float16` is not on every
  /// platform.
  private static func float(half bits: UInt16) -> Float {
    let sign = UInt32(bits & 0x8000) << 16
    let (exponent, fraction) = (UInt32(bits >> 10 & 0x1F), UInt32(bits & 0x3FF))
    switch exponent {
    case 0: return Float(sign: sign == 0 ? .plus : .minus, exponent: -24, significand: Float(fraction))
    case 0x1F: return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
    default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
  }

  private static func read<Bits: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: [UInt8], _ range: Range<Int>, _ number: (Bits) -> Float
  ) -> [Float] {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "the numbers lie inside the file")
    let width = MemoryLayout<Bits>.size
    return unsafe bytes.withUnsafeBytes { bytes in
      (0..<range.count / width).map {
        number(
          Bits(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: range.lowerBound + width * $0, as: Bits.self)))
      }
    }
  }
}
