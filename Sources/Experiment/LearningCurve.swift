internal import Ledger
internal import Recurrent
internal import Report

/// Takes what a training tells: to the database as it comes, and to whoever watches.
///
/// Points of steps are at least a fifth of a second apart. They are written once a second and at each epoch's end. While
/// somebody else holds the database they wait here, and the training goes on.
final class LearningCurve {
  private let ledger: Ledger
  private let run: String
  private let bench: Workbench
  private var rows: [MetricRecord] = []
  private var lastPoint = -1.0
  private var lastWrite = 0.0
  private var hasWarned = false
  /// Since training began.
  private(set) var seconds = 0.0

  init(in ledger: Ledger, run: String, _ bench: Workbench) {
    self.ledger = ledger
    self.run = run
    self.bench = bench
  }

  func record(_ event: TrainingEvent) throws {
    switch event {
    case .step(let now, let loss, let norm):
      seconds = now.seconds
      bench.progress(.training(now, loss: loss))
      if now.seconds - lastPoint > 0.2 {
        lastPoint = now.seconds
        append(["loss": loss, "gradient_norm": norm], now)
      }
      if now.seconds - lastWrite > 1 { try write() }
    case .epoch(let now, let train, let valid, let norm, let isBest):
      append(
        [
          "train_perplexity": train, "valid_perplexity": valid, "mean_gradient_norm": norm,
          "tokens_per_second": now.positionsPerSecond,
        ], now)
      try write()
      bench.progress(
        .note(
          """
          epoch \(now.epoch)/\(now.epochs): train perplexity \(Figures.perplexity(train)), \
          valid \(Figures.perplexity(valid))\(isBest && valid != nil ? " (best)" : ""), \
          \(Figures.grouped(now.positionsPerSecond)) tokens/s
          """))
    }
  }

  /// Writes what is left, or fails.
  func finish() throws {
    if !rows.isEmpty { try ledger.record(rows, run: run) }
    rows = []
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
    lastWrite = seconds
    do {
      try ledger.record(rows, run: run, waits: false)
      rows = []
      hasWarned = false
    } catch LedgerError.busy {
      if !hasWarned {
        bench.progress(.warning("another program holds the database; training goes on, its curve is written later"))
      }
      hasWarned = true
    }
  }
}
