public import ArgumentParser
import Experiment
import Foundation
public import Report

extension OutputFormat: ExpressibleByArgument {}

/// What every command takes.
struct CommonOptions: ParsableArguments {
  @Option(
    name: .customLong("db"), help: ArgumentHelp("The database (default: lm.sqlite).", valueName: "file"),
    completion: .file())
  var database: String?

  @Option(help: ArgumentHelp("Threads to work with (default: one for each core).", valueName: "n"))
  var threads: Int?

  @Flag(help: "Print JSON on standard output.")
  var json = false

  @Flag(help: "Tell nothing but results and errors.")
  var quiet = false

  func validate() throws {
    if database == "" { throw ValidationError("--db takes the name of a file") }
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads takes a number from 1 to 1024") }
  }

  /// The database, and what SQLite keeps beside it: no output may take their place.
  var databaseFiles: [String] {
    let path = database ?? Self.defaultDatabase
    return [path, path + "-journal", path + "-wal"]
  }

  static let defaultDatabase = "lm.sqlite"

  /// The workbench that a command runs on.
  ///
  /// - Parameter drawsProgress: false where what is drawn would get between the lines of the output.
  func bench(drawsProgress: Bool = true) -> Workbench {
    let progress = ProgressLine(isQuiet: quiet, draws: drawsProgress)
    return Workbench(
      database: database ?? Self.defaultDatabase, threads: threads ?? ProcessInfo.processInfo.activeProcessorCount,
      arguments: CommandLine.arguments, interruption: Signals.interruption, progress: { progress.show($0) })
  }
}

/// How a command that prints rows writes them.
struct FormatOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How rows are written: table, json, jsonl, csv, tsv or md (default: table, or json with --json).",
      valueName: "format"))
  var format: OutputFormat?

  @Flag(help: "In CSV and TSV, an apostrophe before text that a spreadsheet would take for a formula.")
  var csvSafe = false

  /// - Parameter json: whether `--json` is given.
  /// - Throws: where the two contradict each other.
  func chosen(json: Bool) throws -> OutputFormat {
    if json, let format, format != .json {
      throw ValidationError("--json is --format json: give one of --json and --format \(format.rawValue)")
    }
    let chosen = format ?? (json ? .json : .table)
    if csvSafe, chosen != .csv, chosen != .tsv { throw ValidationError("--csv-safe goes with --format csv or tsv") }
    return chosen
  }
}

/// Which corpus a command works on.
struct CorpusOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("The corpus; may be left out where there is only one.", valueName: "name"),
    completion: StoredNames.corpora)
  var corpus: String?
}

struct ReplaceFlag: ParsableArguments {
  @Flag(help: "Make anew what has the name already.")
  var replace = false
}
