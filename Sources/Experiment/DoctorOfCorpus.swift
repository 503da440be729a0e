internal import Foundation
internal import Ledger
internal import Recurrent

/// What `lmctl doctor` looks at in one corpus: its vocabulary and streams, and whether each model can be opened and each
/// score is what its array says.
struct DoctorOfCorpus {
  let record: CorpusRecord
  let ledger: Ledger
  let bench: Workbench

  func examine(_ report: inout DoctorReport) {
    var stored: StoredCorpus?
    report.check("corpus \(record.name)") {
      bench.progress(.stage("reading corpus \(record.name)"))
      let corpus = try StoredCorpus(record.name, in: ledger)
      stored = corpus
      for split in corpus.splits { _ = try corpus.ids(split.name) }
      return []
    }
    for model in (try? ledger.models(of: record)) ?? [] {
      report.check("model \(model.name)") {
        guard let stored else { return [.note("not looked at: its corpus is damaged")] }
        return try scores(of: model) + open(model, stored)
      }
    }
    let things = (try? ledger.inventory()) ?? []
    let checkpoints = things.filter { $0.kind == .checkpoint && $0.corpus.utf8.elementsEqual(record.name.utf8) }
    for one in checkpoints {
      report.check("checkpoint \(one.name)") {
        guard let checkpoint = try ledger.checkpoint(of: one.name, in: record) else { return [] }
        try bench.require(one.bytes.multipliedReportingOverflow(by: 4).partialValue, for: "the checkpoint")
        _ = try Checkpoint(decoding: try ledger.loadArtifact(checkpoint.artifactID))
        return []
      }
    }
  }

  private func open(_ model: ModelRecord, _ corpus: StoredCorpus) throws -> [DoctorReport.Outcome] {
    switch try ledger.artifact(model.artifactID).kind {
    // Scores of another program: there is an array, and no model.
    case "log-probabilities": return []
    // Scores of a network that learnt on: there are its settings, and no model.
    case DynamicEvaluate.kind:
      let record = try? JSONDecoder().decode(DynamicRecord.self, from: Data(try ledger.loadArtifact(model.artifactID)))
      return record == nil ? [.damage("\(StoredModelError.badSettings(model: model.name))")] : []
    case "ids", "checkpoint": return [.damage("its bytes are no model's; train it again with --replace")]
    default:
      _ = try StoredModel(model.name, of: corpus, in: ledger, bench)
      return []
    }
  }

  /// Every figure is computed from the array of ln p: it must give the sum that is stored.
  private func scores(of model: ModelRecord) throws -> [DoctorReport.Outcome] {
    let splits = try ledger.splits(of: record)
    return try ledger.scores(of: model).flatMap { score -> [DoctorReport.Outcome] in
      var (sum, count) = (0.0, 0)
      try ledger.readArtifact(score.artifactID, as: Double.self) { values in
        for value in values { sum -= value }
        count += values.count
      }
      let again = "compare again after `lmctl remove` of the model and making it anew"
      let stored = score.nats ?? .infinity
      if count != score.scored || !(sum == stored || abs(sum - stored) <= 1e-6 * max(1, abs(stored))) {
        return [.damage("the score on \(score.split.rawValue) is not that of its array of ln p; \(again)")]
      }
      if splits.first(where: { $0.name == score.split })?.streamSHA256 != score.streamSHA256 {
        return [.note("the score on \(score.split.rawValue) is of another stream; it is ranked apart")]
      }
      return []
    }
  }
}
