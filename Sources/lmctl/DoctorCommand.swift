import ArgumentParser
import Experiment
import Platform
import Report

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Examine the database: is it whole, and what to do where it is not.",
    discussion: """
      Every page, index and reference; the tables against lmctl's own; the SHA-256 of every large value; the vocabulary and \
      streams of each corpus; whether each model and checkpoint can be opened, and each score is what its array gives. Runs \
      whose process is gone, and what they left. Nothing is changed. Exit code 65 where there is damage.

      Examples:
        lmctl doctor
        lmctl doctor --quick
        lmctl doctor --db other.sqlite --json

      Memory: one model at a time, up to five times its size. Time: some 10 s for a GB, half of it with --quick, which \
      leaves out large values.
      """)

  @Flag(help: "Leave out what reads all of the large values.")
  var quick = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let report = try Doctor(isQuick: quick)(common.bench())
    if common.json { try Console.json(report) } else { Console.print(lines(report)) }
    if report.isDamaged { throw ArgumentParser.ExitCode(Platform.ExitCode.data.rawValue) }
  }

  private func lines(_ report: DoctorReport) -> [String] {
    var table = TextTable([("", .left), ("", .left), ("", .left)])
    for finding in report.findings where !common.quiet || finding.status != .ok {
      table.append([finding.status.rawValue, finding.check, finding.message])
    }
    let versions = report.versions.keys.sorted().map { "\($0) \(report.versions[$0] ?? "")" }.joined(separator: ", ")
    let notes = report.findings.count { $0.status == .note }
    let damages = report.findings.count { $0.status == .damage }
    let verdict =
      damages > 0
      ? "\(damages) damage\(damages == 1 ? "" : "s") found"
      : notes > 0 ? "no damage found, \(notes) note\(notes == 1 ? "" : "s")" : "no damage found"
    return [
      Figures.safe("\(report.database): \(Figures.bytes(report.bytes)), schema \(report.schema); \(versions)")
    ] + table.lines().dropFirst() + [verdict]
  }
}
