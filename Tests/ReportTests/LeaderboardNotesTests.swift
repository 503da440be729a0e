import Ledger
import Testing

@testable import Report

@Suite struct LeaderboardNotesTests {
  private func ranked(_ names: [String], unseen: String = "uniform") throws -> [LeaderboardRow] {
    try names.enumerated().map { index, name in
      try leaderboardRow(
        #""place": \#(index + 1), "model": "\#(name)", "kind": "ngram", "context": "segment", "perplexity": \#(9 + index), "unseen": "\#(unseen)""#,
        oov: 0)
    }
  }

  private func pair(_ better: String, _ worse: String, _ isSignificant: Bool, split: String = "test") -> TestedPair {
    TestedPair(corpus: "c", split: split, better: better, worse: worse, isSignificant: isSignificant)
  }

  private func note(_ names: [String], _ pairs: [TestedPair]) throws -> String? {
    LeaderboardNotes(try ranked(names), nil, pairs).lines.first
  }

  /// Of neighbours on the list, whichever of the two is the better by the test.
  @Test func whichNeighboursDiffer() throws {
    let rest = "(p < 0.05 after Holm, over all pairs)."
    #expect(try note(["a", "b"], [pair("a", "b", true)]) == "a and b differ significantly \(rest)")
    #expect(try note(["a", "b"], [pair("b", "a", false)]) == "No significant difference between a and b \(rest)")
    #expect(
      try note(["a", "b", "c"], [pair("a", "b", true), pair("b", "c", true)])
        == "Each model differs significantly from the next one on the list \(rest)")
    #expect(
      try note(["a", "b", "c", "d"], [pair("a", "b", false), pair("b", "c", true), pair("c", "d", false)])
        == "No significant difference between a and b; c and d; other neighbours on the list differ significantly \(rest)"
    )
  }

  /// A mixture whose parts are gone is ranked for what it was, and said to be no mixture of today's.
  @Test func whatIsMadeOfModelsThatAreGone() throws {
    func lines(_ outdated: [String]) throws -> [String] {
      LeaderboardNotes(
        try ranked(["a+b", "a"]),
        CorpusFacts(corpus: "c", isReversible: true, unknownInTraining: 1, outdated: outdated), []
      ).lines
    }
    #expect(try lines(["a+b", "of another split"]).filter { $0.contains("made anew since: a+b; ") }.count == 1)
    #expect(try lines([]).allSatisfy { !$0.contains("since") })
  }

  /// A handful of `<unk>` in train, too few to learn from, are told like none.
  @Test func whatWasHardlyTaught() throws {
    func isTold(_ count: Int, _ isTaught: Bool?, oov: Int = 10) throws -> Bool {
      let rows = [
        try leaderboardRow(
          #""place": 1, "model": "m", "kind": "ngram", "context": "segment", "perplexity": 9"#, oov: oov)
      ]
      let facts = CorpusFacts(
        corpus: "c", isReversible: true, unknownInTraining: count, isUnknownTaught: isTaught)
      return LeaderboardNotes(rows, facts, []).lines.contains { $0.contains("never or hardly ever in train") }
    }
    #expect(try isTold(1, false) && isTold(0, nil))
    #expect(try !isTold(1, true) && !isTold(1, nil) && !isTold(1, false, oov: 0))
  }

  /// A mixture with a part of no weight is that other part, whatever a test of differences without scatter says.
  @Test func roundingIsNoDifference() throws {
    let rows = try [56.33819677971131, 56.33819678003906].enumerated().map { index, perplexity in
      try leaderboardRow(
        #""place": \#(index + 1), "model": "m\#(index)", "kind": "ngram", "context": "segment", "perplexity": \#(perplexity)"#
      )
    }
    let first = LeaderboardNotes(rows, nil, [pair("m0", "m1", true)]).lines.first
    #expect(first?.hasPrefix("No significant difference between m0 and m1") == true)
  }

  /// Pairs of other splits, of models that are no neighbours, or of none that are listed say nothing.
  @Test func otherPairsSayNothing() throws {
    #expect(
      try note(["a", "b", "c"], [pair("a", "c", true), pair("x", "y", true), pair("a", "b", true, split: "valid")])
        == nil)
    #expect(try note(["a"], []) == nil && LeaderboardNotes([], nil, []).lines.isEmpty)
  }

  /// Neighbours are those of one rule for unseen words; names are shown safely, and not without end.
  @Test func neighboursOfARuleAndManyNames() throws {
    let rows = try zip(ranked(["a", "b"]), ranked([#"x\u001b"#, "y"], unseen: "leftover")).flatMap { [$0, $1] }
    let lines = LeaderboardNotes(
      rows, nil, [pair("a", "b", false), pair("x\u{1B}", "y", false), pair("a", "x\u{1B}", true)]
    ).lines
    #expect(lines[0].hasPrefix(#"No significant difference between a and b; x\u{1b} and y (p"#))
    let names = (0..<40).map { "m\($0)" }
    let many = try #require(try note(names, zip(names, names.dropFirst()).map { pair($0, $1, false) }))
    #expect(many.contains("m7 and m8; and 31 more") && !many.contains("m9"))
  }

  /// The first place of any rule may have read across segments; it is said where others of its rule did not.
  @Test func whoReadAcrossSegments() throws {
    func row(_ name: String, _ place: Int, _ context: String, _ unseen: String) throws -> LeaderboardRow {
      try leaderboardRow(
        #""place": \#(place), "model": "\#(name)", "kind": "ngram", "context": "\#(context)", "perplexity": 9, "unseen": "\#(unseen)""#,
        oov: 0)
    }
    let apart = try row("a", 1, "segment", "leftover")
    let net = try row("net", 1, "stream", "uniform")
    #expect(
      try LeaderboardNotes([apart, net, row("kn", 2, "segment", "uniform")], nil, []).lines.contains {
        $0.hasPrefix("net read across segments;")
      })
    #expect(!LeaderboardNotes([apart, net], nil, []).lines.contains { $0.contains("across segments") })
  }

  @Test func whereAModelGaveNothing() throws {
    let rows = try (0..<2).map { index in
      try leaderboardRow(
        #""place": null, "model": "mle-\#(index)", "kind": "ngram", "context": "segment", "zero_at": \#(1234 + index)"#,
        oov: 0)
    }
    #expect(
      LeaderboardNotes(rows, nil, []).lines == [
        """
        A model without a perplexity gave some position probability 0: it is infinite, and has no place (mle-0 first at \
        position 1,234, mle-1 first at position 1,235, counted from 0).
        """
      ])
  }

  /// No position has probability 0, and the perplexity is none all the same.
  @Test func whatIsTooLargeForANumber() throws {
    let rows = try [
      leaderboardRow(#""place": null, "model": "m", "kind": "imported", "context": "stream""#, oov: 0)
    ]
    let lines = LeaderboardNotes(rows, nil, []).lines
    #expect(lines.contains { $0.hasSuffix("too large for a number, and without a place: m.") })
    #expect(!lines.contains { $0.contains("probability 0") })
  }

  /// What another program trained may have read anything.
  @Test func whatItWasTrainedOn() throws {
    let fields = #""place": 1, "context": "segment", "perplexity": 9"#
    let rows = try [
      leaderboardRow(fields + #", "model": "srilm", "kind": "ngram", "smoothing": "imported""#, oov: 0),
      leaderboardRow(fields + #", "model": "kn", "kind": "ngram", "smoothing": "kneser-ney", "trained": 9"#, oov: 0),
    ]
    let lines = LeaderboardNotes(rows, nil, []).lines
    #expect(lines.contains { $0.hasPrefix("Made by another program: srilm; what it was trained on") })
    #expect(rows.map(\.isForeign) == [true, false])
  }

  private func row(_ model: String, kind: String, split: String, context: String = "stream") throws -> LeaderboardRow {
    try leaderboardRow(
      #""place": 1, "model": "\#(model)", "kind": "\#(kind)", "context": "\#(context)", "perplexity": 9"#, split: split,
      oov: 0)
  }

  /// On valid, what was chosen there is told; on test it is not.
  @Test func whatWasChosenOnTheSplitThatIsRanked() throws {
    func rows(_ split: String) throws -> [LeaderboardRow] {
      let others = try [("add-auto-3", "add-0.1"), ("add-0.1-3", "add-0.1"), ("jm", "jelinek-mercer")].map {
        try leaderboardRow(
          #""place": 1, "model": "\#($0)", "kind": "ngram", "smoothing": "\#($1)", "context": "segment", "perplexity": 9"#,
          split: split, oov: 0)
      }
      return try [row("a+b", kind: "mixture", split: split), row("net", kind: "rnn", split: split)] + others
    }
    let facts = CorpusFacts(
      corpus: "c", isReversible: true, unknownInTraining: 0, autoAlpha: ["add-auto-3", "of another corpus"])
    let note = LeaderboardNotes(try rows("valid"), facts, []).lines.first { $0.contains("--split test") }
    #expect(note?.contains("α or epochs of a+b, net, add-auto-3, jm may have been chosen on this very split") == true)
    #expect(!LeaderboardNotes(try rows("test"), facts, []).lines.contains { $0.contains("--split test") })
    #expect(!LeaderboardNotes([try rows("valid")[3]], facts, []).lines.contains { $0.contains("--split test") })
  }

  /// A test that models were trained or tuned on is none.
  @Test func whatIsTheStreamOfAnotherSplit() throws {
    func notes(_ split: String, _ twins: [String: [String]]) throws -> [String] {
      let facts = CorpusFacts(corpus: "c", isReversible: true, unknownInTraining: 0, twins: twins)
      return LeaderboardNotes([try row("m", kind: "ngram", split: split)], facts, []).lines
    }
    let ofValid =
      "This split has the very stream of valid: weights, windows, rates, α and best epochs were chosen on it."
    let ofTrain = "This split has the very stream of train: models were trained on it."
    #expect(try notes("test", ["test": ["valid"], "valid": ["test"]]) == [ofValid])
    #expect(try notes("test", ["test": ["train", "valid"]]) == [ofTrain])
    #expect(try notes("valid", ["test": ["train"], "train": ["test"]]).isEmpty)
    #expect(try notes("valid", ["valid": ["test"]]).isEmpty && notes("test", [:]).isEmpty)
  }

  /// Another program's word is told as such, and nothing is said of what it has read.
  @Test func importedNumbers() throws {
    let rows = try [
      row("theirs", kind: "imported", split: "test"), row("kn", kind: "ngram", split: "test", context: "segment"),
    ]
    let lines = LeaderboardNotes(rows, nil, []).lines
    #expect(lines.contains { $0.hasPrefix("theirs: another program's numbers") })
    #expect(!lines.contains { $0.contains("read across segments") })
  }
}
