internal import Ledger
internal import Recurrent
internal import Report

/// Takes what a training tells: to the database as it comes, and to whoever watches.
///
/// Points of steps are at least a fifth of a second apart. They are written once a second, and with each checkpoint. While
/// somebody else holds the database, or the disk is full, they wait here, and the training goes on.
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
      diagnostics += result.flow.map {
        DiagnosticRecord(epoch: now.epoch, layer: $0.layer, name: $0.name, place: $0.place, value: $0.value)
      }
      bench.progress(.note(Self.words(now, result)))
    case .checkpoint(let checkpoint, _):
      checkpoints.take(checkpoint, epoch: progress?.epochsDone ?? Double(checkpoint.epochsDone))
      try write()
    }
  }

  /// Writes what is left, or fails.
  func finish() throws {
    try writeDiagnostics(waits: true)
    if try checkpoints.write(rows, waits: true) { rows = [] }
    if !rows.isEmpty { try ledger.record(rows, run: run) }
    rows = []
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

  /// Ahead of the checkpoint after their epoch: what goes on from that one does not measure them again.
  private func writeDiagnostics(waits: Bool) throws {
    if diagnostics.isEmpty { return }
    try ledger.record(diagnostics, run: run, waits: waits)
    diagnostics = []
  }

  private func write() throws {
    do {
      try writeDiagnostics(waits: false)
      if try checkpoints.write(rows, waits: false) {
        rows = []
      } else if clock.now - lastWrite > .seconds(1) {
        try ledger.record(rows, run: run, waits: false)
        rows = []
      } else {
        return
      }
      if hasWarned { bench.progress(.note("the database is written again")) }
      hasWarned = false
    } catch LedgerError.busy {
      warn("another program holds the database; training goes on, its curve and checkpoint are written later")
    } catch LedgerError.full {
      warn("the disk is full; training goes on, its curve and checkpoint are written once there is room")
    }
    lastWrite = clock.now
  }

  private func warn(_ text: String) {
    if !hasWarned { bench.progress(.warning(text)) }
    hasWarned = true
  }
}
