import Testing

@testable import Ledger

@Suite struct TopNGramWriterTests {
  private func row(_ place: Int, n: Int = 1) -> TopNGramRecord {
    TopNGramRecord(n: n, place: place, gram: "w\(place)", count: 1_000_000 - place)
  }

  /// More than a page in pieces that are none: all of it is there once a model shows it, and nothing before.
  @Test func rowsGoAheadOfTheirModel() throws {
    let sample = try Sample(.inMemory())
    let rows = (1...TopNGramWriter.rowsOfPage + 7).map { row($0) } + [row(1, n: 2)]
    let writer = sample.ledger.topNGramWriter(run: sample.run)
    for start in stride(from: 0, to: rows.count, by: 33_333) {
      try writer.append(Array(rows[start..<min(start + 33_333, rows.count)]))
    }
    var model = modelRecord("all", corpus: sample.corpus.id, artifact: sample.ids.id)
    model.ngramList = try writer.finish()
    #expect(try sample.ledger.scalar("SELECT count(*) FROM top_ngrams") == "0")
    let others = [TopNGramRecord(n: 3, place: 1, gram: "a b c", count: 1, logProbability: -0.5, logBackoff: 0)]
    try sample.ledger.add(models: [(model, [], others)])
    let read = try sample.ledger.topNGrams(of: sample.ledger.model(in: sample.corpus))
    #expect(read.dropLast() == rows[...])
    #expect(read.last?.logBackoff == 0 && abs((read.last?.logProbability ?? 0) + 0.5) < 1e-15)
    #expect(
      try sample.ledger.query("SELECT n, count(*), max(place) FROM ngrams GROUP BY n") == [
        ["1", "100007", "100007"], ["2", "1", "1"], ["3", "1", "1"],
      ])
    // A list is one model's.
    model.name = "other"
    guard case .refused = failure({ try sample.ledger.add(models: [(model, [], [])]) }) else {
      Issue.record("two models show the same list")
      return
    }
    #expect(try sample.ledger.models(of: sample.corpus).count == 1)
  }

  /// A file that gives the last number away has room for more lists all the same.
  @Test func beyondTheLastNumberTheLowestIsTaken() throws {
    let sample = try Sample(.inMemory())
    for (name, list) in [("one", 1), ("two", 2), ("three", 3)] {
      var model = modelRecord(name, corpus: sample.corpus.id, artifact: sample.ids.id)
      let writer = sample.ledger.topNGramWriter(run: sample.run)
      try writer.append([row(1)])
      model.ngramList = try writer.finish()
      #expect(model.ngramList?.id == list)
      try sample.ledger.add(models: [(model, [], [])])
      if list == 2 {
        try sample.ledger.execute("DELETE FROM top_ngram WHERE key >> 40 = 2")
        try sample.ledger.execute("UPDATE ngram_list SET list_id = \(PackedKey.lists.upperBound) WHERE list_id = 2")
        var first = modelRecord("first", corpus: sample.corpus.id, artifact: sample.ids.id)
        first.ngramList = try sample.ledger.topNGramWriter(run: sample.run).finish()
        #expect(first.ngramList?.id == 2)
        try sample.ledger.add(models: [(first, [], [])])
      }
    }
  }

  @Test func nothingIsAListToo() throws {
    let sample = try Sample(.inMemory())
    var model = modelRecord("none", corpus: sample.corpus.id, artifact: sample.ids.id)
    model.ngramList = try sample.ledger.topNGramWriter(run: sample.run).finish()
    try sample.ledger.add(models: [(model, [], [])])
    #expect(try sample.ledger.topNGrams(of: sample.ledger.model(in: sample.corpus)).isEmpty)
  }

  @Test(arguments: [
    TopNGramRecord(n: 0, place: 1, gram: "a", count: 1), TopNGramRecord(n: 64, place: 1, gram: "a", count: 1),
    TopNGramRecord(n: 1, place: 0, gram: "a", count: 1), TopNGramRecord(n: 1, place: 1 << 34, gram: "a", count: 1),
    TopNGramRecord(n: 1, place: 1, gram: "a", count: 0), TopNGramRecord(n: 1, place: 1, gram: "a\u{1B}[2J", count: 1),
    TopNGramRecord(n: 1, place: 1, gram: "\u{85}", count: 1), TopNGramRecord(n: 1, place: 2, gram: "a", count: 1),
  ])
  func refuses(bad: TopNGramRecord) throws {
    let sample = try Sample(.inMemory())
    let writer = sample.ledger.topNGramWriter(run: sample.run)
    let rows = [row(2), bad]
    let refusal = failure {
      try writer.append(rows)
      _ = try writer.finish()
    }
    guard case .refused = refusal else {
      Issue.record("\(bad): \(String(describing: refusal))")
      return
    }
  }
}
