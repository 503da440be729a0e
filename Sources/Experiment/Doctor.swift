internal import Ledger
internal import Platform
internal import Report

/// `lmctl doctor`: whether the database is whole, and what to do where it is not.
///
/// It looks and changes nothing, and goes on after what it finds. The file may be anybody's: every part is read as any
/// other command reads it, and what throws there is what is told here.
public struct Doctor {
  /// Leaves out what reads all of the large values: their SHA-256, streams, models and scores.
  public var isQuick: Bool

  public init(isQuick: Bool = false) { self.isQuick = isQuick }

  /// - Throws: where there is no database of ours, or no memory to look at one.
  public func callAsFunction(_ bench: Workbench) throws -> DoctorReport {
    let ledger = try bench.openForExamining()
    let figures = try ledger.fileFigures()
    var report = DoctorReport(
      database: bench.database, bytes: figures.pages.multipliedReportingOverflow(by: figures.pageSize).partialValue,
      schema: figures.schema, versions: Workbench.versions)
    let problems = try ledger.schemaProblems()
    report.check("schema") { schema(problems, figures) }
    // What stands in the place of our tables may answer anything, or never.
    if problems.contains(where: \.isInPlaceOfOurs) { return report }
    report.check("file") { try file(ledger, figures, bench) }
    report.check("references") {
      try ledger.foreignKeyProblems().map { .damage("\($0); restore a copy, or remove what it belongs to") }
    }
    report.check("runs") {
      try ledger.staleRuns().map {
        .note("\($0) ended without a word; the next command that writes marks it as interrupted")
      }
    }
    report.check("left over") { try orphans(ledger) }
    if isQuick { return report }
    report.check("artifacts") { try artifacts(ledger, bench) }
    for corpus in (try? ledger.corpora()) ?? [] {
      DoctorOfCorpus(record: corpus, ledger: ledger, bench: bench).examine(&report)
    }
    return report
  }

  private func file(_ ledger: Ledger, _ figures: FileFigures, _ bench: Workbench) throws -> [DoctorReport.Outcome] {
    bench.progress(.stage("looking at every page"))
    let problems = try ledger.integrityProblems(quick: isQuick).map { problem in
      DoctorReport.Outcome.damage(
        "SQLite finds: \(problem); restore a copy, or save what is left with `sqlite3 \(bench.database) .recover`")
    }
    guard figures.freePages > figures.pages / 4, figures.freePages > 128 else { return problems }
    return problems + [
      .note(
        """
        \(Figures.percent(figures.freePages, of: figures.pages)) of the file is free; the next command that writes \
        gives it back
        """)
    ]
  }

  private func schema(_ problems: [SchemaProblem], _ figures: FileFigures) -> [DoctorReport.Outcome] {
    var outcomes: [DoctorReport.Outcome] = []
    if figures.schema < Ledger.schemaVersion {
      outcomes.append(
        .note(
          """
          made by an older lmctl (schema \(figures.schema), this one has \(Ledger.schemaVersion)); the next command that \
          writes brings it up to date
          """))
    }
    return outcomes
      + problems.map { problem in
        problem.isRefused
          ? .damage("\(problem); other commands refuse the file: take that out with sqlite3, or restore a copy")
          : problem.isMissing
            ? .damage("\(problem); do not write to the file, restore a copy")
            : .note("\(problem); nothing of it is read")
      }
  }

  private func orphans(_ ledger: Ledger) throws -> [DoctorReport.Outcome] {
    let (count, bytes) = try ledger.orphans()
    if count == 0 { return [] }
    let values = count == 1 ? "1 large value" : "\(Figures.grouped(count)) large values"
    return [
      .note(
        """
        \(values) (\(Figures.bytes(bytes))) that nothing refers to, of runs that did not end or of what was replaced; the \
        next command that writes removes them
        """)
    ]
  }

  private func artifacts(_ ledger: Ledger, _ bench: Workbench) throws -> [DoctorReport.Outcome] {
    let artifacts = try ledger.artifacts()
    bench.progress(.stage("reading \(artifacts.count) artifacts"))
    return artifacts.compactMap { artifact in
      do {
        try ledger.verify(artifact)
        return nil
      } catch {
        return .damage("\(error)")
      }
    }
  }
}

extension DoctorReport {
  /// What a look at something found, where it is not as it should be.
  enum Outcome {
    case note(String)
    case damage(String)

    /// What it means that a part of the database could not be read.
    init(_ error: any Error) {
      switch error {
      case let failure as any Failure where [.unavailable, .busy].contains(failure.exitCode):
        self = .note("not looked at: \(failure)")
      // What is made of a model that was removed or made anew: no byte is wrong, and its scores stay.
      case StoredModelError.partGone(_, let part):
        self = .note(
          "cannot be used: '\(part)', which it is made of, has been removed; its scores stay, or remove it too")
      case StoredModelError.otherPart: self = .note("cannot be used: \(error)")
      // A mixture of what only has scores is sound, and nothing that could be opened.
      case StoredModelError.unknownKind, StoredModelError.onlyScores: self = .note("not looked at: \(error)")
      default: self = .damage("\(error)")
      }
    }
  }

  /// Looks at something, and writes down what was found, or that all is well.
  mutating func check(_ name: String, _ look: () throws -> [Outcome]) {
    let outcomes: [Outcome]
    do { outcomes = try look() } catch { outcomes = [Outcome(error)] }
    if outcomes.isEmpty { findings.append(Finding(status: .ok, check: name, message: "")) }
    for outcome in outcomes {
      switch outcome {
      case .note(let message): findings.append(Finding(status: .note, check: name, message: message))
      case .damage(let message): findings.append(Finding(status: .damage, check: name, message: message))
      }
    }
  }
}
