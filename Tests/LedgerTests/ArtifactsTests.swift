import Platform
import Testing

@testable import Ledger

@Suite struct ArtifactsTests {
  private func pattern(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) } }

  @Test(arguments: [0, 1, 7, 4 << 20, (4 << 20) + 1, (9 << 20) - 3]) func bytesComeBack(count: Int) throws {
    let sample = try Sample(.inMemory())
    let bytes = pattern(count)
    let artifact = try sample.ledger.storeArtifact(bytes, kind: "weights", run: sample.run)
    #expect(artifact.bytes == count)
    #expect(artifact.sha256 == "\(SHA256.digest(of: bytes))")
    #expect(try sample.ledger.artifact(artifact.id) == artifact)
    #expect(try sample.ledger.loadArtifact(artifact.id) == bytes)
    let chunks = try sample.ledger.scalar("SELECT count(*) FROM artifact_chunk WHERE artifact_id = \(artifact.id)")
    #expect(chunks == "\((count + (4 << 20) - 1) / (4 << 20))")
  }

  @Test func numbersComeBack() throws {
    let sample = try Sample(.inMemory())
    let doubles = (0..<600_000).map { 1 / Double($0 + 1) } + [-.infinity]
    let stored = try sample.ledger.storeArtifact(doubles, kind: "log-probabilities", run: sample.run)
    #expect(try sample.ledger.loadArtifact(stored.id, as: Double.self) == doubles)
    #expect(try sample.ledger.loadArtifact(sample.ids.id, as: UInt32.self) == Array(0..<100))
    #expect(try sample.ledger.loadArtifact(sample.ids.id).prefix(5) == [0, 0, 0, 0, 1])
    let odd = try sample.ledger.storeArtifact([1, 2, 3] as [UInt8], kind: "odd", run: sample.run)
    #expect(throws: LedgerError.self) { try sample.ledger.loadArtifact(odd.id, as: UInt32.self) }
  }

  @Test func piecesGiveWhatTheWholeGives() throws {
    let sample = try Sample(.inMemory())
    let bytes = pattern(10_000_000)
    let writer = sample.ledger.artifactWriter(kind: "weights", run: sample.run)
    for start in stride(from: 0, to: bytes.count, by: 1_234_567) {
      let piece = Array(bytes[start..<min(start + 1_234_567, bytes.count)])
      try writer.append(piece.span)
    }
    let written = try writer.finish()
    #expect(try sample.ledger.loadArtifact(written.id) == bytes)
    #expect(try sample.ledger.storeArtifact(bytes, kind: "weights", run: sample.run) == written)
  }

  @Test func theSameContentIsStoredOnce() throws {
    let sample = try Sample(.inMemory())
    let count = "SELECT count(*) || ' ' || (SELECT count(*) FROM artifact_chunk) FROM artifact"
    let ids = [UInt32](0..<100)
    #expect(try sample.ledger.storeArtifact(ids, kind: "ids", run: sample.run) == sample.ids)
    #expect(try sample.ledger.scalar(count) == "1 1")
    // A stream learns what it is only at its end; what it wrote goes with it.
    do {
      let writer = sample.ledger.artifactWriter(kind: "ids", run: sample.run)
      try writer.append(ids.span)
      #expect(try writer.finish() == sample.ids)
    }
    #expect(try sample.ledger.scalar(count) == "1 1")
    #expect(try sample.ledger.storeArtifact(ids, kind: "other", run: sample.run).id != sample.ids.id)
    let later = try sample.ledger.beginRun(NewRun(command: "tokenize"))
    #expect(try sample.ledger.storeArtifact(ids, kind: "ids", run: later).id != sample.ids.id, "its run lives")
    try sample.ledger.finishRun(sample.run)
    #expect(try sample.ledger.storeArtifact(ids, kind: "ids", run: later) == sample.ids)
    #expect(try sample.ledger.scalar("SELECT owner FROM artifact WHERE artifact_id = \(sample.ids.id)") == later)
  }

  /// Storing again is how a damaged value is mended: it must not be found again.
  @Test func damagedContentIsNotReused() throws {
    let sample = try Sample(.inMemory())
    try sample.ledger.execute("UPDATE artifact_chunk SET data = zeroblob(length(data))")
    let again = try sample.ledger.storeArtifact([UInt32](0..<100), kind: "ids", run: sample.run)
    #expect(again.id != sample.ids.id)
    #expect(try sample.ledger.loadArtifact(again.id, as: UInt32.self) == Array(0..<100))
  }

  @Test func aWriterThatIsGivenUpLeavesNothing() throws {
    let sample = try Sample(.inMemory())
    do {
      let writer = sample.ledger.artifactWriter(kind: "weights", run: sample.run)
      let bytes = [UInt8](repeating: 7, count: 33 << 20)
      try writer.append(bytes.span)
      #expect(try sample.ledger.scalar("SELECT count(*) FROM artifact_chunk") == "9")
    }
    #expect(try sample.ledger.scalar("SELECT count(*) FROM artifact_chunk") == "1")
    #expect(try sample.ledger.scalar("SELECT count(*) FROM artifact") == "1")
  }

  @Test(arguments: [
    "UPDATE artifact_chunk SET data = zeroblob(length(data))",
    "UPDATE artifact_chunk SET data = x'00'",
    "UPDATE artifact_chunk SET place = 1",
    "DELETE FROM artifact_chunk",
    "INSERT INTO artifact_chunk VALUES (1, 7, x'00')",
    "UPDATE artifact SET bytes = bytes + 4",
    "UPDATE artifact SET bytes = 9223372036854775804",
    "UPDATE artifact SET bytes = 0",
    "UPDATE artifact SET sha256 = replace(hex(zeroblob(32)), 'x', '')",
    "UPDATE artifact SET bytes = NULL, sha256 = NULL",
    "PRAGMA foreign_keys = 0; PRAGMA ignore_check_constraints = 1; UPDATE artifact SET bytes = -8",
    "PRAGMA ignore_check_constraints = 1; UPDATE artifact_chunk SET data = zeroblob(80000000)",
  ])
  func damageIsSeen(sql: String) throws {
    let sample = try Sample(.inMemory())
    try sample.ledger.execute(sql)
    let error = failure { _ = try sample.ledger.loadArtifact(sample.ids.id, as: UInt32.self) }
    guard case .damagedArtifact(_, sample.ids.id, _, _) = error else {
      Issue.record("\(sql): \(String(describing: error))")
      return
    }
    #expect(error?.exitCode == .data)
  }

  @Test func anArtifactNeedsARun() throws {
    let ledger = try Ledger.inMemory()
    guard case .refused = failure({ _ = try ledger.storeArtifact([1] as [UInt8], kind: "ids", run: "nobody") }) else {
      Issue.record("an artifact without a run was taken")
      return
    }
  }

  /// A value that another process removes while it is read is no damage of the disk.
  @Test func whatIsRemovedMeanwhileIsNotDamaged() throws {
    let sample = try Sample(.inMemory())
    let ledger = sample.ledger
    let gone = LedgerError.artifactGone(path: ":memory:")
    #expect(gone.exitCode == .busy)
    for place in 0...1 {
      let id = try ledger.storeArtifact(pattern(ArtifactChunk.bytes * (place + 1) + 1), kind: "ids", run: sample.run).id
      var pieces = 0
      #expect(throws: gone) {
        try ledger.readArtifact(id, as: UInt8.self) { _ in
          if pieces == place { try ledger.execute("DELETE FROM artifact WHERE artifact_id = \(id)") }
          pieces += 1
        }
      }
      // Nothing refers to it, and so nothing misses it.
      #expect(throws: gone) { try ledger.loadArtifact(id) }
    }
    // What has been looked up, and has gone before its first chunk is read.
    let artifact = try ledger.storeArtifact(pattern(9), kind: "ids", run: sample.run)
    try ledger.execute("DELETE FROM artifact WHERE artifact_id = \(artifact.id)")
    #expect(throws: gone) { try ledger.checkLength(of: artifact) }
  }
}
