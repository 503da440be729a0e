internal import Corpus
internal import Foundation
internal import Ledger
internal import Statistics
internal import Text

/// The words that set one corpus apart from another, by the counts of their splits `train`.
///
/// Types are the same where their bytes are. `<unk>` and `<eos>` are none; what was cut from a vocabulary counts as not
/// there.
public struct KeynessList: Encodable, Equatable, Sendable {
  public struct Word: Encodable, Equatable, Sendable {
    /// Escaped for display.
    public let type: String
    public let count: UInt64
    public let referenceCount: UInt64
    public let logLikelihood: Double
    @Nullable public var logRatio: Double?

    private enum CodingKeys: String, CodingKey {
      case type, count
      case referenceCount = "reference_count"
      case logLikelihood = "g2"
      case logRatio = "log_ratio"
    }
  }

  public let against: String
  /// Of `train`, `<unk>` among them.
  public let tokens: UInt64
  public let referenceTokens: UInt64
  public let recipe: String
  /// More frequent here than there, by falling G².
  public let key: [Word]
  /// More frequent there than here, by falling G².
  public let avoided: [Word]

  private enum CodingKeys: String, CodingKey {
    case against, tokens
    case referenceTokens = "reference_tokens"
    case recipe, key, avoided
  }

  /// The corpus of reference: its counts.
  struct Reference {
    let record: CorpusRecord
    let tokens: UInt64
    var counts: [[UInt8]: UInt64] = [:]
    /// In order of ids.
    var types: [[UInt8]] = []

    init(_ name: String, in ledger: Ledger, _ bench: Workbench) throws {
      let corpus = try ledger.corpus(named: name)
      let (memory, overflows) = corpus.vocabularySize.multipliedReportingOverflow(by: 400)
      try bench.require(overflows ? nil : memory, for: "the vocabulary of '\(name)'")
      record = corpus
      tokens = UInt64(clamping: try ledger.splits(of: corpus).first { $0.name == .train }?.tokens ?? 0)
      guard tokens > 0 else { throw ExperimentError.emptyTraining(corpus: name) }
      try ledger.readTokens(of: corpus) { page in
        for token in page where token.rank != nil {
          counts[token.bytes] = UInt64(clamping: token.count)
          types.append(token.bytes)
        }
      }
    }
  }

  /// Whether two corpora were cut into tokens and types by other rules, so that differences may be theirs.
  static func differ(_ first: CorpusRecord, _ second: CorpusRecord) -> Bool {
    func rules(_ record: CorpusRecord) -> CorpusSettings? {
      try? JSONDecoder().decode(CorpusSettings.self, from: Data(record.settings.utf8))
    }
    guard let first = rules(first), let second = rules(second) else { return true }
    return first.tokenizer != second.tokenizer || first.minCount != second.minCount
      || first.maxVocabulary != second.maxVocabulary
  }

  init(_ corpus: StoredCorpus, against reference: Reference, limit: Int) {
    let tokens = UInt64(clamping: corpus.splits.first { $0.name == .train }?.tokens ?? 0)
    var found: [(bytes: [UInt8], keyness: Keyness)] = []
    func compare(_ bytes: [UInt8], _ count: UInt64, _ referenceCount: UInt64) {
      let keyness = Keyness(
        count: count, tokens: tokens, referenceCount: referenceCount, referenceTokens: reference.tokens)
      if let keyness { found.append((bytes, keyness)) }
    }
    var here: Set<[UInt8]> = []
    for token in corpus.tokens where token.rank != nil {
      here.insert(token.bytes)
      compare(token.bytes, UInt64(clamping: token.count), reference.counts[token.bytes] ?? 0)
    }
    for bytes in reference.types where !here.contains(bytes) { compare(bytes, 0, reference.counts[bytes] ?? 0) }
    func words(_ isWanted: (Double) -> Bool) -> [Word] {
      found.filter { isWanted($0.keyness.difference) }.map {
        (bytes: $0.bytes, keyness: $0.keyness, $0.keyness.logLikelihood)
      }
      .sorted { $0.2 != $1.2 ? $0.2 > $1.2 : $0.bytes.lexicographicallyPrecedes($1.bytes) }.prefix(limit).map {
        Word(
          type: DisplayText.escaped($0.bytes), count: $0.keyness.count, referenceCount: $0.keyness.referenceCount,
          logLikelihood: $0.2, logRatio: $0.keyness.logRatio)
      }
    }
    against = reference.record.name
    self.tokens = tokens
    referenceTokens = reference.tokens
    recipe = """
      g2: 2 sum O ln (O/E) over the word's two cells (Rayson & Garside 2000); log_ratio: log2 of the ratio of the \
      relative frequencies (Hardie 2014), a count of 0 taken as 1/2
      """
    key = words { $0 > 0 }
    avoided = words { $0 < 0 }
  }
}
