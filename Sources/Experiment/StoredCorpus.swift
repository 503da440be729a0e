internal import Ledger
internal import Evaluation

/// A corpus as models need it: its streams, read from the database.
struct StoredCorpus {
  let record: CorpusRecord
  let splits: [SplitRecord]
  private let ledger: Ledger

  init(_ record: CorpusRecord, in ledger: Ledger) throws {
    self.record = record
    self.ledger = ledger
    splits = try ledger.splits(of: record)
  }

  /// The id that ends a segment, or nil without segments.
  var endOfSegment: UInt32? { record.hasEOS ? SpecialID.endOfSegment : nil }

  /// The stream of a split; empty where the corpus has no such split.
  /// - Throws: where the ids do not fit the vocabulary or the split's row.
  func ids(_ name: SplitName) throws -> [UInt32] {
    guard let split = splits.first(where: { $0.name == name }) else { return [] }
    let ids = try ledger.loadArtifact(split.idsArtifact, as: UInt32.self)
    guard ids.count == split.scored, ids.allSatisfy({ $0 < record.vocabularySize }) else {
      throw ExperimentError.inconsistent("the ids of split '\(name.rawValue)' of corpus '\(record.name)'")
    }
    return ids
  }

  /// The stream that models are trained on.
  func trainingIDs() throws -> [UInt32] {
    let ids = try ids(.train)
    guard !ids.isEmpty else { throw ExperimentError.emptyTraining(corpus: record.name) }
    return ids
  }
}
