internal import Foundation
public import Ledger
public import Platform
internal import Recurrent
internal import Report
internal import Text

/// What every command works with: the database, the threads it may use, and whom it tells how far it is.
public struct Workbench {
  public let database: String
  public let threads: Int
  /// The command line, recorded with each run.
  public let arguments: [String]
  /// Whether this work is to end.
  public let interruption: Interruption
  public let progress: (ProgressEvent) -> Void
  /// How long a result waits until it can be written.
  var patience = Patience()

  public static let version = "0.1.0"
  /// Bytes without which no work is begun: stacks, caches, ICU's data.
  static let leastMemory = 64 << 20

  public init(
    database: String, threads: Int, arguments: [String], interruption: Interruption = Interruption(),
    progress: @escaping (ProgressEvent) -> Void
  ) {
    self.database = database
    self.threads = threads
    self.arguments = arguments
    self.interruption = interruption
    self.progress = progress
  }

  /// The database to read from; an error where there is none.
  public func openForReading() throws -> Ledger {
    // With less there is no saying what would be refused first.
    try require(Self.leastMemory, for: "any work")
    return try Ledger.open(database, for: .reading)
  }

  /// The database to look at, even where it is not as lmctl made it; an error where there is none.
  func openForExamining() throws -> Ledger {
    try require(Self.leastMemory, for: "the database")
    return try Ledger.open(database, for: .examining)
  }

  /// The database to read from, or nil where there is none; an error where it is not one of ours.
  func openIfThere() throws -> Ledger? {
    do { return try openForReading() } catch LedgerError.missing { return nil }
  }

  /// The database to add to; an error where there is none.
  public func openForWriting() throws -> Ledger {
    // Opening for writing would make the file.
    _ = try openForReading()
    return try Ledger.open(database, for: .writing)
  }

  /// The database to add to, made where there is none.
  public func openOrCreate() throws -> Ledger {
    try require(Self.leastMemory, for: "any work")
    return try Ledger.open(database, for: .writing)
  }

  /// Does some work under a run of its own, which tells afterwards how it ended.
  func recorded<Result>(
    in ledger: Ledger, _ run: NewRun, _ work: (_ run: String) throws -> Result
  ) throws -> Result {
    var run = run
    run.argv = try JSON.string(arguments)
    run.versions = try JSON.string(Self.versions)
    run.threads = threads
    // Work may have been done before it; a command that has done none has found out about locks when it opened the file.
    let id = try patiently { try ledger.beginRun(run) }
    do {
      let result = try work(id)
      try patiently { try ledger.finishRun(id) }
      return result
    } catch {
      let code = (error as? any Failure)?.exitCode ?? .software
      // The first error says what happened, even if it cannot be written down any more.
      try? ledger.finishRun(id, exitCode: code.rawValue, error: "\(error)")
      throw error
    }
  }

  /// What else decided the last digits of a result.
  public static var versions: [String: String] {
    [
      "lmctl": version, "icu": ICU.version, "unicode": ICU.unicodeVersion, "sqlite": Ledger.sqliteVersion,
      "matrix_library": Arithmetic.matrixLibrary, "instruction_set": Arithmetic.instructionSet,
    ]
  }

  /// Refuses work that would not fit into memory before it starts.
  /// - Parameters:
  ///   - bytes: nil for more than can be numbered.
  ///   - beside: bytes that are taken besides.
  func require(_ bytes: Int?, beside: Int = 0, for what: String) throws(ExperimentError) {
    guard let (bytes, isTooLarge) = bytes?.addingReportingOverflow(beside), !isTooLarge else {
      throw .tooLarge(what: what)
    }
    if let available = Memory.available, bytes > available {
      throw .needsMemory(what: what, bytes: bytes, available: available)
    }
  }
}

/// JSON as it stands in the database: keys sorted, so that equal values are equal text, and nothing in it that a terminal
/// obeys, since any shell shows it: JSONEncoder writes C1 controls and what turns the direction of text as they are.
enum JSON {
  static func string(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return JSONText.visible(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}
