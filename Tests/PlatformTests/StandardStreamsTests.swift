import Foundation
import Platform
import Testing

/// What happens where they are closed is shown by the program itself, in `ReaderGoneTests`.
@Suite struct StandardStreamsTests {
  @Test func whatIsOpenStays() {
    func streams() -> [[UInt64]] {
      (Int32(0)...2).map { descriptor in
        var status = stat()
        let isOpen = unsafe fstat(descriptor, &status) == 0
        return [isOpen ? 1 : 0, UInt64(status.st_dev), UInt64(status.st_ino)]
      }
    }
    let before = streams()
    StandardStreams.fill()
    #expect(zip(before, streams()).allSatisfy { $0[0] == 0 || $0 == $1 })
  }
}
