import Foundation
import Testing

/// Text to leaderboard with the real binary.
@Suite struct MainPathTests {
  static let columns = [
    "corpus", "split", "place", "model", "kind", "smoothing", "order", "context", "unseen", "normalized", "perplexity",
    "standard_error", "low", "high", "perplexity_excluding_oov", "perplexity_without_eos", "bits_per_character",
    "bits_per_byte", "nats", "scored", "oov", "zero_at", "parameters", "stored_bytes", "seconds", "trained",
    "tokens_per_second", "scoring_tokens_per_second", "stream",
  ]

  private func rows(_ output: String) throws -> [[String: Any]] {
    try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: Any]])
  }

  @Test func textToLeaderboard() throws {
    let work = try Workdir()
    try work.write(Workdir.story(400), to: "story.txt")
    let run = try work.lmctl("run", "story.txt", "--epochs", "3", "--json")
    #expect(run.status == 0, "\(run.errors)")
    let rows = try rows(run.output)
    #expect(rows.count == 4)
    for row in rows {
      #expect(Set(row.keys) == Set(Self.columns))
      #expect(row["stream"] as? String == rows[0]["stream"] as? String)
      #expect(row["scored"] as? Int == rows[0]["scored"] as? Int)
    }
    #expect(rows.map { $0["place"] as? Int } == [1, 2, 3, 4])
    #expect(Set(rows.compactMap { $0["model"] as? String }) == ["laplace-1", "laplace-2", "laplace-3", "tanh-128"])

    let again = try work.lmctl("run", "story.txt", "--epochs", "3", "--json")
    #expect(again.status == 0)
    #expect(again.output == run.output)
    #expect(again.errors.contains("corpus story stands") && again.errors.contains("model tanh-128 stands"))

    try work.write(Workdir.story(401), to: "story.txt")
    let changed = try work.lmctl("run", "story.txt", "--epochs", "3")
    #expect(changed.status == 73)
    #expect(changed.errors.contains("--replace"))
    let unchanged = try work.lmctl("compare", "--json")
    #expect(unchanged.output == run.output)
    let replaced = try work.lmctl("run", "story.txt", "--epochs", "3", "--replace", "--json")
    #expect(replaced.status == 0, "\(replaced.errors)")
    #expect(try self.rows(replaced.output).first?["stream"] as? String != rows[0]["stream"] as? String)
  }

  @Test func stepByStep() throws {
    let work = try Workdir()
    try work.write(Workdir.story(300), to: "texts/a.txt")
    try work.write(Workdir.story(100), to: "texts/b.txt")
    let tokenize = try work.lmctl("tokenize", "texts", "--corpus", "two", "--case", "lower")
    #expect(tokenize.status == 0, "\(tokenize.errors)")
    #expect(tokenize.output.contains("corpus two:") && tokenize.output.contains("Zipf"))
    let stats = try work.lmctl("stats", "--order", "1,2")
    #expect(stats.status == 0 && stats.output.contains("zipf_ls_slope") && stats.output.contains("collocation"))
    let ngram = try work.lmctl("ngram", "--order", "2,3", "--alpha", "0.1,auto", "--json")
    #expect(ngram.status == 0, "\(ngram.errors)")
    #expect(
      Set(try rows(ngram.output).compactMap { $0["model"] as? String })
        == ["laplace-2-0.1", "laplace-2-auto", "laplace-3-0.1", "laplace-3-auto"])
    let rnn = try work.lmctl(
      "train-rnn", "--one-hot", "--hidden", "16", "--layers", "2", "--epochs", "2", "--batch", "4", "--steps", "7",
      "--sampling", "random", "--state", "reset", "--name", "small", "--threads", "2", "--json")
    #expect(rnn.status == 0, "\(rnn.errors)")
    #expect(try rows(rnn.output).first?["context"] as? String == "segment")
    let again = try work.lmctl("ngram", "--order", "2", "--alpha", "0.1", "--name", "small")
    #expect(again.status == 73)
    let table = try work.lmctl("compare")
    #expect(table.output.contains("small") && table.output.contains("laplace-3-auto"))
  }

  @Test func databaseAnswers() throws {
    let work = try Workdir()
    try work.write(Workdir.story(200), to: "s.txt")
    let run = try work.lmctl("run", "s.txt", "--epochs", "2", "--quiet")
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    guard let ranks = try work.sqlite("SELECT count(*) FROM leaderboard WHERE split = 'test'") else { return }
    #expect(ranks == "4\n")
    #expect(try work.sqlite("SELECT count(*) FROM learning_curve WHERE metric = 'valid_perplexity'") == "2\n")
    #expect(try work.sqlite("SELECT gram FROM top_ngrams WHERE model = 'laplace-1' AND place = 1") == "the\n")
    #expect(try work.sqlite("SELECT token FROM zipf WHERE rank = 1") == "the\n")
    #expect(
      try work.sqlite(
        "SELECT group_concat(DISTINCT status) FROM runs WHERE command IN ('tokenize', 'ngram', 'train-rnn')")
        == "finished\n")
    #expect(try work.sqlite("PRAGMA integrity_check; PRAGMA foreign_key_check") == "ok\n")
  }

  @Test func withoutTheMatrixLibraryItWorksToo() throws {
    let work = try Workdir()
    try work.write(Workdir.story(200), to: "s.txt")
    let plain = ["LMCTL_MATRIX": "plain"]
    let run = try work.lmctl("run", "s.txt", "--epochs", "2", "--json", environment: plain)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("libdnnl2"))
    #expect(try work.lmctl("--version", environment: plain).output.contains("plain matrix products"))
  }

  @Test func sameSeedSameBytes() throws {
    let work = try Workdir()
    try work.write(Workdir.story(200), to: "s.txt")
    for database in ["one", "two"] {
      let run = try work.lmctl("run", "s.txt", "--epochs", "2", "--threads", "2", "--db", database, "--quiet")
      #expect(run.status == 0, "\(run.errors)")
    }
    // A checkpoint says how long the training took so far.
    let query = "SELECT kind, bytes, sha256 FROM artifact WHERE kind <> 'checkpoint' ORDER BY kind, sha256"
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3") else { return }
    #expect(
      try work.run("/usr/bin/sqlite3", ["one", query]).output == work.run("/usr/bin/sqlite3", ["two", query]).output)
  }

  @Test func standardInputIsText() throws {
    let work = try Workdir()
    let run = try work.lmctl(
      "tokenize", "-", "--corpus", "piped", "--split", "100:0:0", "--unit", "whitespace", "--json",
      input: "a b a\nb a c\n")
    #expect(run.status == 0, "\(run.errors)")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(object["tokens"] as? Int == 6)
    #expect(object["types"] as? Int == 3)
    #expect(object["hapaxes"] as? Int == 1)
    let ngram = try work.lmctl("ngram", "--order", "1")
    #expect(ngram.status == 0, "\(ngram.errors)")
    #expect(try work.lmctl("compare", "--json").output == "[]\n")
  }
}
