public import Platform

/// Why an ARPA file cannot be read, or a model not be written as one.
public enum ARPAError: Failure, Equatable {
  /// The file is wrong in one line, counted from 1.
  case malformed(line: Int, Problem)
  /// Two types would be the same word in the file; the ids.
  case sameWord(first: Int, second: Int)
  /// A probability or back-off is no logarithm, or n-grams do not fit together: the order, and the place in it.
  case unwritable(order: Int, row: Int)
  /// A model that multiplies by something even where it does not list the history: stupid back-off.
  case backsOffFromUnlisted

  public enum Problem: Equatable, Sendable {
    /// No line `\data\`.
    case noData
    /// An intermediate file of IRSTLM, or one with a code book.
    case intermediate
    /// Between `\data\` and `\1-grams:`.
    case badCounts
    case orderSequence(expected: Int, found: Int)
    case orderTooHigh(Int)
    /// Not the section that follows; 0 for the end.
    case section(expected: Int)
    case tooFew(order: Int, announced: Int, found: Int)
    case tooMany(order: Int, announced: Int)
    case badProbability
    case positiveProbability
    case wordCount(order: Int)
    case badBackoff
    case backoffAtHighestOrder
    case unlistedWord
    case notUTF8
    /// `before` is the line where it stood first, or nil.
    case repeated(before: Int?)
    case longLine(limit: Int)
    case cutOff
    case afterEnd
    case tooLarge(order: Int)
  }

  public var exitCode: ExitCode {
    switch self {
    case .malformed, .sameWord: .data
    case .backsOffFromUnlisted: .usage
    case .unwritable: .software
    }
  }

  public var description: String {
    switch self {
    case .malformed(let line, let problem): "line \(line): \(problem)"
    case .sameWord(let first, let second):
      """
      the types of ids \(first) and \(second) would be the same word in an ARPA file, which has <s>, </s> and <unk> for \
      its own use; tokenize with a --vocabulary-from without one of them
      """
    case .backsOffFromUnlisted:
      "stupid back-off is no model of an ARPA file, which has no back-off for histories it does not list; export another"
    case .unwritable(let order, let row):
      "n-gram \(row) of order \(order) has no probability, no back-off or no history; train the model again with --replace"
    }
  }
}

extension ARPAError.Problem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noData: #"the file ends without a line '\data\'; give an ARPA file, as text or gzip"#
    case .intermediate:
      "an intermediate or quantized file of IRSTLM; make an ARPA file of it with 'compile-lm FILE --text=yes OUTPUT'"
    case .badCounts: #"not 'ngram ORDER=COUNT', as must stand between '\data\' and '\1-grams:'; correct the line"#
    case .orderSequence(let expected, let found):
      "'ngram \(found)=' where order \(expected) follows; list the orders from 1 up, each once"
    case .orderTooHigh(let order):
      "order \(order), and the highest that can be read is 16; train a model of lower order"
    case .section(0): #"a section that the header does not announce, where '\end\' follows; correct the header"#
    case .section(let expected): #"not '\\#(expected)-grams:', which follows here; is a section missing?"#
    case .tooFew(let order, let announced, let found):
      """
      the section of order \(order) ends after \(found) n-grams, and the header announces \(announced); is the file \
      damaged?
      """
    case .tooMany(let order, let announced):
      "more n-grams of order \(order) than the \(announced) that the header announces; is the file damaged?"
    case .badProbability: "the line does not begin with a number, the base-10 logarithm of a probability; correct it"
    case .positiveProbability: "a probability above 1: its logarithm must be at most 0; correct the line"
    case .wordCount(1): "not one word, between its probability and at most a back-off; correct the line"
    case .wordCount(let order): "not \(order) words, between their probability and at most a back-off; correct the line"
    case .badBackoff: "the back-off is no number, or beyond any; correct the line"
    case .backoffAtHighestOrder:
      "a back-off at the highest order, where nothing uses it; is the header's last line missing?"
    case .unlistedWord: "a word that is not among the 1-grams; list it there, or is a word missing in this line?"
    case .notUTF8: "a word that is not UTF-8; convert the file with iconv"
    case .repeated(let line):
      "this n-gram stands in the file already\(line.map { ", in line \($0)" } ?? ""); leave out one of the lines"
    case .longLine(let limit): "over \(limit) bytes long; is this an ARPA file?"
    case .cutOff: #"the file ends here, without '\end\'; it is cut off: get it again"#
    case .afterEnd: #"text after '\end\'; give a file of one model"#
    case .tooLarge(let order): "more n-grams of order \(order) than can be numbered; prune the model"
    }
  }
}
