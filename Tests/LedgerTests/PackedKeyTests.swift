import Testing

@testable import Ledger

@Suite struct PackedKeyTests {
  /// The SQL that packs and unpacks, at the edges of what a key holds.
  @Test func numbersComeBackFromKeys() throws {
    let ledger = try Ledger.inMemory()
    for (owner, rest) in [(1, 0), (1, 1 << 32 - 1), (1 << 31 - 1, 7)] {
      let key = owner << PackedKey.token.bits | rest
      let query = """
        SELECT \(PackedKey.token.owner), \(PackedKey.token.offset), \(PackedKey.token.isOf("\(owner)")),
          \(PackedKey.token.isOf("\(owner) - 1")), \(PackedKey.token.isOf("\(owner) + 1"))
        FROM (SELECT \(key) AS key)
        """
      #expect(try ledger.query(query) == [["\(owner)", "\(rest)", "1", "0", "0"]])
    }
  }

  /// Order, then place: the greatest of each still fits into a positive key.
  @Test func ngramsLieByOrderAndPlace() throws {
    let sample = try Sample(.inMemory())
    let (n, place) = (PackedKey.orders.upperBound, PackedKey.places.upperBound)
    let grams = [
      TopNGramRecord(n: 1, place: place, gram: "a", count: 1), TopNGramRecord(n: n, place: 1, gram: "b", count: 2),
      TopNGramRecord(n: n, place: place, gram: "c", count: 3),
    ]
    try sample.ledger.execute("INSERT INTO ngram_list(list_id) VALUES (8388606)")
    let model = modelRecord("m", corpus: sample.corpus.id, artifact: sample.ids.id)
    try sample.ledger.add(models: [(model, [], grams.reversed())])
    #expect(try sample.ledger.topNGrams(of: sample.ledger.model(in: sample.corpus)) == grams)
    #expect(try sample.ledger.scalar("SELECT DISTINCT list_id FROM top_ngram") == "8388607")
    // Beyond the last number a key would overflow: the next list has one that is free.
    #expect(try sample.ledger.topNGramWriter(run: sample.run).finish().id == 1)
  }
}
