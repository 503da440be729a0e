import Foundation

/// What a database shows, without what differs from run to run: numbers of rows, dates, seconds.
///
/// Each part appears in one transaction: after a crash it is as it was before a command or as it is after it.
struct StoredResults: Equatable, Sendable {
  /// By part, the sqlite3 shell's answer; all empty where there is no database yet.
  private(set) var parts: [String: String] = [:]

  /// - Parameter work: where the database lies; what a crash interrupted in it is undone by this.
  init(of work: Workdir, database: String = "lm.sqlite") throws {
    guard work.exists(database) else { return }
    func ask(_ statements: String) throws -> Workdir.Outcome {
      try work.run("/usr/bin/sqlite3", [database, ".bail on", statements])
    }
    let tables = try ask("SELECT count(*) FROM sqlite_schema; PRAGMA user_version").output
    let version = tables.split(separator: "\n").map(String.init)
    if version.first == "0" { return }
    guard version.last == "\(OldVersion.current)" else {
      parts = ["version": version.last ?? ""]
      return
    }
    let statements = Self.statements.map { "SELECT '\u{1F}\($0)';\n\($1);" }.joined(separator: "\n")
    let answer = try ask(statements)
    for part in answer.output.split(separator: "\u{1F}") {
      let rows = part.split(separator: "\n")
      guard let name = rows.first.map(String.init) else { continue }
      for row in rows.dropFirst() {
        // Of each model, and of each split what holds between models, what was found out appears by itself.
        let isByItself = ["where", "horizon", "data", "standard errors", "differences"].contains(name)
        parts[isByItself ? "\(name) \(row.prefix { $0 != "|" })" : name, default: ""] += row + "\n"
      }
    }
    if !answer.errors.isEmpty { parts["errors"] = answer.errors }
  }

  subscript(part: String) -> String { parts[part] ?? "" }

  /// The parts that are as in none of `states`.
  func torn(of states: [StoredResults]) -> [String] {
    let names = Set(parts.keys).union(states.flatMap(\.parts.keys))
    return names.sorted().filter { name in !states.contains { $0[name] == self[name] } }
  }

  private static let model =
    "SELECT c.name || '/' || m.name AS model, m.* FROM model m JOIN corpus c USING (corpus_id)"

  private static let statements: KeyValuePairs = [
    "models and corpora": """
    SELECT 'corpus', name, settings, sources, input_sha256, vocabulary_sha256, tokens FROM corpus ORDER BY name;
    SELECT 'split', c.name, s.name, a.sha256, s.tokens FROM split s JOIN corpus c USING (corpus_id)
      JOIN artifact a ON artifact_id = ids ORDER BY 2, 3;
    SELECT 'tokens', c.name, count(*), sum(t.count), sum(t.key & 4294967295) FROM corpus c
      LEFT JOIN token t ON t.key >> 32 = c.corpus_id GROUP BY 2;
    SELECT 'statistic', c.name, s.name, s.value FROM statistic s JOIN corpus c USING (corpus_id) ORDER BY 2, 3;
    SELECT 'model', m.model, m.kind, m.parameters, a.sha256, m.settings FROM (\(model)) m JOIN artifact a USING (artifact_id)
      ORDER BY 2;
    SELECT 'score', m.model, s.split, s.nats, a.sha256 FROM score s JOIN (\(model)) m USING (model_id)
      JOIN artifact a ON a.artifact_id = s.artifact_id ORDER BY 2, 3;
    SELECT 'component', m.model, k.place, k.component, k.role, k.weight FROM component k JOIN (\(model)) m USING (model_id)
      ORDER BY 2, 3;
    SELECT 'n-grams', m.model, count(g.key), sum(g.count), sum(length(g.gram)) FROM (\(model)) m
      JOIN ngram_list l USING (model_id) LEFT JOIN top_ngram g ON g.key >> 40 = l.list_id GROUP BY 2;
    """,
    "standard errors":
      "SELECT e.split, m.model, e.low, e.high FROM score_error e JOIN (\(model)) m USING (model_id) ORDER BY 1, 2",
    "differences": """
    SELECT d.split, max(a.model, b.model), min(a.model, b.model), abs(d.nats), d.p_value FROM difference d
      JOIN (\(model)) a ON a.model_id = model_a JOIN (\(model)) b ON b.model_id = model_b ORDER BY 1, 2, 3
    """,
    "where": """
    SELECT m.model, b.split, dimension, place, label, positions, b.nats FROM breakdown b JOIN (\(model)) m USING (model_id)
      ORDER BY 1, 2, 3, 4
    """,
    "horizon":
      "SELECT m.model, h.split, k, origins, hits, h.nats FROM horizon_point h JOIN (\(model)) m USING (model_id) ORDER BY 1, 2, 3",
    "data":
      "SELECT m.model, d.split, percent, positions, d.nats FROM data_point d JOIN (\(model)) m USING (model_id) ORDER BY 1, 2, 3",
  ]

  /// What nothing shows and no run is about to: 0 of each once lmctl has opened the database to write.
  static let orphans = """
    SELECT count(*) FROM run WHERE status = 'running';
    SELECT count(*) FROM artifact WHERE artifact_id NOT IN (SELECT ids FROM split UNION SELECT artifact_id FROM model
      UNION SELECT artifact_id FROM score UNION SELECT artifact_id FROM checkpoint);
    SELECT count(*) FROM artifact_chunk WHERE artifact_id NOT IN (SELECT artifact_id FROM artifact);
    SELECT count(*) FROM ngram_list WHERE model_id IS NULL;
    SELECT count(*) FROM top_ngram WHERE key >> 40 NOT IN (SELECT list_id FROM ngram_list);
    SELECT count(*) FROM token WHERE key >> 32 NOT IN (SELECT corpus_id FROM corpus);
    SELECT count(*) FROM metric WHERE run_id NOT IN (SELECT run_id FROM run);
    """
}
