import Foundation
import Testing

@testable import Platform

@Suite final class WholeFileTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()) ?? [] }
  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
  }

  @Test func nothingIsSeenBeforeTheEnd() throws {
    let file = try WholeFile(folder + "/new")
    try file.append(Array("one ".utf8))
    // On file systems that know files without a name there is none at all.
    #expect(names.allSatisfy { $0.hasPrefix(".lmctl-") && $0.hasSuffix(".part") })
    try file.append(Array("two".utf8))
    try file.finish()
    #expect(names == ["new"])
    #expect(try text("new") == "one two")
    let mode = try FileManager.default.attributesOfItem(atPath: folder + "/new")[.posixPermissions] as? Int
    #expect(mode.map { $0 & 0o111 == 0 && $0 & 0o600 == 0o600 } == true)
  }

  @Test func whatIsNotFinishedLeavesWhatStood() throws {
    try "before".write(toFile: folder + "/old", atomically: false, encoding: .utf8)
    do {
      let file = try WholeFile(folder + "/old")
      try file.append([1, 2, 3])
    }
    #expect(names == ["old"])
    #expect(try text("old") == "before")
  }

  @Test func aFileThatStandsIsReplacedAndKeepsItsPermissions() throws {
    try "before".write(toFile: folder + "/old", atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder + "/old")
    let file = try WholeFile(folder + "/old")
    try file.append(Array("after".utf8))
    try file.finish()
    #expect(try text("old") == "after")
    let mode = try FileManager.default.attributesOfItem(atPath: folder + "/old")[.posixPermissions] as? Int
    #expect(mode == 0o640)
  }

  @Test(arguments: ["there", "not-there"]) func linksAreFollowed(name: String) throws {
    if name == "there" { try "x".write(toFile: folder + "/there", atomically: false, encoding: .utf8) }
    try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: name)
    let file = try WholeFile(folder + "/link")
    try file.append(Array("through".utf8))
    try file.finish()
    #expect(try text(name) == "through")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link") == name)
  }

  @Test func whatCannotBeMadeIsRefusedAtOnce() {
    for (path, isFolder) in [
      (folder, true), (folder + "/", true), (folder + "/none/x", false), ("", false), ("a\0b", false),
    ] {
      do {
        _ = try WholeFile(path)
        Issue.record("'\(path)' was made")
      } catch {
        #expect((error == .isFolder(path: path)) == isFolder, "\(error)")
        #expect(error.exitCode == .cannotCreate)
      }
    }
    #expect(names.isEmpty)
  }

  /// The device that is always full: what goes straight on, and its error.
  @Test func whatIsNoFileIsWrittenStraightOn() throws {
    let null = try WholeFile("/dev/null")
    try null.append([1])
    try null.finish()
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let full = try WholeFile("/dev/full")
    do {
      try full.append([1])
      Issue.record("a full device took a byte")
    } catch {
      #expect(error.exitCode == .io)
    }
  }
}
