import Foundation
import Testing

/// "What lmctl promises": a database may come from anybody. What does not fit together is refused with a line; nothing of
/// it is run, nothing traps.
@Suite(.enabled(if: Tools.hasSQLite)) struct HostileDatabaseTests {
  private static let (scoring, generating, deep) = (
    HostileDatabase.scoring, HostileDatabase.generating, HostileDatabase.deep
  )

  /// What is to be refused (65) of each forgery.
  private static let forgeries: [(sql: String, refused: [[String]])] = [
    ("UPDATE model SET settings = \(deep) WHERE name = 'r'", [scoring, generating, ["doctor"]]),
    (shape("hidden", "1000000000"), [scoring, ["doctor"]]), (shape("hidden", "-1"), [scoring]),
    (shape("layers", "1000000000"), [scoring, ["doctor"]]), (shape("layers", "9223372036854775807"), [scoring]),
    (shape("vocabulary", "19"), [scoring]), (shape("cutoffs", "json('[9223372036854775807]')"), [scoring]),
    ("UPDATE model SET artifact_id = 1 WHERE name = 'r'", [scoring, generating]),
    ("UPDATE checkpoint SET artifact_id = 1", [HostileDatabase.resuming(epochs: 3), ["doctor"]]),
    ("UPDATE checkpoint SET settings = \(deep)", [["doctor"]]),
    ("UPDATE corpus SET settings = \(deep)", [scoring, generating]),
    (tokenizer("max_token_bytes", "-5"), [scoring, generating]), (tokenizer("locale", "'!!'"), [scoring]),
    (tokenizer("decoding.encoding", "'../../etc/passwd'"), [scoring]),
    (
      "UPDATE split SET tokens = 9223372036854775807 - segments, scored = 9223372036854775807",
      [["ngram", "--order", "3"], ["train-rnn", "--hidden", "4", "--epochs", "1"], ["stats"], ["doctor"]]
    ),
    ("UPDATE artifact SET bytes = 9223372036854775807", [scoring, generating, ["compare"], ["doctor"]]),
    (
      """
      UPDATE split SET tokens = 192153584101141162, segments = 0, scored = 192153584101141162, oov = 0
      WHERE name = 'valid'
      """, [["compare", "--mix", "laplace-2,r"], ["doctor"]]
    ),
    ("DELETE FROM score_error; \(claiming("scored + 2305843009213693952"))", [["compare"], ["doctor"]]),
    (
      """
      DELETE FROM score_error; \(claiming("288230376151711744"));
      UPDATE artifact SET bytes = 2305843009213693952 WHERE artifact_id IN (SELECT artifact_id FROM score)
      """, [["compare"], ["doctor"]]
    ),
    ("UPDATE artifact SET bytes = -1", [scoring, ["compare"], ["doctor"]]),
    ("UPDATE artifact_chunk SET data = zeroblob(length(data))", [scoring, ["ngram", "--order", "3"], ["doctor"]]),
    ("DELETE FROM token WHERE token_id > 5", [scoring, ["export", "--format", "vocabulary"], ["doctor"]]),
    (
      "CREATE TRIGGER spy AFTER INSERT ON run BEGIN DELETE FROM corpus; END",
      [scoring, ["list"], ["ngram"], ["doctor"]]
    ),
    ("DROP VIEW leaderboard; CREATE VIEW leaderboard AS SELECT 1", [["compare"], ["list"], ["doctor"]]),
    (
      """
      DROP TABLE run; CREATE VIEW run AS
      WITH RECURSIVE n(run_id) AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT run_id FROM n
      """, [["list"], ["doctor"], ["tokenize", "new.txt", "--corpus", "d"]]
    ),
    // Nothing that these claim is asked for: they need only be survived.
    ("UPDATE run SET settings = \(deep), argv = settings, versions = settings, error = char(27) || '[2J'", []),
    ("UPDATE corpus SET sources = \(deep), name = char(27) || '[2J'", []),
    ("UPDATE model SET name = char(27) || ']52;c;x' || char(7) || name", []),
    ("UPDATE model SET parameters = 9223372036854775807, seconds = 1e308, trained = 9223372036854775807", []),
    ("UPDATE model SET ngram_order = 1000000000 WHERE kind = 'ngram'", []),
    ("UPDATE score SET perplexity = 4.9e-324, nats = -1e308", []),
    ("UPDATE metric SET step = step + 9223372036854770000, wall_ms = 9223372036854775807, epoch = 1e308", []),
    ("UPDATE diagnostic SET layer = 9223372036854775807, value = -1e308, epoch = epoch + 9223372036854775800", []),
    ("UPDATE breakdown SET positions = 9223372036854775807, place = 9223372036854775807 - place, label = char(27)", []),
    ("UPDATE horizon_point SET k = 9223372036854775807 - k, origins = 9223372036854775807", []),
    ("UPDATE component SET component = char(155) || '31m', place = 9223372036854775807 - place, weight = 1e308", []),
    ("UPDATE score_error SET standard_error = 1e308, low = -1e308, high = 1e308", []),
    ("UPDATE difference SET nats = 1e308, low = -1e308, high = 1e308, block = 9223372036854775807", []),
    ("UPDATE token SET count = 9223372036854775807, text = char(27) || '[2J'", []),
    ("UPDATE top_ngram SET count = 9223372036854775807, gram = char(27) || '[2J'", []),
    ("UPDATE run SET status = 'running', ended_at = NULL, pid = -9223372036854775807, process_start = ''", []),
    ("UPDATE corpus SET bytes = 9223372036854775807, characters = 9223372036854775807, tokens = -1", []),
  ].map { ($0.0, $0.1) }

  private static func claiming(_ positions: String) -> String {
    "DELETE FROM difference; UPDATE score SET scored = \(positions) WHERE split = 'test'"
  }

  private static func shape(_ name: String, _ value: String) -> String {
    "UPDATE model SET settings = json_set(settings, '$.shape.\(name)', \(value)) WHERE name = 'r'"
  }

  private static func tokenizer(_ name: String, _ value: String) -> String {
    "UPDATE corpus SET settings = json_set(settings, '$.tokenizer.\(name)', \(value))"
  }

  private static let every = [
    ["list"], ["show", "c"], ["show", "r"], ["doctor"], ["compare"], ["compare", "--html", "x.html"], scoring,
    generating,
    ["stats"],
  ]

  @Test func forgedRows() throws {
    let template = try HostileDatabase.template()
    for (place, (sql, refused)) in Self.forgeries.enumerated() {
      let work = try template.copied()
      try HostileDatabase.forge(work, sql)
      for arguments in isLong ? refused : Array(refused.prefix(2)) {
        #expect(try HostileDatabase.answer(work, arguments, sql) == 65, "\(sql): \(arguments)")
      }
      // The short form asks one of the others, in turn.
      let others = Self.every.indices.filter { isLong || $0 == place % Self.every.count }
      for index in others { try HostileDatabase.answer(work, Self.every[index], sql) }
    }
  }

  /// Memory is reckoned with sizes of other splits too, where n-grams are to go through files.
  @Test func fewerPositionsThanNone() throws {
    let work = try HostileDatabase.template()
    let sql =
      "UPDATE split SET tokens = -9223372036854775808, segments = 0, scored = -9223372036854775808 WHERE name = 'valid'"
    try HostileDatabase.forge(work, sql)
    let onDisk = ["ngram", "--order", "2", "--name", "new", "--memory", "20K"]
    #expect(try HostileDatabase.answer(work, onDisk, sql) == 69)
    #expect(try HostileDatabase.answer(work, ["doctor"], sql) == 65)
  }

  /// A database that was cut off after any page is refused, or what is gone is not asked for.
  @Test func cutOffAfterAnyPage() throws {
    let template = try HostileDatabase.template()
    let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: template.path + "/lm.sqlite")))
    let pages = whole.count / 8192
    #expect(pages > 20)
    let work = try template.copied()
    for page in stride(from: 1, to: pages, by: isLong ? 1 : max(1, pages / 12)) {
      try work.write(Array(whole.prefix(page * 8192)), to: "lm.sqlite")
      #expect(
        try HostileDatabase.answer(work, ["doctor"], "\(page) of \(pages) pages") == 65, "\(page) of \(pages) pages")
      for arguments in [["list"], ["compare"], Self.scoring] where isLong || page % 5 == 0 {
        try HostileDatabase.answer(work, arguments, "\(page) of \(pages) pages")
      }
    }
    for bytes in [1, 16, 99, 100, 107, 108, 512, 8191] {
      try work.write(Array(whole.prefix(bytes)), to: "lm.sqlite")
      for arguments in [["doctor"], ["list"], ["tokenize", "new.txt", "--corpus", "d"]] {
        #expect(try HostileDatabase.answer(work, arguments, "\(bytes) bytes") == 65, "\(bytes) bytes: \(arguments)")
      }
    }
  }
}
