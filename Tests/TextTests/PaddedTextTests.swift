import CText
import Testing

@testable import Text

@Suite struct PaddedTextTests {
  private func text(_ padded: PaddedText) -> [UInt8] { Array(padded.bytes.prefix(padded.count)) }

  /// Vectors may be read from a text's last byte on, whatever was done to it.
  @Test func thereIsAlwaysRoomBehind() {
    var padded = PaddedText()
    #expect(padded.count == 0 && padded.bytes.count == PaddedText.padding && PaddedText.padding == CTEXT_PADDING)
    padded = PaddedText([1, 2, 3])
    #expect(text(padded) == [1, 2, 3] && padded.bytes.count == 3 + PaddedText.padding)
    padded.truncate(to: 2)
    #expect(text(padded) == [1, 2] && padded.bytes.count == 2 + PaddedText.padding)
    #expect(padded.append([7, 8]) == 2..<4)
    #expect(text(padded) == [1, 2, 7, 8] && padded.bytes.count == 4 + PaddedText.padding)
    padded.truncate(to: 0)
    #expect(padded.append([]) == 0..<0 && text(padded) == [])
  }

  @Test func itsTextIsReplaced() {
    var padded = PaddedText([9, 9, 9])
    for count in [5, 0, 200] {
      let result = unsafe padded.replace(count: count) { target in
        for index in 0..<count { unsafe (target + index).initialize(to: UInt8(index)) }
        return count
      }
      #expect(result == count)
      #expect(text(padded) == (0..<count).map { UInt8($0) } && padded.bytes.count == count + PaddedText.padding)
    }
  }
}
