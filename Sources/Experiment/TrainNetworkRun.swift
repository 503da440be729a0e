internal import Ledger
internal import Platform

extension Workbench {
  /// Trains under a run of its own, which tells afterwards how it ended: finished, failed, or interrupted where it was told
  /// to stop.
  ///
  /// - Parameters:
  ///   - checkpoint: what the run goes on from; the curve up to there becomes its own in the same transaction.
  ///   - needsFreeName: whether there must be nothing of its name yet.
  func recordedTraining(
    in ledger: Ledger, _ run: NewRun, continuing checkpoint: CheckpointRecord?, needsFreeName: Bool = false,
    _ work: (_ run: String) throws -> TrainNetwork.Outcome
  ) throws -> TrainNetwork.Outcome {
    var run = run
    run.argv = try JSON.string(arguments)
    run.versions = try JSON.string(Self.versions)
    run.threads = threads
    let id = try ledger.beginRun(run, continuing: checkpoint, needsFreeName: needsFreeName)
    do {
      let outcome = try work(id)
      try patiently {
        if case .stopped(_, let step, _) = outcome {
          try ledger.interruptRun(
            id, exitCode: (interruption.request ?? .interrupt).rawValue,
            error: "stopped after step \(step); --resume goes on from there")
        } else {
          try ledger.finishRun(id)
        }
      }
      return outcome
    } catch {
      let code = (error as? any Failure)?.exitCode ?? .software
      // The first error says what happened, even if it cannot be written down any more.
      if case .notStored(_, _, _, .some) = error as? TrainNetworkError {
        try? ledger.interruptRun(id, exitCode: code.rawValue, error: "\(error)")
      } else {
        try? ledger.finishRun(id, exitCode: code.rawValue, error: "\(error)")
      }
      throw error
    }
  }
}
