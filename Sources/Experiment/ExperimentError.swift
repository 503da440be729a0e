public import Platform

/// Why a command does not go with what is in the database.
public enum ExperimentError: Failure, Equatable {
  /// `run` on other text or settings than those that stand under the name.
  case inputChanged(corpus: String)
  /// `run` with other settings than those of a model that stands.
  case settingsChanged(model: String)
  /// `--alpha auto` without text to choose on.
  case noValidation(corpus: String, option: String)
  case emptyTraining(corpus: String)
  case needsMemory(what: String, bytes: Int, available: Int)
  /// More than `--memory` allows.
  case memoryLimit(what: String, bytes: Int, limit: Int)
  case tooLarge(what: String)
  /// Weights that are chosen on more text than a bounded memory holds.
  case heldOutTooLarge(tokens: Int, most: Int)
  /// What wants all of a model in memory, where the model is not.
  case notInBoundedMemory(option: String, instead: String)
  case standardInput(command: String)
  /// A type that was asked for and is not in the vocabulary.
  case noType(String, corpus: String)
  /// `--vocabulary-from` names nothing that is there.
  case noVocabulary(name: String, database: String, corpora: [String])
  case unreadable(path: String, reason: String)
  /// A file that is no exported vocabulary.
  case badVocabulary(path: String, line: Int, reason: String)
  /// A file that is no ARPA file.
  case badModel(path: String, line: Int, reason: String)
  /// A vocabulary with `<eos>` for a text without segments, or the other way round.
  case otherSegments(vocabulary: String, hasEOS: Bool)
  /// What is stored does not fit together.
  case inconsistent(String)

  public var exitCode: ExitCode {
    switch self {
    case .inputChanged, .settingsChanged: .cannotCreate
    case .noValidation, .standardInput: .usage
    case .emptyTraining, .inconsistent, .badVocabulary, .badModel, .otherSegments: .data
    case .noType, .noVocabulary, .unreadable: .noInput
    case .needsMemory, .memoryLimit, .tooLarge, .heldOutTooLarge, .notInBoundedMemory: .unavailable
    }
  }

  public var description: String {
    switch self {
    case .inputChanged(let corpus):
      """
      the corpus '\(corpus)' stands with other text or settings; give --replace to make it anew with all its models, \
      or another --corpus name
      """
    case .settingsChanged(let model):
      "the model '\(model)' stands with other settings; give --replace to make everything anew, or another --corpus name"
    case .noValidation(let corpus, let option):
      "\(option) needs held-out text, and the split 'valid' of '\(corpus)' is empty; tokenize with --split 80:10:10"
    case .emptyTraining(let corpus): "the split 'train' of '\(corpus)' is empty; tokenize it again with more text"
    case .memoryLimit(let what, let bytes, let limit):
      """
      \(what) needs about \(bytes >> 20 + 1) MB, and --memory leaves it \(limit >> 20) MB; give more with --memory, or \
      fewer --threads
      """
    case .needsMemory(let what, let bytes, let available):
      """
      \(what) would need about \(bytes / 1_000_000 + 1) MB, and \(available / 1_000_000) MB are free; close \
      other programs, raise the limit ('ulimit -v' shows it), or choose smaller sizes ('Memory' in --help says what counts)
      """
    case .heldOutTooLarge(let tokens, let most):
      """
      choosing weights or an α on the \(tokens) tokens of 'valid' does not fit, where n-grams are counted on disk and \
      \(most) tokens at a time; give a higher --memory, or tokenize with a smaller 'valid'
      """
    case .notInBoundedMemory(let option, let instead):
      "\(option) wants all n-grams in memory, and they do not fit; give \(instead), or a higher --memory"
    case .tooLarge(let what): "\(what) is beyond any memory; choose smaller sizes"
    case .standardInput(let command):
      "'\(command)' reads its text more than once and takes no '-' and no pipe; give a file, or use 'lmctl tokenize -' first"
    case .noType(let type, let corpus):
      """
      '\(type)' is not in the vocabulary of '\(corpus)'; give it as it stands there, after lower-casing and the like \
      (the view zipf lists it)
      """
    case .noVocabulary(let name, let database, let corpora):
      """
      '\(name)' is no file, and no corpus of \(database)\
      \(corpora.isEmpty ? ", which has none" : ": there are \(corpora.joined(separator: ", "))"); give \
      --vocabulary-from one of these, or what 'lmctl export --format vocabulary' wrote
      """
    case .unreadable(let path, let reason): "\(path): cannot be read: \(reason); check the file and its permissions"
    case .badVocabulary(let path, let line, let reason):
      "\(path):\(line): \(reason); give --vocabulary-from what 'lmctl export --format vocabulary' wrote"
    case .badModel(let path, let line, let reason): "\(path):\(line): \(reason)"
    case .otherSegments(let vocabulary, let hasEOS):
      """
      the vocabulary of '\(vocabulary)' has \(hasEOS ? "an" : "no") <eos>, so that its ids go with \
      \(hasEOS ? "segments: leave out --boundary none" : "--boundary none alone") \
      \(hasEOS ? "(and --preset)" : "(or a --preset)")
      """
    case .inconsistent(let reason):
      "the database does not fit together: \(reason); make the corpus again with --replace"
    }
  }
}
