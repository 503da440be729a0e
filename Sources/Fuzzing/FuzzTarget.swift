/// A reader of bytes that come from outside: files, streams, and what a database holds.
///
/// Each takes any bytes at all. It may refuse them with an error of its own; it may not trap, read beyond them, or keep memory,
/// and what it has read it must be able to use and to write again.
public enum FuzzTarget: String, CaseIterable, Sendable {
  /// ARPA files.
  case arpa
  /// Safetensors files as networks of a corpus.
  case safetensors
  /// Stored weights of a network.
  case weights
  /// Stored n-gram models.
  case backoff
  /// Stored counts.
  case counts
  /// Checkpoints of trainings.
  case checkpoint
  /// Settings as JSON: mixtures, caches, networks, corpora.
  case records
  /// Exported vocabularies, and tokens as they are shown.
  case vocabulary
  /// Files of sorted counts.
  case countLines = "count-lines"
  /// Log-probabilities of another program.
  case scores
  /// Gzip, as all files may be packed.
  case gzip
  /// UTF-8, right and wrong.
  case utf8
  /// Text in any encoding.
  case encodings
  /// Raw bytes as tokens.
  case tokenizer

  private var reader: any FuzzedReader.Type {
    switch self {
    case .arpa: FuzzedARPA.self
    case .safetensors: FuzzedSafeTensors.self
    case .weights: FuzzedWeights.self
    case .backoff: FuzzedBackoff.self
    case .counts: FuzzedCounts.self
    case .checkpoint: FuzzedCheckpoint.self
    case .records: FuzzedRecords.self
    case .vocabulary: FuzzedVocabulary.self
    case .countLines: FuzzedCountLines.self
    case .scores: FuzzedScores.self
    case .gzip: FuzzedGzip.self
    case .utf8: FuzzedUTF8.self
    case .encodings: FuzzedEncodings.self
    case .tokenizer: FuzzedTokenizer.self
    }
  }

  /// Reads one input, and uses what was read.
  /// - Returns: whether it was taken for what the reader reads.
  /// - Throws: ``BrokenPromise`` where what was read is not what it should be. A trap is worse.
  @discardableResult
  public func run(_ bytes: [UInt8]) throws(BrokenPromise) -> Bool { try reader.run(bytes) }

  /// For a program that does nothing but this: readers of files get standard input, which is never opened again.
  public static func takeStandardInput() { MemoryFile.shared.becomeStandardInput() }

  /// Inputs to begin with, by name, as the writers make them: the reader takes them all.
  public var seeds: [(name: String, bytes: [UInt8])] { get throws { try reader.seeds } }
}

/// What one target does.
protocol FuzzedReader {
  static func run(_ bytes: [UInt8]) throws(BrokenPromise) -> Bool
  static var seeds: [(name: String, bytes: [UInt8])] { get throws }
}

/// What a reader should have held to, and did not.
public struct BrokenPromise: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }

  /// - Throws: this, where something does not hold.
  static func unless(_ holds: Bool, _ promise: @autoclosure () -> String) throws(BrokenPromise) {
    if !holds { throw BrokenPromise(promise()) }
  }

  /// Where nothing may fail any more.
  /// - Throws: this, in place of what `body` throws.
  static func on<Result>(
    _ promise: @autoclosure () -> String, _ body: () throws -> Result
  ) throws(BrokenPromise) -> Result {
    do { return try body() } catch { throw BrokenPromise("\(promise()): \(error)") }
  }
}
