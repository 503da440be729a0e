public import Platform

/// Why text could not be turned into tokens. Lines count from 1.
public enum TextError: Failure, Equatable {
  case noSuchFile(path: String)
  case cannotRead(path: String, reason: String)
  case noTextFiles(folder: String)
  case wrongGzip(path: String, byteOffset: Int, reason: String)
  case expandsTooFar(path: String, limit: Int)
  case badExpansionLimit(Int)
  case notAFile(path: String)
  case nameNotUTF8(folder: String, name: String)
  case standardInputTwice
  case notUTF8(path: String, line: Int, byteOffset: ByteOffset)
  case malformed(path: String, line: Int, encoding: String, byteOffset: ByteOffset)
  case unknownEncoding(String, near: [String])
  case noFileEncoding(String)
  case contradictingMark(path: String, named: String, mark: String)
  case undetectedEncoding(path: String, guesses: [EncodingGuess])
  case lineTooLong(path: String, line: Int, limit: Int)
  case stretchTooLong(path: String, line: Int, limit: Int)
  case tokenTooLong(path: String, line: Int, bytes: Int, limit: Int)
  case reservedToken(path: String, line: Int, token: String)
  case badLocale(String)
  case badTokenLimit(Int)
  case needsWords(option: String)
  case badSegmentation(String, available: [String])
  case icu(operation: String, code: String)
  case outOfMemory(operation: String)

  public var exitCode: ExitCode {
    switch self {
    case .noSuchFile, .noTextFiles, .notAFile, .cannotRead: .noInput
    case .wrongGzip, .expandsTooFar, .nameNotUTF8, .notUTF8, .malformed, .contradictingMark, .undetectedEncoding,
      .lineTooLong, .stretchTooLong, .tokenTooLong, .reservedToken:
      .data
    case .badLocale, .badTokenLimit, .needsWords, .badSegmentation, .badExpansionLimit, .unknownEncoding,
      .noFileEncoding,
      .standardInputTwice:
      .usage
    case .icu, .outOfMemory: .unavailable
    }
  }

  public var description: String {
    switch self {
    case .noSuchFile(let path):
      "\(shown(path)): no such file or folder; check the path"
    case .cannotRead(let path, let reason):
      "\(shown(path)): cannot be read: \(reason); check the file and its permissions"
    case .noTextFiles(let folder):
      "\(shown(folder)): the folder holds no *.txt file; name the files, or give their names the ending .txt"
    case .wrongGzip(let path, let byteOffset, let reason):
      "\(shown(path)): damaged gzip at byte \(byteOffset): \(reason); fetch the file again, or test it with 'gzip -t'"
    case .expandsTooFar(let path, let limit):
      "\(shown(path)): unpacks to more than \(limit) bytes; if that is meant, raise the limit with --max-expanded"
    case .badExpansionLimit(let limit):
      "the limit of \(limit) bytes for unpacking is no positive number; choose --max-expanded 1 or more"
    case .notAFile(let path):
      "\(shown(path)): neither a file nor a folder nor a pipe; name one of these"
    case .nameNotUTF8(let folder, let name):
      "\(shown(folder)): the name of the file '\(name)' is not UTF-8; rename it"
    case .standardInputTwice:
      "'-' stands twice, but standard input can be read only once; leave one out"
    case .notUTF8:
      "\(fault() ?? ""); "
        + "if the text has another encoding, name it with --encoding, or use --encoding auto; "
        + "if it is damaged, go on with --invalid replace"
    case .malformed:
      "\(fault() ?? ""); "
        + "name the right encoding with --encoding, or go on with --invalid replace"
    case .unknownEncoding(let name, let near):
      "'\(DisplayText.escaped(Array(name.utf8)))' is no encoding that ICU knows; "
        + (near.isEmpty ? "try --encoding auto, or a name such as windows-1252, Shift_JIS or KOI8-R" : "did you mean ")
        + near.joined(separator: ", ") + (near.isEmpty ? "" : "?")
    case .noFileEncoding(let name):
      "\(name) is no encoding of text files; convert the text with 'uconv -f \(name) -t utf-8'"
    case .contradictingMark:
      "\(fault() ?? ""); leave --encoding out, "
        + "since a mark is obeyed, or put an empty line first if these bytes are letters"
    case .undetectedEncoding:
      "\(fault() ?? "")"
        + " (below \(EncodingDetection.leastConfidence) % it would be a guess); name it with --encoding"
    case .lineTooLong:
      "\(fault() ?? ""); break it, or use --boundary none"
    case .stretchTooLong:
      "\(fault() ?? ""); break the line"
    case .tokenTooLong:
      "\(fault() ?? ""); "
        + "is this text? if so, raise the limit with --max-token-bytes"
    case .reservedToken:
      "\(fault() ?? ""); "
        + "remove it from the text, since segment ends are added by themselves"
    case .badLocale(let tag):
      "'\(DisplayText.escaped(Array(tag.utf8)))' is no locale; use a language tag such as en, tr or pt-BR, or leave --locale out"
    case .badTokenLimit(let limit):
      "the limit of \(limit) bytes for a token is no positive number; choose --max-token-bytes 1 or more"
    case .badSegmentation(let name, let available):
      "LMCTL_SEGMENTATION is '\(DisplayText.escaped(Array(name.utf8)))'; this machine has "
        + "\(available.joined(separator: ", ")); choose one of these, or leave it out"
    case .needsWords(let option):
      "\(option) goes by what ICU calls a word; use it with --unit word and without --preset"
    case .icu(let operation, let code):
      "ICU failed at \(operation): \(code); check that the library libicu and its data are installed"
    case .outOfMemory(let operation):
      "not enough memory for \(operation); close other programs, or break the text into shorter lines"
    }
  }

  /// What is wrong within a text, without what to do about it; nil for what is wrong elsewhere.
  ///
  /// What to do depends on who reads: only who makes a corpus can choose an encoding or a limit.
  /// - Parameter place: what takes the place of path and line, where the text is no file of the user's.
  public func fault(in place: String? = nil) -> String? {
    func at(_ path: String, _ line: Int? = nil) -> String { place ?? shown(path) + (line.map { ":\($0)" } ?? "") }
    switch self {
    case .notUTF8(let path, let line, let byteOffset): return "\(at(path, line)): not UTF-8 at \(byteOffset)"
    case .malformed(let path, let line, let encoding, let byteOffset):
      return "\(at(path, line)): not \(encoding) at \(byteOffset)"
    case .contradictingMark(let path, let named, let mark):
      return "\(at(path)): begins with the byte order mark of \(mark), and is not \(named)"
    case .undetectedEncoding(let path, let guesses):
      let told = guesses.map { "\($0.encoding) \($0.confidence) %" }.joined(separator: ", ")
      return "\(at(path)): its encoding cannot be told\(told.isEmpty ? "" : ": ")\(told)"
    case .lineTooLong(let path, let line, let limit):
      return "\(at(path, line)): the line is longer than \(limit) bytes"
    case .stretchTooLong(let path, let line, let limit):
      return "\(at(path, line)): over \(limit) bytes without a space before a letter"
    case .tokenTooLong(let path, let line, let bytes, let limit):
      return "\(at(path, line)): a token of \(bytes) bytes is over the limit of \(limit)"
    case .reservedToken(let path, let line, let token):
      return "\(at(path, line)): the token '\(token)' has a meaning of its own to language models"
    default: return nil
    }
  }

  /// A path may hold what must not reach a terminal raw; it is never cut, for then it could not be found.
  private func shown(_ path: String) -> String {
    path.isEmpty ? "''" : DisplayText.escaped(Array(path.utf8), limit: .max)
  }
}

/// Where a byte stands, counted from 0: in the file, or in what it unpacks to where it is compressed.
public struct ByteOffset: Hashable, Sendable, CustomStringConvertible, ExpressibleByIntegerLiteral {
  public let value: Int
  public let isUnpacked: Bool

  public init(_ value: Int, isUnpacked: Bool = false) {
    self.value = value
    self.isUnpacked = isUnpacked
  }

  public init(integerLiteral value: Int) { self.init(value) }

  public var description: String { "byte \(value)" + (isUnpacked ? " of the unpacked text" : "") }
}
