import Testing

@testable import Text

@Suite struct ByteOrderMarkTests {
  @Test func eachMarkIsFound() {
    for mark in ByteOrderMark.all {
      #expect(mark.bytes.count <= ByteOrderMark.capacity)
      #expect(ByteOrderMark.find(in: mark.bytes) == mark)
      #expect(ByteOrderMark.find(in: mark.bytes + [0x61, 0, 0, 0]) == mark)
      #expect(ByteOrderMark.find(in: [0x61] + mark.bytes) == nil)
    }
    #expect(ByteOrderMark.find(in: []) == nil)
    #expect(ByteOrderMark.find(in: [0xEF, 0xBB]) == nil)
  }

  @Test func theMarkOfUTF32BeginsAsThatOfUTF16() {
    #expect(ByteOrderMark.find(in: [0xFF, 0xFE, 0, 0])?.encoding == "UTF-32LE")
    #expect(ByteOrderMark.find(in: [0xFF, 0xFE, 0])?.encoding == "UTF-16LE")
    #expect(ByteOrderMark.find(in: [0xFF, 0xFE, 0, 1])?.encoding == "UTF-16LE")
  }
}
