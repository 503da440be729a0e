internal import Text
public import Platform

/// Why text cannot be read as the text of a stored corpus was: what to do is not what whoever makes a corpus could do, for
/// encoding and limits are the corpus's own.
public enum NewTextError: Failure, Equatable {
  /// Bytes that are no text in the corpus's encoding.
  case otherEncoding(fault: String, corpus: String)
  case tokenTooLong(fault: String, corpus: String)
  /// What no options would help: lines beyond all bounds, tokens that have a meaning of their own.
  case unfit(fault: String)

  /// - Parameters:
  ///   - place: what the text is to the user, where it is no file.
  ///   - corpus: the name of the corpus as whose text it was read.
  /// - Returns: nil where the error is not of the text itself.
  init?(_ error: TextError, in place: String? = nil, corpus: String) {
    guard let fault = error.fault(in: place) else { return nil }
    switch error {
    case .notUTF8, .malformed, .contradictingMark, .undetectedEncoding:
      self = .otherEncoding(fault: fault, corpus: corpus)
    case .tokenTooLong: self = .tokenTooLong(fault: fault, corpus: corpus)
    default: self = .unfit(fault: fault)
    }
  }

  public var exitCode: ExitCode { .data }

  public var description: String {
    switch self {
    case .otherEncoding(let fault, let corpus):
      """
      \(fault); text is read as that of the corpus '\(corpus)' was: convert it ('iconv' does), or make a corpus with \
      other options of 'lmctl tokenize'
      """
    case .tokenTooLong(let fault, let corpus):
      """
      \(fault), which is that of the corpus '\(corpus)'; is this text? if so, break the token, or make a corpus with a \
      higher limit
      """
    case .unfit(let fault): "\(fault); change the text"
    }
  }

  /// What an error of reading text is here: the same where it is not of the text itself.
  static func naming(_ error: any Error, in place: String? = nil, corpus: String) -> any Error {
    guard let error = error as? TextError, let named = NewTextError(error, in: place, corpus: corpus) else {
      return error
    }
    return named
  }
}
