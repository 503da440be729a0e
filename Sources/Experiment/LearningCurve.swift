internal import Ledger
internal import Platform
internal import Recurrent
internal import Report

/// Takes what a training tells: to the database as it comes, and to whoever watches.
///
/// Points of steps are at least a fifth of a second apart. They are written once a second, and with each checkpoint. While
/// somebody else holds the database, or the disk is full or fails, they wait here, and the training goes on: at most ten
/// rows of 60 bytes a second and five an epoch, some 50 MB a day.
final class LearningCurve {
  private let ledger: Ledger
  private let run: String
  private let bench: Workbench
  private var checkpoints: CheckpointWriter
  private var rows: [MetricRecord] = []
  private var diagnostics: [DiagnosticRecord] = []
  private var lastPoint = -1.0
  private var lastWrite: ContinuousClock.Instant
  private var hasWarned = false
  private let clock = ContinuousClock()
  /// The last that a training told of itself.
  private(set) var progress: TrainingProgress?
  /// Since training began.
  var seconds: Double { progress?.seconds ?? 0 }
  /// The last checkpoint in the database.
  var checkpoint: (bytes: Int, epoch: Double)? { checkpoints.written }

  init(in ledger: Ledger, run: String, _ checkpoints: CheckpointWriter, _ bench: Workbench) {
    self.ledger = ledger
    self.run = run
    self.checkpoints = checkpoints
    self.bench = bench
    lastWrite = clock.now
  }

  func record(_ event: TrainingEvent) throws {
    switch event {
    case .step(let now, let loss, let norm):
      progress = now
      bench.progress(.training(now, loss: loss, gradientNorm: norm))
      if now.seconds - lastPoint > 0.2 {
        lastPoint = now.seconds
        append(["loss": loss, "gradient_norm": norm], now)
      }
      if clock.now - lastWrite > .seconds(1) { try write() }
    case .epoch(let now, let result):
      progress = now
      append(
        [
          "train_perplexity": result.trainPerplexity, "valid_perplexity": result.validPerplexity,
          "mean_gradient_norm": result.meanGradientNorm, "tokens_per_second": now.positionsPerSecond,
          "learning_rate": now.learningRate,
        ], now)
      record(result.flow, epoch: now.epoch)
      bench.progress(.note(Self.words(now, result)))
      if result.isWorseThanUniform {
        bench.progress(
          .warning(
            """
            a perplexity above V is worse than knowing nothing: training diverges at a learning rate of \
            \(now.learningRate); a tanh network wants about 5 where an LSTM takes 20
            """))
      }
    case .checkpoint(let checkpoint, _):
      checkpoints.take(checkpoint, epoch: progress?.epochsDone ?? Double(checkpoint.epochsDone))
      try write()
    }
  }

  /// - Parameter epoch: after which gradients flow like this; 0 for the weights that training starts from.
  func record(_ flow: [FlowFigure], epoch: Int) { diagnostics += flow.map { DiagnosticRecord($0, epoch: epoch) } }

  /// Writes what is left, or fails.
  func finish() throws {
    if try checkpoints.write(rows, diagnostics: diagnostics, waits: true) { (rows, diagnostics) = ([], []) }
    try writeRows(waits: true)
    tellWrittenAgain()
  }

  static func words(_ now: TrainingProgress, _ result: EpochResult) -> String {
    let lanes =
      result.validationLanes > 1 && result.validPerplexity != nil ? " (in \(result.validationLanes) lanes)" : ""
    let average = result.isAveraged ? " of the average" : ""
    return """
      epoch \(now.epoch)/\(now.epochs): train perplexity \(Figures.perplexity(result.trainPerplexity)), \
      valid \(Figures.perplexity(result.validPerplexity))\(average)\(lanes)\
      \(result.isBest && result.validPerplexity != nil ? " (best)" : ""), \
      \(Figures.grouped(now.positionsPerSecond)) tokens/s
      """
  }

  private func append(_ values: KeyValuePairs<String, Double?>, _ now: TrainingProgress) {
    for (name, value) in values {
      rows.append(
        MetricRecord(
          name: name, step: now.step, epoch: now.epochsDone, value: value,
          wallMilliseconds: Int(now.seconds * 1000)))
    }
  }

  private func write() throws {
    // Who ends the program waits for what is being written, and for what waits for somebody's lock; not for the words.
    defer { bench.interruption.owe(hasWarned && checkpoints.hasWork) }
    do {
      let isWritten = try bench.interruption.saving {
        if try checkpoints.write(rows, diagnostics: diagnostics, waits: false) {
          (rows, diagnostics) = ([], [])
        } else if clock.now - lastWrite > .seconds(1) {
          try writeRows(waits: false)
        } else {
          return false
        }
        return true
      }
      if !isWritten { return }
      // Where there is room for rows there may be none yet for a checkpoint.
      if !checkpoints.hasWork { tellWrittenAgain() }
    } catch LedgerError.busy {
      warn("another program holds the database; training goes on, its curve and checkpoint are written later")
    } catch LedgerError.full(let path, _, let free) {
      warn("\(path): \(Patience.full(free)); training goes on, its curve and checkpoint are written once there is room")
    } catch LedgerError.moved(let path) {
      warn(
        """
        \(path): the database was moved, removed or replaced; training goes on, its curve and checkpoint are written once \
        it is back
        """)
    } catch LedgerError.inputOutput(let path, _, _) {
      warn("\(path): writing failed; training goes on, its curve and checkpoint are written once that can be done")
    }
    lastWrite = clock.now
  }

  private func writeRows(waits: Bool) throws {
    if !rows.isEmpty { try ledger.record(rows, run: run, waits: waits) }
    rows = []
    if !diagnostics.isEmpty { try ledger.record(diagnostics, run: run, waits: waits) }
    diagnostics = []
  }

  private func tellWrittenAgain() {
    if hasWarned { bench.progress(.note("the database is written again")) }
    hasWarned = false
  }

  private func warn(_ text: String) {
    if !hasWarned { bench.progress(.warning(text)) }
    hasWarned = true
  }
}
