import Testing

@Suite(.enabled(if: Tools.hasSQLite)) struct OldVersionTests {
  @Test(arguments: OldVersion.all) func itIsWhatALedgerOfThatVersionLeft(version: OldVersion) throws {
    let work = try Workdir()
    try version.make(in: work)
    #expect(work.names == ["lm.sqlite"])
    #expect(try work.integrity() == "ok\n")
    #expect(try work.sqlite("PRAGMA user_version; PRAGMA page_size") == "\(version.number)\n8192\n")
  }

  /// A version that nobody has frozen would be tested by nothing.
  @Test func theCurrentOneIsAmongThem() throws {
    let work = try Workdir.tokenizedStory()
    #expect(try work.sqlite("PRAGMA user_version") == "\(OldVersion.current)\n")
    #expect(OldVersion.all.map(\.number) == Array(1...OldVersion.current))
  }
}
