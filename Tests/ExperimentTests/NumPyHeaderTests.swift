import Testing

@testable import Experiment

@Suite struct NumPyHeaderTests {
  /// As NumPy 2.4 itself writes it, but for the padding that it leaves to growing arrays.
  @Test func workedExample() {
    let bytes = NumPyHeader.bytes(of: 3)
    let text = "{'descr': '<u4', 'fortran_order': False, 'shape': (3,), }"
    #expect(bytes.prefix(8) == [0x93, 78, 85, 77, 80, 89, 1, 0])
    #expect(Int(bytes[8]) | Int(bytes[9]) << 8 == bytes.count - 10)
    #expect(String(decoding: bytes.dropFirst(10), as: UTF8.self).hasPrefix(text))
    #expect(bytes.last == 10 && bytes.dropFirst(10 + text.utf8.count).dropLast().allSatisfy { $0 == 32 })
  }

  @Test func numbersBeginAtAMultipleOf64() {
    for digits in 0..<19 {
      #expect(NumPyHeader.bytes(of: Int("1" + String(repeating: "0", count: digits)) ?? 0).count % 64 == 0)
    }
    #expect(NumPyHeader.littleEndian([1, 0x0403_0201, .max]) == [1, 0, 0, 0, 1, 2, 3, 4, 255, 255, 255, 255])
  }
}
