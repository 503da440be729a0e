public import Platform

/// Why text could not be turned into tokens. Lines count from 1, byte offsets in the file from 0.
public enum TextError: Failure, Equatable {
  case noSuchFile(path: String)
  case cannotRead(path: String, reason: String)
  case noTextFiles(folder: String)
  case compressed(path: String)
  case notAFile(path: String)
  case nameNotUTF8(folder: String, name: String)
  case standardInputTwice
  case notUTF8(path: String, line: Int, byteOffset: Int)
  case malformed(path: String, encoding: String, byteOffset: Int)
  case lineTooLong(path: String, line: Int, limit: Int)
  case stretchTooLong(path: String, line: Int, limit: Int)
  case tokenTooLong(path: String, line: Int, bytes: Int, limit: Int)
  case reservedToken(path: String, line: Int, token: String)
  case badLocale(String)
  case badTokenLimit(Int)
  case icu(operation: String, code: String)
  case outOfMemory(operation: String)

  public var exitCode: ExitCode {
    switch self {
    case .noSuchFile, .noTextFiles, .notAFile, .cannotRead: .noInput
    case .compressed, .nameNotUTF8, .notUTF8, .malformed, .lineTooLong, .stretchTooLong, .tokenTooLong, .reservedToken:
      .data
    case .badLocale, .badTokenLimit, .standardInputTwice: .usage
    case .icu, .outOfMemory: .unavailable
    }
  }

  public var description: String {
    switch self {
    case .noSuchFile(let path):
      "\(shown(path)): no such file or folder; check the path, or use '-' for standard input"
    case .cannotRead(let path, let reason):
      "\(shown(path)): cannot be read: \(reason); check the file and its permissions"
    case .noTextFiles(let folder):
      "\(shown(folder)): the folder holds no *.txt file; name the files, or give their names the ending .txt"
    case .compressed(let path):
      "\(shown(path)): compressed with gzip; unpack it, or pipe it in: 'gunzip -c FILE | lmctl tokenize - …'"
    case .notAFile(let path):
      "\(shown(path)): neither a file nor a folder nor a pipe; name one of these, or use '-' for standard input"
    case .nameNotUTF8(let folder, let name):
      "\(shown(folder)): the name of the file '\(name)' is not UTF-8; rename it"
    case .standardInputTwice:
      "'-' stands twice, but standard input can be read only once; leave one out"
    case .notUTF8(let path, let line, let byteOffset):
      "\(shown(path)):\(line): not UTF-8 at byte \(byteOffset); "
        + "if the text has another encoding, convert it with 'iconv -f ENCODING -t utf-8'"
    case .malformed(let path, let encoding, let byteOffset):
      "\(shown(path)): its byte order mark says \(encoding), but it is not \(encoding) at byte \(byteOffset); "
        + "repair it, or convert it with 'iconv -c -f \(encoding) -t utf-8'"
    case .lineTooLong(let path, let line, let limit):
      "\(shown(path)):\(line): the line is longer than \(limit) bytes; break it, or use --boundary none"
    case .stretchTooLong(let path, let line, let limit):
      "\(shown(path)):\(line): over \(limit) bytes without a space before a letter; break the line"
    case .tokenTooLong(let path, let line, let bytes, let limit):
      "\(shown(path)):\(line): a token of \(bytes) bytes is over the limit of \(limit); "
        + "is this text? if so, raise the limit with --max-token-bytes"
    case .reservedToken(let path, let line, let token):
      "\(shown(path)):\(line): the token '\(token)' has a meaning of its own to language models; "
        + "remove it from the text, since segment ends are added by themselves"
    case .badLocale(let tag):
      "'\(DisplayText.escaped(Array(tag.utf8)))' is no locale; use a language tag such as en, tr or pt-BR, or leave --locale out"
    case .badTokenLimit(let limit):
      "the limit of \(limit) bytes for a token is no positive number; choose --max-token-bytes 1 or more"
    case .icu(let operation, let code):
      "ICU failed at \(operation): \(code); check that the library libicu and its data are installed"
    case .outOfMemory(let operation):
      "not enough memory for \(operation); close other programs, or break the text into shorter lines"
    }
  }

  /// A path may hold what must not reach a terminal raw; it is never cut, for then it could not be found.
  private func shown(_ path: String) -> String {
    path.isEmpty ? "''" : DisplayText.escaped(Array(path.utf8), limit: .max)
  }
}
