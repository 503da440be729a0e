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

  /// A link to a link to nothing yet: both stay links.
  @Test func linksToLinksAreFollowed() throws {
    let files = FileManager.default
    try files.createSymbolicLink(atPath: folder + "/a", withDestinationPath: "b")
    try files.createSymbolicLink(atPath: folder + "/b", withDestinationPath: "c")
    let file = try WholeFile(folder + "/a")
    try file.append(Array("through".utf8))
    try file.finish()
    #expect(try text("c") == "through" && files.destinationOfSymbolicLink(atPath: folder + "/b") == "c")
  }

  @Test(arguments: [["a", "b"], ["a"]]) func linksWithoutAnEndAreRefused(names: [String]) throws {
    for (name, next) in zip(names, names.dropFirst() + names.prefix(1)) {
      try FileManager.default.createSymbolicLink(atPath: folder + "/" + name, withDestinationPath: next)
    }
    let error = #expect(throws: OutputError.self) { try WholeFile(folder + "/a") }
    #expect(error.map { $0.exitCode == .cannotCreate && "\($0)".contains("symbolic links") } == true)
    #expect(self.names == names)
  }

  /// By whatever name, and before there is one.
  @Test func whatIsToBeKeptIsNotReplaced() throws {
    let kept = folder + "/new.db"
    for path in [kept, folder + "/../" + URL(fileURLWithPath: folder).lastPathComponent + "/new.db"] {
      let error = #expect(throws: OutputError.self) { try WholeFile(path, keeping: [kept]) }
      #expect(error.map { "\($0)".contains("this is the database") } == true)
    }
    _ = try WholeFile(folder + "/other.db", keeping: [kept])
    #expect(throws: OutputError.noName) { try WholeFile("") }
    #expect(OutputError.noName.exitCode == .usage)
  }

  @Test func whatCannotBeMadeIsRefusedAtOnce() {
    for (path, isFolder) in [
      (folder, true), (folder + "/", true), (folder + "/none/x", false), ("a\0b", false),
      (folder + "/" + String(repeating: "x", count: 300), false),
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

  /// Who reads at the other end of a pipe sees nothing of a look at it, not even an end.
  @Test func aLookOpensNoPipe() throws {
    let pipe = folder + "/pipe"
    #expect(unsafe mkfifo(pipe, 0o600) == 0)
    let reader = unsafe open(pipe, O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    try WholeFile.check(pipe)
    var seen = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
    #expect(unsafe poll(&seen, 1, 0) == 0)
    let file = try WholeFile(pipe)
    try file.append([7])
    var byte: UInt8 = 0
    #expect(unsafe read(reader, &byte, 1) == 1 && byte == 7)
    #expect(throws: OutputError.isFolder(path: folder)) { try WholeFile.check(folder) }
    #expect(throws: OutputError.self) { try WholeFile.check(folder + "/none/x") }
    try WholeFile.check(folder + "/new")
    #expect(names == ["pipe"])
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

  /// What a shell redirects to is written where it stands: after what was written there, before what comes, with or without
  /// a name, and no name is given to another file.
  @Test(arguments: [false, true], [0, O_APPEND]) func whatIsOpenIsWrittenWhereItStands(isRemoved: Bool, mode: Int32)
    throws
  {
    let path = folder + "/f"
    let file = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | mode, 0o600)
    defer { close(file) }
    try #require(file >= 0)
    if isRemoved { try #require(unsafe unlink(path) == 0) }
    try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "/dev/fd/\(file)")
    try #require(unsafe write(file, "head ", 5) == 5)
    for name in ["/dev/fd/\(file)", "/proc/self/fd/\(file)", "/proc/\(getpid())/fd/\(file)", folder + "/link"] {
      try WholeFile.check(name)
      let output = try WholeFile(name)
      try output.append(Array("x ".utf8))
      try output.finish()
    }
    try #require(unsafe write(file, "tail", 4) == 4)
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = unsafe pread(file, &bytes, 64, 0)
    #expect(String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self) == "head x x x x tail")
    #expect(names == (isRemoved ? ["link"] : ["f", "link"]))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link") == "/dev/fd/\(file)")
  }

  /// What is open for reading alone is neither written nor replaced.
  @Test func whatIsOpenForReadingIsNotWritten() throws {
    try "before".write(toFile: folder + "/f", atomically: false, encoding: .utf8)
    let file = unsafe open(folder + "/f", O_RDONLY | O_CLOEXEC)
    defer { close(file) }
    #expect(throws: OutputError.self) { try WholeFile("/dev/fd/\(file)") }
    #expect(try text("f") == "before" && names == ["f"])
    #expect(throws: OutputError.self) { try WholeFile("/dev/fd/1000000") }
  }

  /// A name that is no text is followed by its bytes, as often as one likes.
  @Test func foldersNeedNotBeUTF8() throws {
    let name = Array((folder + "/caf").utf8CString.dropLast()) + [CChar(bitPattern: 0xE9), 0]
    try #require(unsafe mkdir(name, 0o700) == 0 && symlink(name, folder + "/link") == 0)
    for turn in ["one", "two"] {
      let file = try WholeFile(folder + "/link/v.tsv")
      try file.append(Array(turn.utf8))
      try file.finish()
      #expect(try text("link/v.tsv") == turn)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/link") == ["v.tsv"])
    // A link to such a name itself.
    let target = Array(name.dropLast()) + "/v.tsv".utf8CString
    try #require(unsafe symlink(target, folder + "/file") == 0)
    let error = #expect(throws: OutputError.self) { try WholeFile(folder + "/file") }
    #expect(error.map { $0.exitCode == .cannotCreate && "\($0)".contains("not UTF-8") } == true)
    #expect(try text("link/v.tsv") == "two")
  }

  /// Bytes go to the disk by blocks of 4 MiB, past the page cache, and the rest as usual: what stands in the file is what
  /// was given, however it came. On the disk, and on a file system that knows no such way.
  @Test(
    arguments: [0, 1, 4 << 20 - 1, 4 << 20, 4 << 20 + 1, 9 << 20],
    [[1 << 20], [4 << 20], [9 << 20], [1, 4095, 65_537, 3 << 20 + 7, 0]])
  func blocks(size: Int, pieces: [Int]) throws {
    var state: UInt32 = 7
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      for place in 0..<size {
        state = state &* 1_664_525 &+ 1_013_904_223
        unsafe buffer[place] = UInt8(state >> 24)
      }
      count = size
    }
    for folder in [folder, "/dev/shm"] where FileManager.default.isWritableFile(atPath: folder) {
      let path = "\(folder)/\(UUID().uuidString)"
      defer { try? FileManager.default.removeItem(atPath: path) }
      let file = try WholeFile(path)
      var (done, next) = (0, 0)
      while done < size {
        let piece = min(pieces[next % pieces.count], size - done)
        try file.append(Array(bytes[done..<done + piece]))
        (done, next) = (done + piece, next + 1)
      }
      #expect(!FileManager.default.fileExists(atPath: path))
      try file.finish()
      let read = try Data(contentsOf: URL(fileURLWithPath: path))
      #expect(read.count == size)
      #expect(read == Data(bytes))
    }
  }

  /// A large file takes the place of another, shorter or longer, and nothing of that one is left.
  @Test(arguments: [1, 6 << 20]) func largeFilesReplace(old: Int) throws {
    let path = folder + "/file"
    try Data(repeating: 1, count: old).write(to: URL(fileURLWithPath: path))
    let file = try WholeFile(path)
    for _ in 0..<5 { try file.append(Array(repeating: 2, count: 1_000_003)) }
    try file.finish()
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(repeating: 2, count: 5_000_015))
    #expect(names == ["file"])
  }
}
