import Foundation
import Testing

/// What is compared row by row tells databases apart that differ in a digit, and none that differ in time alone.
@Suite(.enabled(if: Tools.hasSQLite)) struct DatabaseRowsTests {
  @Test func aSeedIsADifferenceAndTimeIsNone() throws {
    func rows(_ seed: Int, changing statement: String? = nil) throws -> DatabaseRows {
      let work = try Workdir()
      try work.write(Workdir.story(40), to: "s.txt")
      let training = [
        "train-rnn", "--hidden", "2", "--embedding", "2", "--epochs", "2", "--batch", "2", "--steps", "4",
      ]
      for arguments in [
        ["tokenize", "s.txt", "--corpus", "c"], ["ngram", "--order", "2"],
        training + ["--seed", "\(seed)", "--name", "n"],
      ] { #expect(try work.start(lmctl: arguments + ["--quiet"]).wait().status == 0) }
      if let statement { #expect(try work.run("/usr/bin/sqlite3", ["lm.sqlite", statement]).status == 0) }
      return try DatabaseRows(of: work, untold: ["argv", "seed"])
    }
    let first = try rows(1)
    #expect(try rows(1).difference(from: first) == nil)
    #expect(try rows(2).difference(from: first) != nil)
    for statement in [
      "UPDATE score SET nats = nats * (1 + 1e-14) WHERE model_id = (SELECT min(model_id) FROM score)",
      "UPDATE metric SET value = value + 1e-9",
      "UPDATE artifact_chunk SET data = CAST(data || x'00' AS BLOB) WHERE artifact_id = (SELECT artifact_id FROM checkpoint)",
      "DELETE FROM metric WHERE name = 'valid_perplexity' AND step = (SELECT min(step) FROM metric WHERE name = 'valid_perplexity')",
      "DELETE FROM top_ngram WHERE key = (SELECT max(key) FROM top_ngram)",
    ] { #expect(try rows(1, changing: statement).difference(from: first) != nil, "\(statement)") }
  }
}
