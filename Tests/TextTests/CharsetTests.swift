import Testing

@testable import Text

@Suite struct CharsetTests {
  @Test(arguments: [
    ("latin1", "ISO-8859-1"), ("L9", "ISO-8859-15"), ("cp1252", "windows-1252"), ("windows1251", "windows-1251"),
    ("sjis", "Shift_JIS"), ("euc_jp", "EUC-JP"), ("ISO2022JP", "ISO-2022-JP"), ("gb18030", "GB18030"),
    ("KOI8R", "KOI8-R"), ("ibm-37", "IBM037"), ("TIS-620", "windows-874-2000"), ("UTF16_PlatformEndian", "UTF-16LE"),
    ("utf-16le", "UTF-16LE"),
    ("UTF-16LE,version=1", "UTF-16LE"),
  ]) func aliasesHaveOneName(alias: String, name: String) throws {
    #expect(try Charset(named: alias) == Charset(name: name))
  }

  @Test func unicodeKinds() throws {
    #expect(try Charset(named: "utf8") == Charset(name: "UTF-8", kind: .utf8))
    #expect(try Charset(named: "utf-16") == Charset(name: "UTF-16", kind: .utf16))
    #expect(try Charset(named: "UTF-32") == Charset(name: "UTF-32", kind: .utf32))
  }

  /// A standard name is what is recorded: it must name the same converter when it is read again.
  @Test func everyStandardNameNamesItself() throws {
    let names = Decoding.encodingNames
    #expect(names.count > 150)
    #expect(names == names.sorted())
    for name in ["UTF-8", "windows-1252", "Shift_JIS", "EUC-KR", "GB18030", "Big5", "KOI8-R", "IBM037"] {
      #expect(names.contains(name))
    }
    for name in names { #expect(try Charset(named: name).name == name) }
    for name in ["UTF-7", "SCSU", "BOCU-1", "CESU-8", "LMBCS-1", "IMAP-mailbox-name", "x11-compound-text"] {
      #expect(!names.contains(name))
      #expect(throws: TextError.noFileEncoding(name)) { try Charset(named: name) }
    }
  }

  @Test(arguments: [
    ("win-1252", "windows-1252"), ("latin-11", "ISO-8859-1"), ("shiftjs", "Shift_JIS"), ("koi8-x", "KOI8-R"),
    ("utf-9", "UTF-8"), ("euc-jq", "EUC-JP"), ("WINDOWS_1253x", "windows-1253"),
  ]) func mistypedNamesFindTheirNeighbours(typed: String, meant: String) {
    let error = #expect(throws: TextError.self) { try Charset(named: typed) }
    guard case .unknownEncoding(let name, let near) = error else { return }
    #expect(name == typed)
    #expect(near.contains(meant), "\(near)")
    #expect(near.count <= 5)
  }

  /// ICU takes "" for the system's charset, and would look for a file of any other name.
  @Test(arguments: [
    "", " ", "-", "a\0b", "../../etc/passwd", "no such encoding", "\u{1B}[2J", "日本",
    String(repeating: "x", count: 64), String(repeating: "UTF-8", count: 100_000),
  ]) func whatIsNoNameIsRefused(name: String) {
    #expect(throws: TextError.self) { try Charset(named: name) }
  }
}
