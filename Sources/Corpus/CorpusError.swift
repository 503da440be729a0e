public import Platform

/// Text that makes no corpus.
public enum CorpusError: Failure, Equatable {
  /// Nothing in all the sources.
  case noTokens(paths: [String])
  /// The first segment alone has more tokens than the text may have.
  case firstSegmentTooLong(tokens: Int, maxTokens: Int)
  /// All of `train` are empty lines.
  case onlyEmptySegments(Split.Name, segments: Int)
  /// A split that was asked for has nothing in it.
  case emptySplit(Split.Name, stretches: Int, isSegments: Bool)
  /// A split's own files hold nothing.
  case emptyFiles(Split.Name, paths: [String])
  /// No type of `train` is frequent enough.
  case emptyVocabulary(types: Int, minCount: Int, highestCount: UInt64)
  /// A vocabulary that is given has a type twice, or lists a special one; the token as it can be shown.
  case repeatedType(token: String)
  /// More distinct tokens, or more positions, than ids and counters can number.
  case tooLarge(what: String, limit: Int)

  public var exitCode: ExitCode { .data }

  public var description: String {
    switch self {
    case .noTokens(let paths):
      "no tokens in \(Self.list(paths)): the text is empty or only white space; give a file with text"
    case .firstSegmentTooLong(let tokens, let maxTokens):
      """
      the first line has \(tokens) tokens, and --max-tokens \(maxTokens) keeps whole lines; give at least \(tokens), or \
      --boundary none
      """
    case .onlyEmptySegments(let name, let segments):
      """
      the split '\(name.rawValue)' has \(segments) lines and no tokens: all of them are empty; drop empty lines with \
      --skip-empty-lines
      """
    case .emptySplit(let name, let stretches, let isSegments):
      """
      the split '\(name.rawValue)' would be empty: the text has only \(stretches) \
      \(isSegments ? "segment" : "token")\(stretches == 1 ? "" : "s"); give more text, other shares with --split, or \
      --split 100:0:0\(isSegments ? ", or divide it otherwise with --boundary" : "")
      """
    case .emptyFiles(let name, let paths):
      "the split '\(name.rawValue)' is empty: no tokens in \(Self.list(paths)); give a file with text"
    case .emptyVocabulary(0, _, _): "the vocabulary would be empty: every token of 'train' is <unk>; give other text"
    case .emptyVocabulary(let types, let minCount, let highest):
      """
      the vocabulary would be empty: none of the \(types) types of 'train' occurs \(minCount) times (the most \
      frequent one \(highest) times); give a smaller --min-count
      """
    case .repeatedType(let token):
      """
      the given vocabulary has '\(token)' twice, or lists it although every vocabulary has it; give each type once, \
      without <unk> and <eos>
      """
    case .tooLarge(let what, let limit): "more than \(limit) \(what); cut the text with --max-tokens"
    }
  }

  private static func list(_ paths: [String]) -> String {
    paths.count <= 3 ? paths.joined(separator: ", ") : "\(paths[0]) and \(paths.count - 1) more files"
  }
}
