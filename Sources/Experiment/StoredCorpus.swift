internal import Corpus
internal import Evaluation
internal import Foundation
internal import Ledger
internal import Platform
internal import Text

/// A corpus as models need it: its streams, read from the database.
struct StoredCorpus {
  let record: CorpusRecord
  let splits: [SplitRecord]
  let tokens: StoredTokens
  private let vocabulary: Vocabulary
  private let ledger: Ledger

  /// - Throws: where the database has no such corpus, or what it has does not fit together: the file may come from
  ///   anywhere, and what is scored must be what it says it is.
  init(_ name: String?, in ledger: Ledger) throws {
    let record = try ledger.corpus(named: name)
    let rows = try ledger.tokenRows(of: record)
    let vocabulary = Vocabulary(
      tokens: rows.bytes, counts: rows.counts.map { UInt64(clamping: $0) }, hasEOS: record.hasEOS)
    guard vocabulary.count == record.vocabularySize, vocabulary.count > vocabulary.specials,
      record.hasEOS == (record.boundary != Boundary.none.rawValue), try vocabulary.hasEachTokenOnce()
    else { throw ExperimentError.inconsistent("the vocabulary of corpus '\(record.name)'") }
    self.record = record
    tokens = StoredTokens(rows)
    self.ledger = ledger
    splits = try ledger.splits(of: record)
    self.vocabulary = vocabulary
  }

  /// The id that ends a segment, or nil without segments.
  var endOfSegment: UInt32? { vocabulary.endOfSegment }

  /// Whether `<unk>` occurs in `train` often enough for models to be taught it.
  var trainingHasUnknown: Bool { splits.trainingHasUnknown }

  /// A token for display; `<bos>` for the id beyond the vocabulary. Its bytes are part of the identity, the text that is
  /// stored beside them is not.
  func shown(_ id: UInt32) -> String {
    Int(id) < tokens.count ? DisplayText.escaped(tokens[Int(id)].bytes) : "<bos>"
  }

  /// A corpus and the stream that models are trained on: the one is read while the other is.
  /// - Parameter loads: of a corpus and the length of this stream, whether it is wanted in memory; it is nil otherwise.
  static func forTraining(
    _ name: String?, in ledger: Ledger, _ bench: Workbench, loads: (CorpusRecord, Int) -> Bool
  ) throws -> (corpus: StoredCorpus, train: [UInt32]?) {
    let other = try bench.openForReading()
    let record = try ledger.corpus(named: name)
    let split = try ledger.splits(of: record).first { $0.name == .train }
    let positions = split?.scored ?? 0
    // Work is planned by this number, and the stream read only afterwards.
    if let split, try ledger.sizedArtifact(split.idsArtifact).bytes / MemoryLayout<UInt32>.size != positions {
      throw ExperimentError.inconsistent("the stream 'train' of corpus '\(record.name)'")
    }
    if !loads(record, positions) { return (try StoredCorpus(record.name, in: ledger), nil) }
    var ids: Result<[UInt32], any Error>?
    let corpus = try concurrently {
      try StoredCorpus(record.name, in: ledger)
    } with: {
      ids = Result {
        let split = try other.splits(of: record).first { $0.name == .train }
        return try split.map { try other.loadArtifact($0.idsArtifact, as: UInt32.self) } ?? []
      }
    }
    let train = try corpus.checked(try ids?.get() ?? [], .train)
    guard !train.isEmpty else { throw ExperimentError.emptyTraining(corpus: record.name) }
    return (corpus, train)
  }

  /// Whether a score is of the stream that the split has now.
  func isOwn(_ score: ScoreRecord) -> Bool {
    splits.contains { $0.name == score.split && $0.streamSHA256 == score.streamSHA256 && $0.scored == score.scored }
  }

  /// How many there are in a split; nil where the corpus has no such split.
  func positions(of name: SplitName) -> Int? { splits.first { $0.name == name }?.scored }

  /// The stream of a split; empty where the corpus has no such split.
  /// - Throws: where the ids are not those that the split's identity names.
  func ids(_ name: SplitName) throws -> [UInt32] {
    guard let split = splits.first(where: { $0.name == name }) else { return [] }
    return try checked(try ledger.loadArtifact(split.idsArtifact, as: UInt32.self), name)
  }

  private func checked(_ ids: [UInt32], _ name: SplitName) throws -> [UInt32] {
    guard let split = splits.first(where: { $0.name == name }) else { return [] }
    guard ids.count == split.scored, ids.allSatisfy({ $0 < record.vocabularySize }),
      "\(vocabulary.identity(of: ids, boundary: record.boundary))" == split.streamSHA256
    else { throw ExperimentError.inconsistent("the stream '\(name.rawValue)' of corpus '\(record.name)'") }
    return ids
  }

  /// Hands out the stream that models are trained on, some MiB at a time.
  ///
  /// Only after the last piece is it known whether the ids are those that the split's identity names: what is made of
  /// them must not be kept where this throws.
  func readTrainingIDs(_ body: ([UInt32]) throws -> Void) throws {
    guard let split = splits.first(where: { $0.name == .train }), split.scored > 0 else {
      throw ExperimentError.emptyTraining(corpus: record.name)
    }
    var hash = StreamIdentity(vocabulary, boundary: record.boundary).beginning()
    var count = 0
    let wrong = ExperimentError.inconsistent("the stream 'train' of corpus '\(record.name)'")
    try ledger.readArtifact(split.idsArtifact, as: UInt32.self) { ids in
      guard ids.allSatisfy({ $0 < record.vocabularySize }) else { throw wrong }
      hash.update(ids.span)
      count += ids.count
      try body(ids)
    }
    guard count == split.scored, "\(hash.finish())" == split.streamSHA256 else { throw wrong }
  }

  /// The stream that models are trained on.
  func trainingIDs() throws -> [UInt32] {
    let ids = try ids(.train)
    guard !ids.isEmpty else { throw ExperimentError.emptyTraining(corpus: record.name) }
    return ids
  }
}

extension [SplitRecord] {
  /// Whether the share of `<unk>` in `train` is at least a tenth of that in `valid`.
  ///
  /// A single `<unk>` in `train`, as a cut of the vocabulary may leave it, teaches a model next to nothing: what goes on
  /// learning from the text would still be ranked first for noticing that there are unknown words.
  var trainingHasUnknown: Bool {
    guard let train = first(where: { $0.name == .train }), train.oov > 0 else { return false }
    guard let valid = first(where: { $0.name == .valid }), valid.tokens > 0 else { return true }
    return 10 * Double(train.oov) * Double(valid.tokens) >= Double(valid.oov) * Double(train.tokens)
  }
}

extension StoredCorpus {
  /// How the corpus's text was tokenized, to do the same with other text.
  /// - Throws: where its settings cannot be read, or contradict the rest of its record.
  func tokenizerSettings() throws(ExperimentError) -> TokenizerSettings {
    guard
      let settings = try? JSONDecoder().decode(CorpusSettings.self, from: Data(record.settings.utf8)).tokenizer,
      settings.boundary.rawValue == record.boundary
    else { throw .inconsistent("the settings of corpus '\(record.name)'") }
    // What would be a wrong option on the command line is a damaged record here.
    do { _ = try Tokenizer(settings) } catch  where error.exitCode == .usage {
      throw .inconsistent("the settings of corpus '\(record.name)': \(error)")
    } catch {
      // What else is wrong stops those that make one in earnest.
    }
    return settings
  }
}
