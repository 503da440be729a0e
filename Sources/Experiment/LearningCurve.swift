internal import Ledger
internal import Recurrent
internal import Report

/// Takes what a training tells: to the database as it comes, and to whoever watches.
///
/// Points are written at most once a second, and at each epoch's end; while somebody else holds the database they
/// wait here.
final class LearningCurve {
  private let ledger: Ledger
  private let run: String
  private let epochs: Int
  private let bench: Workbench
  private let clock = ContinuousClock()
  private let begun: ContinuousClock.Instant
  private var written: ContinuousClock.Instant
  private var rows: [MetricRecord] = []
  private var steps = 0
  private var positions = 0
  private var epochBegun: ContinuousClock.Instant
  private var lastPoint: Double = -1

  init(in ledger: Ledger, run: String, epochs: Int, _ bench: Workbench) {
    self.ledger = ledger
    self.run = run
    self.epochs = epochs
    self.bench = bench
    begun = clock.now
    written = begun
    epochBegun = begun
  }

  func record(_ event: TrainingEvent) throws {
    let now = clock.now
    let elapsed = (now - begun).seconds
    switch event {
    case .step(let epoch, let step, let stepsOfEpoch, let loss, let norm, let count):
      steps += 1
      positions += count
      let done = Double(epoch - 1) + Double(step) / Double(stepsOfEpoch)
      if elapsed - lastPoint > 0.2 {
        lastPoint = elapsed
        append([("loss", loss), ("gradient_norm", norm)], epoch: done, elapsed)
      }
      bench.progress(
        .training(
          epoch: epoch, epochs: epochs, fraction: done / Double(epochs),
          positionsPerSecond: Double(positions) / (now - epochBegun).seconds, loss: loss))
      if (now - written).seconds > 1 { try write(now) }
    case .epoch(let epoch, let train, let perplexity, let norm, let isBest):
      let rate = Double(positions) / (now - epochBegun).seconds
      append(
        [
          ("train_perplexity", train), ("valid_perplexity", perplexity), ("mean_gradient_norm", norm),
          ("tokens_per_second", rate),
        ],
        epoch: Double(epoch), elapsed)
      try write(now)
      bench.progress(
        .note(
          """
          epoch \(epoch)/\(epochs): train perplexity \(Figures.fixed(train, 2)), \
          valid \(Figures.fixed(perplexity, 2))\(isBest && perplexity != nil ? " (best)" : ""), \
          \(Figures.grouped(Int(rate))) tokens/s
          """))
      positions = 0
      epochBegun = clock.now
    }
  }

  /// Writes what is left.
  /// - Returns: seconds since the training began.
  func finish() throws -> Double {
    if !rows.isEmpty { try ledger.record(rows, run: run) }
    return (clock.now - begun).seconds
  }

  private func append(_ values: [(String, Double?)], epoch: Double, _ elapsed: Double) {
    for (name, value) in values {
      rows.append(
        MetricRecord(name: name, step: steps, epoch: epoch, value: value, wallMilliseconds: Int(elapsed * 1000)))
    }
  }

  private func write(_ now: ContinuousClock.Instant) throws {
    written = now
    do {
      try ledger.record(rows, run: run)
      rows = []
    } catch LedgerError.busy {
      bench.progress(.warning("the database is held by another program; the curve is kept and written later"))
    }
  }
}
