import Testing

@Suite struct OldDatabaseTests {
  @Test(arguments: 1...3) func itIsWhatALedgerOfThatVersionLeft(version: Int) throws {
    let work = try Workdir()
    try OldDatabase.write(version, in: work)
    #expect(work.names == ["lm.sqlite"])
    #expect(try work.integrity() == "ok\n")
    #expect(try work.sqlite("PRAGMA user_version; PRAGMA page_size") == "\(version)\n8192\n")
    #expect(try work.lmctl("list").output.contains("old"))
    #expect(try work.lmctl("ngram", "--order", "1", "--name", "new").status == 0)
    #expect(try work.lmctl("doctor").status == 0)
  }
}
