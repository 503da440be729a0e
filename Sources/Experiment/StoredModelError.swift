public import Platform

/// Why a stored model cannot be used, or cannot do what is asked of it.
public enum StoredModelError: Failure, Equatable {
  /// An artifact that is no model of ours.
  case unknownKind(model: String, kind: String)
  case badSettings(model: String)
  /// Other types, or other ends of segments, than the corpus has.
  case otherVocabulary(model: String, corpus: String)
  /// A mixture that is a part of itself.
  case circular(model: String, within: [String])
  /// A mixture of mixtures that goes on and on.
  case tooManyParts(model: String, most: Int, deepest: Int)
  /// A part that was made anew since the mixture was.
  case otherPart(model: String, part: String)
  /// A part that has been removed since.
  case partGone(model: String, part: String)
  /// Scores that were imported, or of a network whose weights went on changing: nothing that could be asked stands.
  case onlyScores(model: String, reason: String)
  /// What an ARPA file cannot hold.
  case noBackoffForm(model: String, reason: String)
  /// An n-gram model where weights are wanted.
  case notANetwork(model: String)
  /// Every type that may be generated has probability zero.
  case nothingToGenerate(model: String, after: String, position: Int, allowsUnknown: Bool)
  /// A segment was asked for that does not end.
  case endless(model: String, tokens: Int)
  /// Segments were asked for, and the corpus has none.
  case noSegments(corpus: String)
  /// A history whose probabilities do not sum to 1.
  case notNormalized(model: String, history: String, sum: Double, path: String)

  public var exitCode: ExitCode {
    switch self {
    case .unknownKind, .badSettings, .otherVocabulary, .nothingToGenerate, .endless, .circular, .tooManyParts,
      .otherPart, .partGone:
      .data
    case .noSegments, .noBackoffForm, .notANetwork, .onlyScores: .usage
    case .notNormalized: .software
    }
  }

  public var description: String {
    switch self {
    case .unknownKind(let model, let kind):
      "the model '\(model)' is stored as '\(kind)', which this lmctl does not know; update lmctl, or train it again"
    case .badSettings(let model):
      "the settings of the model '\(model)' are damaged; train it again with --replace"
    case .otherVocabulary(let model, let corpus):
      "the model '\(model)' has another vocabulary than the corpus '\(corpus)'; train it again with --replace"
    case .circular(let model, let path):
      """
      the model '\(model)' is made of itself (\((path + [model]).joined(separator: " of "))); make it again from other \
      parts, with --replace
      """
    case .tooManyParts(let model, let most, let deepest):
      """
      the model '\(model)' is made of more than \(most) models, or of mixtures more than \(deepest) deep; mix the parts \
      at once
      """
    case .otherPart(let model, let part):
      "the model '\(part)' is another one than when '\(model)' was made of it; make '\(model)' again with --replace"
    case .partGone(let model, let part):
      "the model '\(model)' cannot be used: '\(part)', which it is made of, has been removed; its scores stay, or remove it too"
    case .onlyScores(let model, let reason):
      "of '\(model)' only scores are kept, and it cannot be asked what comes next: \(reason); name another model"
    case .noBackoffForm(let model, let reason):
      "the model '\(model)' has no back-off form for an ARPA file: \(reason); export another model"
    case .notANetwork(let model):
      "the model '\(model)' is no network and has no weights; export it with --format arpa"
    case .nothingToGenerate(let model, let history, let position, let allowsUnknown):
      """
      after \(position) tokens ('\(history)') the model '\(model)' gives \
      \(allowsUnknown ? "every token" : "every token but <unk>") probability zero; use a smoothed model\
      \(allowsUnknown ? "" : ", or --allow-unk")
      """
    case .endless(let model, let tokens):
      "the model '\(model)' has not ended its segment after \(tokens) tokens, and may never; say with --tokens how many to draw"
    case .noSegments(let corpus):
      "the corpus '\(corpus)' was made with --boundary none and has no segments; give --tokens instead"
    case .notNormalized(let model, let history, let sum, let path):
      """
      the probabilities of '\(model)' after '\(history)' sum to \(sum) (\(path)): this is a defect of lmctl, \
      please report it
      """
    }
  }
}
