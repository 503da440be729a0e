import Foundation
import Glibc
import Testing

@testable import Platform

@Suite struct DiskTests {
  @Test func freeBytesAreThoseOfTheDisk() throws {
    let free = try #require(Disk.free(at: FileManager.default.temporaryDirectory.path))
    #expect(free > 0)
    #expect(Disk.free(at: "/dev/full/no/such/folder") == nil)
  }

  @Test func whyNoFileCanBeMadeIsFoundOut() {
    #expect(Disk.tryToMakeFile(in: FileManager.default.temporaryDirectory.path) == 0)
    #expect(Disk.tryToMakeFile(in: "/no/such/folder") == ENOENT)
    // A file system that holds no files of ours.
    #expect(![0, ENOSPC].contains(Disk.tryToMakeFile(in: "/proc")))
  }

  @Test func asManyFilesAsAreNeededMayBeOpen() {
    #expect(Disk.openFiles(atLeast: 10) >= 10)
    #expect(Disk.openFiles(atLeast: 0) >= Disk.openFiles(atLeast: 10))
  }

  /// What this process was handed open is not there for it to open.
  @Test func whatIsOpenAlreadyDoesNotCount() throws {
    let limit = Disk.openFiles(atLeast: 0)
    // Too many to be held by chance by what runs beside this.
    let files = (0..<64).map { _ in unsafe open("/dev/null", O_RDONLY | O_CLOEXEC) }
    defer { for file in files { close(file) } }
    try #require(files.allSatisfy { $0 >= 0 })
    #expect(Disk.openFiles(atLeast: 128) <= limit - 64)
  }

  @Test func aQuotaIsNoRoomEither() {
    #expect([ENOSPC, EDQUOT].allSatisfy(Disk.isFull))
    #expect(![EIO, EACCES, EROFS].contains(where: Disk.isFull))
  }

  @Test func aReasonHasItsBytes() {
    #expect(Disk.reason(EIO, after: 12, at: "/") == "Input/output error (after 12 bytes)")
    #expect(Disk.reason(ENOSPC, after: 0, at: "/").hasPrefix("No space left on device (after 0 bytes, "))
    #expect(Disk.reason(ENOSPC, after: 0, at: "/").hasSuffix(" free)"))
  }
}
