import Testing

@testable import Ledger

@Suite struct ArtifactReadingTests {
  private struct Enough: Error {}

  /// Longer than a chunk, and not a multiple of one.
  @Test func piecesMakeTheWhole() throws {
    let ledger = try Ledger.inMemory()
    let run = try ledger.beginRun(NewRun(command: "test"))
    let numbers = (0..<UInt32(ArtifactChunk.bytes / 4 * 2 + 5)).map { $0 &* 2_654_435_761 }
    let artifact = try ledger.storeArtifact(numbers, kind: "ids", run: run)
    var read: [UInt32] = []
    var pieces = 0
    try ledger.readArtifact(artifact.id, as: UInt32.self) { piece in
      read += piece
      pieces += 1
    }
    #expect(read == numbers && pieces == 3)
    #expect(throws: Enough.self) {
      try ledger.readArtifact(artifact.id, as: UInt32.self) { _ in throw Enough() }
    }
  }

  /// What a file says of a size is held against its chunks before anybody plans by it.
  @Test func theSizeIsThatOfTheChunks() throws {
    let ledger = try Ledger.inMemory()
    let run = try ledger.beginRun(NewRun(command: "test"))
    let id = try ledger.storeArtifact([1, 2, 3] as [UInt32], kind: "ids", run: run).id
    #expect(try ledger.sizedArtifact(id).bytes == 12)
    for bytes in [0, 11, 13, 1 << 40, Int.max] {
      try ledger.execute("UPDATE artifact SET bytes = \(bytes)")
      guard case .damagedArtifact = failure({ _ = try ledger.sizedArtifact(id) }) else {
        Issue.record("\(bytes) is believed")
        return
      }
    }
  }

  @Test func damageIsFound() throws {
    let ledger = try Ledger.inMemory()
    let run = try ledger.beginRun(NewRun(command: "test"))
    let id = try ledger.storeArtifact([1, 2, 3] as [UInt32], kind: "ids", run: run).id
    let isDamage: ((any Error)?) -> Bool = { error in
      if case .damagedArtifact = error as? LedgerError { true } else { false }
    }
    func error() -> (any Error)? {
      #expect(throws: (any Error).self) { try ledger.readArtifact(id, as: UInt32.self) { _ in } }
    }
    try ledger.execute("UPDATE artifact_chunk SET data = X'010000000200000004000000'")
    #expect(isDamage(error()))
    try ledger.execute("UPDATE artifact_chunk SET data = X'0100000002000000'")
    #expect(isDamage(error()))
    try ledger.execute("DELETE FROM artifact_chunk")
    #expect(isDamage(error()))
    #expect(throws: LedgerError.self) { try ledger.readArtifact(id + 1, as: UInt32.self) { _ in } }
  }
}
