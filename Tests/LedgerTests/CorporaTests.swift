import Platform
import Testing

@testable import Ledger

@Suite struct CorporaTests {
  @Test func comesBackAsItWentIn() throws {
    let sample = try Sample(.inMemory())
    var expected = corpusRecord(run: sample.run)
    expected.id = sample.corpus.id
    expected.createdAt = sample.corpus.createdAt
    #expect(sample.corpus == expected)
    #expect(sample.corpus.createdAt.hasSuffix("Z"))
    #expect(
      try sample.ledger.splits(of: sample.corpus) == SplitName.allCases.map { splitRecord($0, ids: sample.ids.id) })
    #expect(try sample.ledger.tokens(of: sample.corpus) == vocabulary)
    #expect(try sample.ledger.statistics(of: sample.corpus).map(\.name) == ["heaps_exponent", "types"])
    #expect(try sample.ledger.statistics(of: sample.corpus).map(\.value) == [nil, 2])
    #expect(try sample.ledger.runs().first?.corpusID == sample.corpus.id)
  }

  @Test func aTakenNameIsRefusedAndNothingChanges() throws {
    let sample = try Sample(.inMemory())
    let taken = LedgerError.nameTaken(path: ":memory:", kind: .corpus, name: "novels")
    #expect(throws: taken) { try sample.ledger.checkFree(corpus: "novels") }
    #expect(throws: Never.self) { try sample.ledger.checkFree(corpus: "plays") }
    #expect(throws: taken) {
      try sample.ledger.add(corpus: corpusRecord(), splits: [], tokens: tokenRows([]), statistics: [])
    }
    #expect(try sample.ledger.tokens(of: sample.corpus) == vocabulary)
  }

  @Test func replacingRemovesAllThatHungOnIt() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30)])
    try sample.ledger.add(
      corpus: corpusRecord(), splits: [], tokens: tokenRows(Array(vocabulary.prefix(1))), statistics: [],
      replacing: true)
    let corpus = try sample.ledger.corpus()
    #expect(try sample.ledger.tokens(of: corpus) == Array(vocabulary.prefix(1)))
    for table in ["split", "statistic", "model", "score", "top_ngrams"] {
      #expect(try sample.ledger.scalar("SELECT count(*) FROM \(table)") == "0", "\(table)")
    }
    #expect(try sample.ledger.scalar("SELECT count(*) FROM run") == "1")
  }

  /// A token that the database refuses takes the whole corpus with it, and the replaced one stays.
  @Test func wholeOrAbsent() throws {
    let sample = try Sample(.inMemory())
    let good = tokenRows(vocabulary)
    let bad: [(inout TokenRows) -> Void] = [
      { $0.counts[2] = -1 },
      { $0.ranks[3] = 0 },
      { $0.bytes = PackedBytes([[0x61], [], [0x62], [0x63]]) },
      { $0.texts[3] = "\u{9B}2J" },
      { $0.texts[3] = nil },
      { $0.texts[3] = "a\0" },
    ]
    for (replacing, last) in [(false, 0), (true, 0), (false, 1), (true, 2), (true, 3), (true, 4), (false, 5)] {
      var rows = good
      bad[last](&rows)
      let name = replacing ? "novels" : "plays"
      let refusal = failure {
        try sample.ledger.add(
          corpus: corpusRecord(name), splits: [splitRecord(.train, ids: sample.ids.id)],
          tokens: rows, statistics: [],
          replacing: replacing)
      }
      guard case .refused = refusal else {
        Issue.record("\(String(describing: refusal))")
        return
      }
    }
    #expect(try sample.ledger.corpora() == [sample.corpus])
    #expect(try sample.ledger.tokens(of: sample.corpus) == vocabulary)
  }

  @Test func namesTheCorporaThatThereAre() throws {
    let ledger = try Ledger.inMemory()
    #expect(throws: LedgerError.noCorpus(path: ":memory:", name: nil, names: [])) { try ledger.corpus() }
    _ = try Sample(ledger, name: "b")
    #expect(try ledger.corpus().name == "b")
    _ = try Sample(ledger, name: "a")
    #expect(throws: LedgerError.severalCorpora(path: ":memory:", names: ["a", "b"])) { try ledger.corpus() }
    #expect(throws: LedgerError.noCorpus(path: ":memory:", name: "c", names: ["a", "b"])) {
      try ledger.corpus(named: "c")
    }
    #expect(try ledger.corpus(named: "b").name == "b")
  }

  @Test func aBadNameIsRefusedBeforeAnything() throws {
    #expect(throws: LedgerError.badName("a\tb")) {
      try Ledger.inMemory().add(corpus: corpusRecord("a\tb"), splits: [], tokens: tokenRows([]), statistics: [])
    }
  }

  /// Sizes whose sum overflows are refused by the database, not by a trap.
  @Test func absurdSizes() throws {
    let sample = try Sample(.inMemory())
    let refusal = failure {
      try sample.ledger.add(
        corpus: corpusRecord("b"), splits: [splitRecord(.train, ids: sample.ids.id, tokens: Int.max)],
        tokens: tokenRows([]),
        statistics: [])
    }
    guard case .refused = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
  }

  /// "é" is one scalar or two: nobody sees which.
  @Test func namesThatLookTheSameAreOne() throws {
    let (one, two) = ("caf\u{E9}", "cafe\u{301}")
    let sample = try Sample(.inMemory(), name: two)
    let ledger = sample.ledger
    let taken = LedgerError.nameTaken(path: ":memory:", kind: .corpus, name: one)
    #expect(throws: taken) { try ledger.checkFree(corpus: one) }
    func add(_ name: String, replacing: Bool = false) throws {
      try ledger.add(
        corpus: corpusRecord(name), splits: [], tokens: tokenRows([]), statistics: [], replacing: replacing)
    }
    #expect(throws: taken) { try add(one) }
    #expect(try ledger.corpus(named: one).id == sample.corpus.id)
    try add(one, replacing: true)
    #expect(try ledger.corpora().map { Array($0.name.utf8) } == [Array(one.utf8)])
    // A file of an older lmctl may hold both: then bytes tell.
    try add("x")
    try ledger.write { db in try db.run("UPDATE corpus SET name = ? WHERE name = 'x'", two) }
    #expect(try ledger.corpus(named: one).name.utf8.elementsEqual(one.utf8))
    #expect(try ledger.corpus(named: two).name.utf8.elementsEqual(two.utf8))
    try add(two, replacing: true)
    #expect(try ledger.corpora().count == 2)
  }
}
