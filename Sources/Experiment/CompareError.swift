public import Platform

/// Why a comparison cannot be made of what is in the database.
public enum CompareError: Failure, Equatable {
  case nothingToRetrain(corpus: String)
  case emptySplit(split: String, corpus: String)
  case fractionTooSmall(percent: Double, corpus: String)
  case notScored(model: String, split: String)
  /// N-grams of a text that are counted in memory, and do not fit.
  case trainTooLarge(option: String, corpus: String, positions: Int)
  /// What was trained, or imported whole, under a name that is to be replaced.
  case wasTrained(model: String, kind: String)
  /// What is to be made stands, of models that have been made anew since.
  case madeOfOlder(model: String, parts: [String])
  /// Models that have no figures for one and the same stream.
  case otherStreams(models: [String], split: String)

  public var exitCode: ExitCode {
    switch self {
    case .nothingToRetrain, .notScored: .noInput
    case .emptySplit, .otherStreams: .data
    case .fractionTooSmall: .usage
    case .trainTooLarge: .unavailable
    case .wasTrained, .madeOfOlder: .cannotCreate
    }
  }

  public var description: String {
    switch self {
    case .nothingToRetrain(let corpus):
      """
      '\(corpus)' has no n-gram model that was trained here and sums to 1, and --fractions retrains these; 'lmctl ngram' \
      makes some
      """
    case .emptySplit(let split, let corpus):
      "the split '\(split)' of '\(corpus)' is empty; tokenize with --split 80:10:10, or give another --split"
    case .fractionTooSmall(let percent, let corpus):
      "\(percent) % of the split 'train' of '\(corpus)' is not one segment; give --fractions greater ones"
    case .notScored(let model, let split):
      "'\(model)' has no scores on '\(split)'; models are scored on valid and test when they are made: make it again"
    case .trainTooLarge(let option, let corpus, let positions):
      """
      \(option) counts the n-grams of the \(positions) positions of '\(corpus)' in memory, and less than that is free; \
      close other programs, or compare on a corpus made with --max-tokens
      """
    case .wasTrained(let model, let kind):
      """
      '\(model)' is a model of kind \(kind) that training made, and --replace would throw it away; give another name, or \
      'lmctl remove' it first
      """
    case .madeOfOlder(let model, let parts):
      """
      '\(model)' stands, and was made of an older \(parts.map { "'\($0)'" }.joined(separator: " and an older ")); make it \
      again with --replace, or give another name
      """
    case .otherStreams(let models, let split):
      """
      \(models.map { "'\($0)'" }.joined(separator: ", ")) were not scored on the same stream of '\(split)'; make them \
      again on the corpus as it is
      """
    }
  }
}
