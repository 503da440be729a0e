internal import COutOfMemory
import ArgumentParser
import Experiment
import Foundation
import Platform

/// The root of the command line.
@main
struct LMCTL: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lmctl",
    abstract: "From raw text to language models that can be compared honestly.",
    discussion: """
      One database file holds the whole experiment: corpora, models, curves and scores.

        lmctl run Corpora/english              text to leaderboard, in one go
        lmctl tokenize book.txt --corpus book  or step by step
        lmctl stats
        lmctl ngram --order 1,2,3
        lmctl train-rnn --hidden 200
        lmctl compare
        sqlite3 -box lm.sqlite 'SELECT * FROM leaderboard'

      Exit codes: 0 success\(ExitCode.allCases.map { "; \($0.rawValue) \($0.meaning)" }.joined()).

      Environment: LMCTL_MATRIX=plain multiplies matrices without oneDNN; LMCTL_SEGMENTATION=icu, plain, avx2 or avx512 \
      divides text by ICU's own engine, or by its rules with these vectors: the same tokens, in another time.
      """,
    version: Workbench.versionLine,
    subcommands: [
      RunCommand.self, TokenizeCommand.self, StatsCommand.self, NGramCommand.self, TrainRNNCommand.self,
      CompareCommand.self, ScoreCommand.self, GenerateCommand.self, CountCommand.self, MergeCommand.self,
      ExportCommand.self, ImportCommand.self,
      ListCommand.self, ShowCommand.self, RemoveCommand.self, DoctorCommand.self,
    ])

  /// Ends with the exit code that the error names, and one line about it.
  static func main() {
    StandardStreams.fill()
    // Before anything is opened: what is open then was handed to this process.
    requireFiles()
    Signals.watch()
    // A reader that goes away ends no program of its own (`Signals`), and so it is with the size that whoever started the
    // program allows for a file.
    signal(SIGXFSZ, SIG_IGN)
    outofmemory_ends_with(Platform.ExitCode.unavailable.rawValue)
    Memory.spareAddressSpace()
    if let refusal = RawArguments.refusal {
      Console.error(refusal)
      Foundation.exit(Platform.ExitCode.usage.rawValue)
    }
    Terminal.tame()
    do {
      var command = try parseAsRoot()
      do { try command.run() } catch { end(error) }
      Signals.interruption.giveWay()
    } catch {
      finish(error)
    }
  }

  /// Where so few files may be open that the runtime's own threads could not wait for anything, they trap.
  private static func requireFiles() {
    let least = 10
    let allowed = Disk.openFiles(atLeast: least)
    if allowed >= least { return }
    Console.error(
      """
      only \(allowed) files may be open at once beside what was open already, and \(least) are needed; raise the limit \
      ('ulimit -n' shows it)
      """)
    Foundation.exit(Platform.ExitCode.unavailable.rawValue)
  }

  /// Ends as the argument parser would, but for one thing: help, versions and completion scripts are data, and what cannot
  /// be written of them is told.
  private static func finish(_ error: any Error) -> Never {
    if exitCode(for: error) == .success {
      if let refusal = RawArguments.fileReadAsHelp(Array(CommandLine.arguments.dropFirst())) {
        Console.error(refusal)
        Foundation.exit(Platform.ExitCode.usage.rawValue)
      }
      Console.print([fullMessage(for: error)])
      Foundation.exit(0)
    }
    exit(withError: error)
  }

  /// Ends a command that failed. What is no `Failure` is either the argument parser's own or a defect.
  private static func end(_ error: any Error) -> Never {
    // An error may be that of a database which is just being put away.
    Signals.interruption.giveWay()
    guard let failure = error as? any Failure else {
      // Help and usage errors have codes of their own; to the argument parser every other error is code 1.
      if exitCode(for: error) != .failure { finish(error) }
      Console.error("this is a defect of lmctl: \(error)")
      Foundation.exit(Platform.ExitCode.software.rawValue)
    }
    // As for standard output: '--output /dev/stdout | head' is no failure.
    if case .readerGone? = failure as? OutputError { Foundation.exit(0) }
    Console.error("\(failure)")
    Foundation.exit(failure.exitCode.rawValue)
  }
}

extension Workbench {
  /// For `--version`: what a bug report or a table of results should say.
  fileprivate static var versionLine: String {
    let versions = versions
    func named(_ key: String) -> String { versions[key] ?? "" }
    let matrix = named("matrix_library")
    return """
      lmctl \(version) (ICU \(named("icu")), Unicode \(named("unicode")), SQLite \(named("sqlite")), \
      \(matrix == "plain" ? "plain matrix products" : matrix), \(named("instruction_set")))
      """
  }
}
