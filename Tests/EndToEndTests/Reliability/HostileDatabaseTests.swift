import Foundation
import Testing

/// "What lmctl promises": a database may come from anybody. What does not fit together is refused with a line; nothing of
/// it is run, nothing traps.
@Suite struct HostileDatabaseTests {
  /// A folder with a corpus and models of every kind, to be copied.
  private static func template() throws -> Workdir {
    let work = try Workdir()
    try work.write(Workdir.story(200), to: "s.txt")
    try work.write("the cat sees a mouse , now .\n", to: "new.txt")
    for arguments in [
      ["tokenize", "s.txt", "--corpus", "c"], ["ngram", "--order", "2", "--smoothing", "witten-bell"],
      ["ngram", "--order", "2"], resuming(epochs: 2),
      [
        "compare", "--mix", "witten-bell-2,r", "--cache", "laplace-2", "--neural-cache", "r", "--where", "--horizon",
        "1,2",
      ],
    ] {
      let made = try work.run(Workdir.binary, arguments + ["--quiet"])
      #expect(made.status == 0, "\(arguments): \(made.errors)")
    }
    return work
  }

  private static func resuming(epochs: Int) -> [String] {
    [
      "train-rnn", "--name", "r", "--hidden", "8", "--batch", "4", "--steps", "8", "--epochs", "\(epochs)", "--resume",
      "--quiet", "--diagnose", "gradients",
    ]
  }

  private static func copy(_ template: Workdir) throws -> Workdir {
    let work = try Workdir()
    for name in ["lm.sqlite", "new.txt"] {
      try FileManager.default.copyItem(atPath: template.path + "/" + name, toPath: work.path + "/" + name)
    }
    return work
  }

  /// Another program does what it likes; nil where there is none.
  private static func forge(_ work: Workdir, _ sql: String) throws -> Bool {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3") else { return false }
    let rules = "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; "
    let outcome = try work.run("/usr/bin/sqlite3", ["lm.sqlite", rules + sql])
    #expect(outcome.status == 0, "\(sql): \(outcome.errors)")
    return true
  }

  /// Each of them ends with an answer: 0, or a code of the table and one line that a terminal may show.
  @discardableResult
  private static func answer(_ work: Workdir, _ arguments: [String], _ what: String) throws -> Int32 {
    let end = try work.start(lmctl: arguments).wait()
    #expect([0, 65, 66, 69, 73].contains(end.status), "\(what), \(arguments): \(end.status) \(end.errors)")
    let said = end.errors.split(separator: "\n").filter { $0.hasPrefix("lmctl: ") }
    #expect(end.status == 0 || said.count == 1 || arguments[0] == "doctor", "\(what), \(arguments): \(end.errors)")
    for text in [end.errors, String(decoding: end.output, as: UTF8.self)] {
      #expect(
        !text.unicodeScalars.contains {
          $0 != "\n" && $0 != "\t" && [.control, .format].contains($0.properties.generalCategory)
        }, "\(what), \(arguments)")
    }
    return end.status
  }

  private static let deep = "replace(hex(zeroblob(100000)), '00', '[')"
  private static let scoring = ["score", "new.txt", "--model", "r", "--quiet"]
  private static let generating = ["generate", "--model", "r", "--tokens", "3"]

  /// What is to be refused (65) of each forgery.
  private static let forgeries: [(sql: String, refused: [[String]])] = [
    ("UPDATE model SET settings = \(deep) WHERE name = 'r'", [scoring, generating, ["doctor"]]),
    (shape("hidden", "1000000000"), [scoring, ["doctor"]]), (shape("hidden", "-1"), [scoring]),
    (shape("layers", "1000000000"), [scoring, ["doctor"]]), (shape("layers", "9223372036854775807"), [scoring]),
    (shape("vocabulary", "19"), [scoring]), (shape("cutoffs", "json('[9223372036854775807]')"), [scoring]),
    ("UPDATE model SET artifact_id = 1 WHERE name = 'r'", [scoring, generating]),
    ("UPDATE checkpoint SET artifact_id = 1", [resuming(epochs: 3), ["doctor"]]),
    ("UPDATE checkpoint SET settings = \(deep)", [["doctor"]]),
    ("UPDATE corpus SET settings = \(deep)", [scoring, generating]),
    (tokenizer("max_token_bytes", "-5"), [scoring, generating]), (tokenizer("locale", "'!!'"), [scoring]),
    (tokenizer("decoding.encoding", "'../../etc/passwd'"), [scoring]),
    (
      "UPDATE split SET tokens = 9223372036854775807 - segments, scored = 9223372036854775807",
      [["ngram", "--order", "3"], ["train-rnn", "--hidden", "4", "--epochs", "1"], ["stats"], ["doctor"]]
    ),
    ("UPDATE artifact SET bytes = 9223372036854775807", [scoring, generating, ["compare"], ["doctor"]]),
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
    let template = try Self.template()
    for (place, (sql, refused)) in Self.forgeries.enumerated() {
      let work = try Self.copy(template)
      guard try Self.forge(work, sql) else { return }
      for arguments in isLong ? refused : Array(refused.prefix(2)) {
        #expect(try Self.answer(work, arguments, sql) == 65, "\(sql): \(arguments)")
      }
      // The short form asks one of the others, in turn.
      let others = Self.every.indices.filter { isLong || $0 == place % Self.every.count }
      for index in others { try Self.answer(work, Self.every[index], sql) }
    }
  }

  /// Bytes with the digest that belongs to them: nothing but a look at what they say can refuse them.
  private static func forge(_ work: Workdir, artifact: String, _ change: (inout [UInt8]) -> Void) throws -> Bool {
    let table = "artifact_id = (\(artifact))"
    guard let hex = try work.sqlite("SELECT hex(data) FROM artifact_chunk WHERE \(table) AND place = 0") else {
      return false
    }
    let digits = Array(hex.utf8.prefix { $0 != 0x0A })
    var bytes = stride(from: 0, to: digits.count, by: 2).map { place in
      UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16) ?? 0
    }
    change(&bytes)
    try work.write(bytes, to: "bytes")
    let digest = try work.run("/usr/bin/sha256sum", ["bytes"]).output.prefix(64)
    return try forge(
      work,
      """
      UPDATE artifact_chunk SET data = readfile('bytes') WHERE \(table);
      UPDATE artifact SET bytes = \(bytes.count), sha256 = '\(digest)' WHERE \(table)
      """)
  }

  private static func model(_ name: String) -> String { "SELECT artifact_id FROM model WHERE name = '\(name)'" }

  @Test func forgedWeights() throws {
    let template = try Self.template()
    for value in [Float.nan, .infinity] {
      let work = try Self.copy(template)
      let isForged = try Self.forge(work, artifact: Self.model("r")) { bytes in
        bytes.replaceSubrange(bytes.count - 4..<bytes.count, with: littleEndian(value.bitPattern))
      }
      guard isForged else { return }
      for arguments in [
        Self.scoring, Self.generating, ["export", "--model", "r", "--format", "safetensors", "-o", "r.safetensors"],
      ] {
        let end = try work.start(lmctl: arguments).wait()
        #expect(end.status == 65 && end.errors.contains("no finite number"), "\(arguments): \(end.errors)")
      }
      #expect(!work.exists("r.safetensors"))
    }
  }

  @Test func forgedStreamsAndScores() throws {
    let template = try Self.template()
    let work = try Self.copy(template)
    let test = "SELECT ids FROM split WHERE name = 'test'"
    guard
      try Self.forge(work, artifact: test, { $0.replaceSubrange(0..<4, with: littleEndian(UInt32(4_000_000_000))) })
    else { return }
    for arguments in [
      ["compare", "--where"], ["export", "--format", "ids", "--split", "test", "-o", "y.npy"], ["doctor"],
    ] {
      #expect(try Self.answer(work, arguments, "an id beyond the vocabulary") == 65, "\(arguments)")
    }
    for value in [Double.nan, .infinity] {
      let work = try Self.copy(template)
      let score =
        "SELECT s.artifact_id FROM score s JOIN model m USING (model_id) WHERE m.name = 'r' AND split = 'test'"
      _ = try Self.forge(work, artifact: score) { $0.replaceSubrange(0..<8, with: littleEndian(value.bitPattern)) }
      #expect(try Self.answer(work, ["compare", "--where"], "ln p of \(value)") == 65)
    }
    // A number beyond any square: believed, for it is one, and no defect of lmctl.
    let far = try Self.copy(template)
    let score = "SELECT s.artifact_id FROM score s JOIN model m USING (model_id) WHERE m.name = 'r' AND split = 'test'"
    _ = try Self.forge(far, artifact: score) { $0.replaceSubrange(0..<8, with: littleEndian((-1e300).bitPattern)) }
    _ = try Self.forge(far, "DELETE FROM score_error; DELETE FROM difference")
    #expect(try Self.answer(far, ["compare", "--where"], "ln p of -1e300") == 0)
  }

  /// Spoiled bytes of every kind of artifact, each with the right digest: an answer, never a trap.
  @Test func spoiledArtifacts() throws {
    let template = try Self.template()
    let kinds: [(String, [[String]])] = [
      (Self.model("r"), [Self.scoring]),
      (Self.model("witten-bell-2"), [["score", "new.txt", "--model", "witten-bell-2"]]),
      (Self.model("laplace-2"), [["score", "new.txt", "--model", "laplace-2"]]),
      (Self.model("witten-bell-2+r"), [["score", "new.txt", "--model", "witten-bell-2+r"]]),
      (Self.model("laplace-2+cache"), [["score", "new.txt", "--model", "laplace-2+cache"]]),
      ("SELECT artifact_id FROM checkpoint", [Self.resuming(epochs: 3), ["doctor"]]),
    ]
    var random = SystemRandomNumberGenerator()
    for (artifact, commands) in kinds {
      for round in 0..<(isLong ? 200 : 3) {
        let work = try Self.copy(template)
        let seed = random.next()
        let isForged = try Self.forge(work, artifact: artifact) { bytes in
          switch round {
          case 0: bytes.replaceSubrange(0..<8, with: Array(repeating: 0xFF, count: 8))
          case 1: bytes.removeLast(bytes.count / 2)
          default:
            let place = Int(seed % UInt64(bytes.count))
            bytes[place] ^= UInt8(truncatingIfNeeded: seed >> 56) | 1
          }
        }
        guard isForged else { return }
        for arguments in commands { try Self.answer(work, arguments, "\(artifact), round \(round), \(seed)") }
      }
    }
  }

  /// A database that was cut off after any page is refused, or what is gone is not asked for.
  @Test func cutOffAfterAnyPage() throws {
    let template = try Self.template()
    let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: template.path + "/lm.sqlite")))
    let pages = whole.count / 8192
    #expect(pages > 20)
    let work = try Self.copy(template)
    for page in stride(from: 1, to: pages, by: isLong ? 1 : max(1, pages / 12)) {
      try work.write(Array(whole.prefix(page * 8192)), to: "lm.sqlite")
      #expect(try Self.answer(work, ["doctor"], "\(page) of \(pages) pages") == 65, "\(page) of \(pages) pages")
      for arguments in [["list"], ["compare"], Self.scoring] where isLong || page % 5 == 0 {
        try Self.answer(work, arguments, "\(page) of \(pages) pages")
      }
    }
    for bytes in [1, 16, 99, 100, 107, 108, 512, 8191] {
      try work.write(Array(whole.prefix(bytes)), to: "lm.sqlite")
      for arguments in [["doctor"], ["list"], ["tokenize", "new.txt", "--corpus", "d"]] {
        #expect(try Self.answer(work, arguments, "\(bytes) bytes") == 65, "\(bytes) bytes: \(arguments)")
      }
    }
  }
}
