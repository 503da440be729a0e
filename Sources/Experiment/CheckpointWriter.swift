internal import Ledger
internal import Recurrent

/// Puts checkpoints into the database: their bytes ahead, then the row that shows them, with the curve up to there.
///
/// Writing takes at most about a tenth of the time: an epoch of a few milliseconds that ends right after the last
/// checkpoint waits for a later one. What waits is the newest alone; where its bytes are there and its row cannot be
/// written, the next try writes the row.
struct CheckpointWriter {
  private let ledger: Ledger
  private let run: String
  private let corpus: CorpusRecord
  private let model: String
  private let settings: String
  private let clock = ContinuousClock()
  private var waiting: (checkpoint: Checkpoint, epoch: Double)?
  /// Of what waits, once its bytes are in the database.
  private var artifact: Artifact?
  /// Whether bytes may be in the database that no checkpoint will show: they hold the room that the next one needs.
  private var hasLeftovers = false
  private var isDue: ContinuousClock.Instant
  /// Bytes of the last one written, and the epochs after which it was taken.
  private(set) var written: (bytes: Int, epoch: Double)?

  init(in ledger: Ledger, run: String, corpus: CorpusRecord, model: String, settings: String) {
    self.ledger = ledger
    self.run = run
    self.corpus = corpus
    self.model = model
    self.settings = settings
    isDue = clock.now
  }

  /// - Parameter epoch: epochs done, with the fraction of the one under way.
  mutating func take(_ checkpoint: Checkpoint, epoch: Double) {
    waiting = (checkpoint, epoch)
    if artifact.take() != nil { hasLeftovers = true }
  }

  var hasWork: Bool { waiting != nil }

  /// Writes what waits, if it is time to.
  /// - Parameters:
  ///   - rows: of the curve, that are not in the database yet; so `diagnostics`.
  ///   - waits: false to fail soon where another program holds the database, and true to write whatever the time.
  /// - Returns: whether the rows are in the database now.
  mutating func write(
    _ rows: [MetricRecord], diagnostics: [DiagnosticRecord] = [], waits: Bool
  ) throws -> Bool {
    guard let (checkpoint, epoch) = waiting, waits || clock.now >= isDue else { return false }
    var begun = clock.now
    // What fails takes its time as well.
    defer { isDue = clock.now + (clock.now - begun) * 9 }
    func show(_ artifact: Artifact) throws {
      try ledger.save(
        checkpoint: CheckpointRecord(
          corpusID: corpus.id, name: model, settings: settings, artifactID: artifact.id, step: checkpoint.step,
          epoch: epoch, runID: run), with: rows, diagnostics: diagnostics, waits: waits)
    }
    var artifact = try artifact ?? store(checkpoint, waits: waits)
    let stored = clock.now
    do {
      do { try show(artifact) } catch {
        // Asked only where a rule was broken, as by a row without its bytes: beside a lock the question would wait.
        guard case .refused? = error as? LedgerError, try isGone(artifact) else { throw error }
        // Somebody took this run for ended, and its bytes for what it left.
        self.artifact = nil
        artifact = try store(checkpoint, waits: waits)
        try show(artifact)
      }
    } catch {
      // The row alone is left, and takes as long again as it did: storing does not.
      if self.artifact != nil { begun = stored }
      throw error
    }
    (waiting, self.artifact, hasLeftovers) = (nil, nil, false)
    written = (artifact.bytes, epoch)
    return true
  }

  /// Whether another process has removed what was stored.
  private func isGone(_ artifact: Artifact) throws -> Bool {
    do throws(LedgerError) {
      _ = try ledger.artifact(artifact.id)
      return false
    } catch {
      return error == .artifactGone(path: ledger.path)
    }
  }

  /// Puts its bytes ahead, in the room of those that nothing will show.
  private mutating func store(_ checkpoint: Checkpoint, waits: Bool) throws -> Artifact {
    if hasLeftovers { try ledger.removeUnsavedCheckpoints(of: run, waits: waits) }
    // Until the bytes are whole, what is there of them may stay where it cannot be removed at once.
    hasLeftovers = true
    let artifact = try ledger.storeArtifact(checkpoint.encode(), kind: "checkpoint", run: run, waits: waits)
    hasLeftovers = false
    self.artifact = artifact
    return artifact
  }
}
