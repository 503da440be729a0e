import Foundation
import Testing

@testable import Text

@Suite struct FileSystemTests {
  @Test func kinds() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("f", [1, 2, 3])
    let (link, pipe) = (folder.path + "/link", folder.path + "/pipe")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "f")
    #expect(unsafe mkfifo(pipe, 0o600) == 0)
    #expect(try FileSystem.kind(of: file) == .file && FileSystem.kind(of: link) == .file)
    #expect(try FileSystem.kind(of: folder.path) == .folder && FileSystem.kind(of: pipe) == .pipe)
    #expect(try FileSystem.kind(of: "/dev/null") == .other)
    for path in ["", "a\0b", folder.path + "/none", file + "/under"] {
      #expect(throws: TextError.noSuchFile(path: path)) { try FileSystem.kind(of: path) }
    }
  }

  @Test func sizesAreOfFilesAlone() throws {
    let folder = try TemporaryFolder()
    #expect(FileSystem.size(of: try folder.write("f", [1, 2, 3])) == 3)
    #expect(FileSystem.size(of: folder.path) == nil && FileSystem.size(of: "/dev/null") == nil)
    #expect(FileSystem.size(of: folder.path + "/none") == nil)
  }

  @Test func namesAreBytes() throws {
    let folder = try TemporaryFolder()
    try folder.write("ä", [])
    #expect(Set(try FileSystem.names(in: folder.path)) == [Array(".".utf8), Array("..".utf8), Array("ä".utf8)])
    #expect(throws: TextError.self) { try FileSystem.names(in: folder.path + "/none") }
  }

  /// At most as much as is asked for, appended to what is there; false at the end, again and again.
  @Test func filesAreReadInPieces() throws {
    let folder = try TemporaryFolder()
    let file = try InputFile(.file(path: try folder.write("f", [1, 2, 3, 4, 5])))
    var bytes: [UInt8] = [0]
    #expect(try file.read(into: &bytes, limit: 2) && bytes == [0, 1, 2])
    #expect(try file.read(into: &bytes, limit: 10) && bytes == [0, 1, 2, 3, 4, 5])
    #expect(try !file.read(into: &bytes, limit: 10) && bytes.count == 6)
    #expect(try !file.read(into: &bytes, limit: 10))
    #expect(throws: TextError.noSuchFile(path: "a\0b")) { try InputFile(.file(path: "a\0b")) }
  }
}
