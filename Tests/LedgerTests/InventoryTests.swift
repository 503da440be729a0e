import Testing

@testable import Ledger

@Suite struct InventoryTests {
  @Test func everythingWithANameIsListed() throws {
    let ledger = try Ledger.inMemory()
    #expect(try ledger.inventory().isEmpty)
    for name in ["plays", "novels"] {
      let sample = try Sample(ledger, name: name)
      try sample.add([("b", 30), ("a", 20)])
      let checkpoint = try ledger.storeArtifact([UInt8](0..<9), kind: "checkpoint", run: sample.run)
      try ledger.save(
        checkpoint: CheckpointRecord(
          corpusID: sample.corpus.id, name: "a", settings: "{}", artifactID: checkpoint.id, step: 3, epoch: 1.5,
          runID: sample.run), with: [])
    }
    let things = try ledger.inventory()
    #expect(
      things.map { "\($0.kind) \($0.corpus) \($0.name)" } == [
        "corpus novels novels", "model novels a", "model novels b", "checkpoint novels a", "corpus plays plays",
        "model plays a", "model plays b", "checkpoint plays a",
      ])
    #expect(
      things.prefix(4).map(\.about) == [
        "30 tokens, 2 types", "ngram laplace, order 2", "ngram laplace, order 2", "3 updates, 1.5 epochs",
      ])
    // Ids of all splits are one artifact here, a model and its score another.
    #expect(things.prefix(4).map(\.bytes) == [400, 16, 16, 9])
    #expect(things.allSatisfy { $0.createdAt.hasSuffix("Z") })
  }

  @Test func falseLengthsAreNoTrap() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30)])
    try sample.ledger.execute("UPDATE artifact SET bytes = 9223372036854775807")
    #expect(try sample.ledger.inventory().map(\.bytes).allSatisfy { $0 > 0 })
    let corpus = try #require(try sample.ledger.inventory().first)
    _ = try sample.ledger.removal(of: corpus)
  }
}
