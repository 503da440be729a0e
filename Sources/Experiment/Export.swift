public import Ledger
internal import NGrams
internal import Platform

/// `lmctl export`: database → a file that other programs read.
public struct Export {
  public enum Format: String, Sendable, CaseIterable {
    /// The types with their ids and counts: tab-separated text (``VocabularyLine``).
    case vocabulary
    /// The id stream of a split: a NumPy array (``NumPyHeader``).
    case ids
    /// An n-gram model, as KenLM, SRILM and others read it.
    case arpa
    /// A network, as PyTorch reads it (``RecurrentModel/writePyTorch(version:hasEOS:_:)``).
    case safetensors
  }

  public var corpus: String?
  public var format: Format
  /// Of ``Format/ids``.
  public var split: SplitName
  /// Of ``Format/arpa`` and ``Format/safetensors``; nil for the only one.
  public var model: String?

  public init(corpus: String?, format: Format, split: SplitName = .train, model: String? = nil) {
    self.corpus = corpus
    self.format = format
    self.split = split
    self.model = model
  }

  /// Hands out the file's bytes, some MiB at a time; memory: one piece, however large the corpus.
  ///
  /// Whether the stored ids are what was written is known only at the end: where this throws, what was handed out must
  /// not be kept.
  /// - Throws: where there is no such corpus, where what is stored is damaged, and what `write` throws.
  public func callAsFunction(_ bench: Workbench, write: ([UInt8]) throws -> Void) throws {
    switch format {
    case .arpa: return try arpa(bench, write)
    case .safetensors: return try safetensors(bench, write)
    case .vocabulary, .ids: break
    }
    let ledger = try bench.openForReading()
    let corpus = try ledger.corpus(named: corpus)
    switch format {
    case .vocabulary: try vocabulary(of: corpus, in: ledger, write)
    case .ids: try ids(of: corpus, in: ledger, write)
    case .arpa, .safetensors: break
    }
  }

  private func arpa(_ bench: Workbench, _ write: ([UInt8]) throws -> Void) throws {
    Memory.keep()
    let (_, corpus, stored) = try StoredModel.open(model, ofCorpus: corpus, bench)
    bench.progress(.stage("writing \(stored.record.name)"))
    try stored.backoffForm().writeARPA(tokens: try corpus.arpaTokens(), threads: bench.threads, write: write)
  }

  private func vocabulary(
    of corpus: CorpusRecord, in ledger: Ledger, _ write: ([UInt8]) throws -> Void
  ) throws {
    try write(Array((VocabularyLine.header + "\n").utf8))
    var next = 0
    try ledger.readTokens(of: corpus) { page in
      var lines = ""
      for token in page {
        guard token.id == next, token.count >= 0 else { throw damaged("the vocabulary", corpus) }
        next += 1
        lines += "\(VocabularyLine(token))\n"
      }
      try write(Array(lines.utf8))
    }
    guard next == corpus.vocabularySize else { throw damaged("the vocabulary", corpus) }
  }

  private func ids(of corpus: CorpusRecord, in ledger: Ledger, _ write: ([UInt8]) throws -> Void) throws {
    // A split that is not there is as empty as one that has no text.
    let record = try ledger.splits(of: corpus).first { $0.name == split }
    let count = record?.scored ?? 0
    guard count >= 0 else { throw damaged("the split '\(split.rawValue)'", corpus) }
    try write(NumPyHeader.bytes(of: count))
    guard let record else { return }
    let bytes = try ledger.sizedArtifact(record.idsArtifact).bytes
    guard count.multipliedReportingOverflow(by: 4) == (bytes, false) else {
      throw damaged("the stream '\(split.rawValue)'", corpus)
    }
    try ledger.readArtifact(record.idsArtifact, as: UInt32.self) { ids in
      guard ids.allSatisfy({ $0 < corpus.vocabularySize }) else {
        throw damaged("the stream '\(split.rawValue)'", corpus)
      }
      try write(NumPyHeader.littleEndian(ids))
    }
  }

  private func damaged(_ what: String, _ corpus: CorpusRecord) -> ExperimentError {
    .inconsistent("\(what) of corpus '\(corpus.name)'")
  }
}
