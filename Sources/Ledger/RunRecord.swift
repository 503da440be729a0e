/// How far a run has come.
public enum RunStatus: String, Sendable, CaseIterable {
  case running
  case finished
  case failed
  /// Stopped by whoever ran it, or ended without a word: that is seen at the next opening for writing.
  case interrupted
}

/// A row of `run`: one command, when it ran and how it ended.
public struct RunRecord: Sendable, Equatable {
  public let id: String
  public let command: String
  public let subject: String?
  public let corpusID: Int?
  public let modelID: Int?
  public let status: RunStatus
  public let argv: String
  public let settings: String
  public let versions: String
  public let threads: Int
  public let seed: Int?
  public let host: String
  public let pid: Int
  /// UTC, ISO 8601 with milliseconds.
  public let startedAt: String
  public let endedAt: String?
  public let exitCode: Int?
  public let error: String?

  static let columns = """
    run_id, command, subject, corpus_id, model_id, status, argv, settings, versions, threads, seed, host, pid, \
    started_at, ended_at, exit_code, error
    """

  init(_ row: borrowing PreparedStatement) {
    id = row.text(0)
    command = row.text(1)
    subject = row.optionalText(2)
    corpusID = row.optionalInteger(3)
    modelID = row.optionalInteger(4)
    // The CHECK lets nothing else in; a file from elsewhere that has it tells of no run that ended well.
    status = RunStatus(rawValue: row.text(5)) ?? .interrupted
    argv = row.text(6)
    settings = row.text(7)
    versions = row.text(8)
    threads = row.integer(9)
    seed = row.optionalInteger(10)
    host = row.text(11)
    pid = row.integer(12)
    startedAt = row.text(13)
    endedAt = row.optionalText(14)
    exitCode = row.optionalInteger(15)
    error = row.optionalText(16)
  }
}
