import Foundation
import Testing

@testable import Platform

@Suite final class PartFileTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path + "/"

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()) ?? [] }

  @Test func whatAKilledWriterLeftGoesAndNothingElse() throws {
    let others = [
      ".lmctl-1-2.part.old", ".lmctl-1-x.part", ".lmctl-1.part", ".lmctl--.tmp", "lmctl-1-2.part", ".lmctl-1-2-3.tmp",
      "report.part",
    ]
    for name in others + [".lmctl-1-2.part", ".lmctl-4000000-4294967295.tmp"] {
      try Data("x".utf8).write(to: URL(fileURLWithPath: folder + name))
    }
    try FileManager.default.createSymbolicLink(atPath: folder + ".lmctl-3-3.part", withDestinationPath: "report.part")
    try FileManager.default.createDirectory(atPath: folder + ".lmctl-4-4.part", withIntermediateDirectories: false)
    #expect(unsafe mkfifo(folder + ".lmctl-5-5.tmp", 0o600) == 0)
    PartFile.removeLeftovers(in: folder)
    #expect(names == (others + [".lmctl-3-3.part", ".lmctl-4-4.part", ".lmctl-5-5.tmp"]).sorted())
    PartFile.removeLeftovers(in: folder + "not there/")
  }

  /// What is being written stays, by another name than anybody else's.
  @Test func whatIsHeldStays() throws {
    let made = PartFile.make(in: folder, "part", 0o600)
    #expect(made.descriptor >= 0)
    let name = made.name.dropFirst(folder.count)
    PartFile.removeLeftovers(in: folder)
    #expect(names == [String(name)])
    close(made.descriptor)
    PartFile.removeLeftovers(in: folder)
    #expect(names == [])
  }

  @Test func wholeFilesRemoveWhatIsLeft() throws {
    try Data("half".utf8).write(to: URL(fileURLWithPath: folder + ".lmctl-1-2.part"))
    let (one, other) = (try WholeFile(folder + "one"), try WholeFile(folder + "other"))
    try one.append(Array("1".utf8))
    try other.append(Array("2".utf8))
    try one.finish()
    try other.finish()
    #expect(names == ["one", "other"])
  }
}
