import Foundation
import Testing

@testable import Text

@Suite struct SourceTests {
  @Test func aFolderMeansItsTextFilesInByteOrder() throws {
    let folder = try TemporaryFolder()
    for name in ["b.txt", "B.txt", "é.txt", "a.txt", "z.text", "txt", ".hidden.txt", "a.TXT"] {
      try folder.write(name, [])
    }
    let files = FileManager.default
    try files.createDirectory(atPath: folder.path + "/folder.txt", withIntermediateDirectories: false)
    try files.createSymbolicLink(atPath: folder.path + "/link.txt", withDestinationPath: "a.txt")
    let expected = ["B.txt", "a.txt", "b.txt", "link.txt", "é.txt"].map { Source.file(path: folder.path + "/" + $0) }
    #expect(try Source.expand([folder.path]) == expected)
    #expect(try Source.expand([folder.path + "/"]) == expected)
  }

  /// A text that is meant to be there must not be missing from a corpus without a word.
  @Test(arguments: ["nowhere", "dangling.txt"]) func aLinkToNothingIsRefused(target: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", [])
    let link = folder.path + "/dangling.txt"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    let error = #expect(throws: TextError.self) { try Source.expand([folder.path]) }
    #expect(error.map { "\($0)".hasPrefix("\(link): cannot be read: ") } == true)
  }

  @Test func argumentsKeepTheirOrder() throws {
    let folder = try TemporaryFolder()
    let (b, a) = (try folder.write("b.txt", []), try folder.write("a.md", []))
    #expect(try Source.expand([b, "-", a]) == [.file(path: b), .standardInput, .file(path: a)])
    #expect(Source.standardInput.path == "-")
  }

  @Test func whatCannotBeReadIsNamed() throws {
    let folder = try TemporaryFolder()
    let missing = folder.path + "/missing"
    #expect(throws: TextError.noSuchFile(path: missing)) { try Source.expand([missing]) }
    #expect(throws: TextError.noSuchFile(path: "")) { try Source.expand([""]) }
    #expect(throws: TextError.noSuchFile(path: "a\0b")) { try Source.expand(["a\0b"]) }
    #expect(throws: TextError.noTextFiles(folder: folder.path)) { try Source.expand([folder.path]) }
    #expect(throws: TextError.notAFile(path: "/dev/null")) { try Source.expand(["/dev/null"]) }
    #expect(throws: TextError.standardInputTwice) { try Source.expand(["-", "-"]) }
    let tokenizer = try Tokenizer(TokenizerSettings())
    #expect(throws: TextError.noSuchFile(path: missing)) { try tokenizer.tokenize(.file(path: missing)) { _, _ in } }
    #expect(throws: TextError.cannotRead(path: folder.path, reason: "Is a directory")) {
      try tokenizer.tokenize(.file(path: folder.path)) { _, _ in }
    }
  }

  @Test func aNameThatIsNotUTF8IsRefused() throws {
    let folder = try TemporaryFolder()
    let name: [CChar] = (Array((folder.path + "/q").utf8) + [0xFF] + Array(".txt".utf8) + [0]).map {
      CChar(bitPattern: $0)
    }
    let made = unsafe fopen(name, "w")
    guard let made = unsafe made else { return }  // some file systems have no such names
    unsafe fclose(made)
    #expect(throws: TextError.nameNotUTF8(folder: folder.path, name: #"q\xFF.txt"#)) {
      try Source.expand([folder.path])
    }
  }

  /// The same bytes give the digest that tokenizing them tells, over several blocks.
  @Test func digestIsThatOfTheSummary() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).txt").path
    try String(repeating: "some words and a line\n", count: 40_000).write(
      toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let source = Source.file(path: path)
    let summary = try Tokenizer(TokenizerSettings(unit: .whitespace)).tokenize(source) { _, _ in }
    #expect(try source.digest() == summary.sha256)
    #expect(source.size == summary.fileBytes && Source.standardInput.size == nil)
    #expect(throws: TextError.noSuchFile(path: path + "x")) { try Source.file(path: path + "x").digest() }
  }
}
