import GRDB
import Glibc
import Platform
import Testing

@testable import Ledger

@Suite struct LedgerTests {
  @Test func anothersTransactionIsWaitedForAndThenBusy() throws {
    let work = try Workdir()
    let first = try Ledger.open(work.database, for: .writing)
    let second = try Ledger.open(work.database, for: .writing, busyTimeout: 0.05)
    let error = try first.write { _ in failure { _ = try second.beginRun(NewRun(command: "a")) } }
    #expect(error == .busy(path: work.database))
    #expect(error?.exitCode == .busy)
    // Reading goes on beside a write that has not been committed, and a new reader may come.
    let runs = try first.write { db in
      try db.run("DELETE FROM run")
      return try second.runs().count + Ledger.open(work.database, for: .reading).runs().count
    }
    #expect(runs == 0)
    #expect(throws: Never.self) { try second.beginRun(NewRun(command: "a")) }
  }

  @Test func openingForWritingIsBusyToo() throws {
    let work = try Workdir()
    let first = try Ledger.open(work.database, for: .writing)
    let error = try first.write { _ in
      failure { _ = try Ledger.open(work.database, for: .writing, busyTimeout: 0.05) }
    }
    #expect(error == .busy(path: work.database))
  }

  /// More pages than the cache holds are written only when all is: until then others read what stood.
  @Test func aLargeTransactionLocksNoReaderOut() throws {
    let work = try Workdir()
    let ledger = try Sample(Ledger.open(work.database, for: .writing)).ledger
    let reader = try Ledger.open(work.database, for: .reading, busyTimeout: 0.05)
    try ledger.write { db in
      for place in 1...10 {
        try db.run("INSERT INTO artifact_chunk VALUES (1, ?, zeroblob(4194304))", place)
      }
      #expect(try reader.corpora().count == 1)
    }
    #expect(try reader.scalar("SELECT count(*) FROM artifact_chunk") == "11")
  }

  @Test func aFullDiskKeepsWhatWasCommitted() throws {
    let work = try Workdir()
    let sample = try Sample(Ledger.open(work.database, for: .writing))
    _ = try sample.ledger.query("PRAGMA max_page_count = 1000")
    let big = [UInt8](repeating: 1, count: 20 << 20)
    let error = failure { _ = try sample.ledger.storeArtifact(big, kind: "weights", run: sample.run) }
    guard case .full(work.database, _, let free?) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(free > 0)
    #expect(error?.exitCode == .io)
    #expect(try sample.ledger.corpora() == [sample.corpus])
    #expect(try sample.ledger.scalar("SELECT count(*) FROM artifact") == "1")
    try sample.ledger.finishRun(sample.run, exitCode: 74, error: "full")
  }

  @Test func anErrorUndoesTheWholeWrite() throws {
    let ledger = try Ledger.inMemory()
    struct Stop: Error {}
    #expect(throws: LedgerError.self) {
      try ledger.write { db -> Void in
        try db.run("CREATE TABLE t(a) STRICT")
        throw Stop()
      }
    }
    #expect(throws: Never.self) { _ = try ledger.beginRun(NewRun(command: "a")) }
    #expect(try ledger.scalar("SELECT count(*) FROM sqlite_schema WHERE name = 't'") == "0")
  }

  /// A copy of a file in the middle of a write is what a crash leaves: the copy opens at the last committed state.
  @Test func aHotJournalIsRolledBackAtTheNextOpening() throws {
    let work = try Workdir()
    let copy = work.path + "/copy.sqlite"
    let ledger = try Sample(Ledger.open(work.database, for: .writing)).ledger
    try ledger.queue.writeWithoutTransaction { db in
      // Spilling writes pages before the commit, as a crash in the middle of one finds them.
      try db.execute(sql: "PRAGMA cache_spill = 1; PRAGMA cache_size = 10")
      try db.execute(sql: "BEGIN IMMEDIATE")
      try db.execute(
        sql: "UPDATE corpus SET name = 'lost'; INSERT INTO artifact_chunk VALUES (1, 1, zeroblob(4194304))")
      var pages = try bytes(of: work.database)
      // A commit writes the first page, with the new number of pages, before it writes those.
      pages.replaceSubrange(28..<32, with: [0, 0x7F, 0xFF, 0xFF])
      try write(pages, to: copy)
      try write(bytes(of: work.database + "-journal"), to: copy + "-journal")
      try db.execute(sql: "ROLLBACK")
    }
    #expect(try bytes(of: copy).count > 4 << 20, "the pages of the lost write are there")
    #expect(try Ledger.open(copy, for: .reading).corpora().map(\.name) == ["novels"])
    #expect(work.names == ["copy.sqlite", "lm.sqlite"])
  }

  // MARK: Damage

  private func readEverything(_ path: String) throws {
    let ledger = try Ledger.open(path, for: .reading)
    for corpus in try ledger.corpora() {
      _ = try ledger.splits(of: corpus)
      _ = try ledger.tokens(of: corpus)
      _ = try ledger.statistics(of: corpus)
      for model in try ledger.models(of: corpus) {
        _ = try ledger.scores(of: model)
        _ = try ledger.topNGrams(of: model)
        _ = try ledger.loadArtifact(model.artifactID, as: Double.self)
      }
      for split in try ledger.splits(of: corpus) { _ = try ledger.loadArtifact(split.idsArtifact, as: UInt32.self) }
    }
    _ = try ledger.leaderboard()
    _ = try ledger.learningCurve()
    _ = try ledger.runs()
  }

  /// Whatever stands in the file, every verb ends with a result or with an error of ours that means bad data.
  @Test func noDamageTraps() throws {
    let work = try Workdir()
    do {
      let sample = try Sample(Ledger.open(work.database, for: .writing))
      try sample.add([("a", 30), ("b", nil)])
      try sample.ledger.record(
        (0..<50).map { MetricRecord(name: "loss", step: $0, value: 1, wallMilliseconds: $0) }, run: sample.run)
    }
    let whole = try bytes(of: work.database)
    var random = Noise(state: 42)
    var refused = 0
    for round in 0..<300 {
      var damaged = whole
      switch round % 3 {
      case 0: damaged.removeLast(Int.random(in: 1..<whole.count, using: &random))
      case 1:
        let page = Int.random(in: 0..<whole.count / 8192, using: &random) * 8192
        for index in page..<page + 8192 where page > 0 || index >= 100 {
          damaged[index] = UInt8.random(in: 0...255, using: &random)
        }
      default:
        for _ in 0..<200 {
          damaged[Int.random(in: 100..<whole.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
      }
      try write(damaged, to: work.database)
      guard let error = failure({ try readEverything(work.database) }) else { continue }
      refused += 1
      #expect([ExitCode.data, .noInput, .io].contains(error.exitCode), "round \(round): \(error)")
    }
    #expect(refused > 100)
  }

  @Test func aTableThatIsNotThereIsDamage() throws {
    let work = try Workdir()
    try Ledger.open(work.database, for: .writing).execute("DROP VIEW leaderboard")
    guard case .damaged = failure({ _ = try Ledger.open(work.database, for: .reading).leaderboard() }) else {
      Issue.record("a missing view was not seen")
      return
    }
  }
}

/// The same numbers in every run (SplitMix64).
struct Noise: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
