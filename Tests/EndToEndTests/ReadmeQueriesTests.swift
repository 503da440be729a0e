import Foundation
import Testing

/// What the README says can be asked is asked, in its own words, of a database made by the commands.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3")))
struct ReadmeQueriesTests {
  /// Each `sqlite3 … "SELECT …"` of the README, once.
  static let queries: [String] = {
    let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("README.md")
    let text = (try? String(contentsOf: readme, encoding: .utf8)) ?? ""
    let query = /sqlite3(?: -[a-z]+)* lm\.sqlite (?:'SELECT [^']*'|"SELECT [^"]*")/
    var queries: [String] = []
    for match in text.matches(of: query) where !queries.contains(String(match.output)) {
      queries.append(String(match.output))
    }
    return queries
  }()

  /// Views that need no more than models and a network.
  private static let basic = ["leaderboard", "zipf", "spectrum", "learning_curve", "top_ngrams", "diagnostics", "runs"]

  /// What makes rows of the others: options of `compare`.
  private static let findings: [(view: String, option: String, arguments: [String])] = [
    ("mixture_weights", "--mix", ["--mix", "laplace-2,small"]),
    ("perplexity_by", "--where", ["--where"]),
    ("horizon", "--horizon", ["--horizon", "1,2"]),
    ("data_curve", "--fractions", ["--fractions", "50,100"]),
    ("significance", "--mix", []),
  ]

  /// A folder with a database as a user has one, and the views that have rows in it.
  private func experiment() throws -> (work: Workdir, views: [String]) {
    let work = try Workdir()
    try work.write(Workdir.story(300), to: "story.txt")
    func run(_ arguments: String...) throws { try self.run(arguments, in: work) }
    try run("tokenize", "story.txt", "--corpus", "story")
    try run("ngram", "--order", "1,2,3")
    try run("train-rnn", "--hidden", "8", "--epochs", "2", "--name", "small", "--diagnose", "gradients")
    var views = Self.basic
    let help = try work.lmctl("compare", "--help").output
    for (view, option, arguments) in Self.findings where help.contains(option) {
      try self.run(["compare"] + arguments, in: work)
      views.append(view)
    }
    return (work, views)
  }

  private func run(_ arguments: [String], in work: Workdir) throws {
    let outcome = try work.run(Workdir.binary, arguments + ["--quiet"])
    #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
  }

  @Test func theReadmeAsks() { #expect(Self.queries.count >= 2) }

  @Test func eachIsAnswered() throws {
    let (work, views) = try experiment()
    for query in Self.queries {
      let outcome = try work.run("/bin/sh", ["-c", query])
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(query): \(outcome.errors)")
      // A condition on status asks for what went wrong, which is nothing here.
      guard views.contains(where: { query.contains("FROM \($0)") }), !query.contains("status") else { continue }
      #expect(!outcome.output.isEmpty, "\(query) has no row")
    }
  }
}
