public import Platform

/// Why files of counts could not be merged, or ids not be counted. Lines count from 1.
public enum CountLinesError: Failure, Equatable {
  case cannotRead(path: String, reason: String, isMissing: Bool)
  case standardInputTwice
  case malformed(path: String, line: Int, reason: String)
  /// Ids that are no array of ids.
  case malformedIDs(path: String, reason: String)
  /// A line that should have come before the one before it.
  case unsorted(path: String, line: Int, gram: String)
  case repeated(path: String, line: Int, gram: String)
  case overflow(path: String, line: Int, gram: String)
  case wrongGzip(path: String, byteOffset: Int, reason: String)
  case expandsTooFar(path: String, limit: Int)
  case tooManyTokens(Int)

  public var exitCode: ExitCode {
    switch self {
    case .cannotRead: .noInput
    case .standardInputTwice: .usage
    case .malformed, .malformedIDs, .unsorted, .repeated, .overflow, .wrongGzip, .expandsTooFar, .tooManyTokens: .data
    }
  }

  public var description: String {
    switch self {
    case .cannotRead(let path, let reason, let isMissing):
      isMissing
        ? "\(path): no such file; check the path, or use '-' for standard input"
        : "\(path): cannot be read: \(reason); check the file and its permissions, or merge fewer files at a time"
    case .standardInputTwice: "'-' stands twice, but standard input can be read only once; leave one out"
    case .malformed(let path, let line, let reason):
      "\(path):\(line): \(reason); give what 'lmctl count' or 'ngram-count -sort' writes: words with a space between, a tab, a count"
    case .malformedIDs(let path, let reason):
      "\(path): \(reason); give what 'lmctl export --format ids' writes, or numpy.save of one row of dtype '<u4'"
    case .unsorted(let path, let line, let gram):
      "\(path):\(line): '\(gram)' stands behind what it should precede; sort the file with 'LC_ALL=C sort'"
    case .repeated(let path, let line, let gram):
      "\(path):\(line): '\(gram)' stands twice in this file; make the counts again with 'lmctl count'"
    case .overflow(let path, let line, let gram):
      "\(path):\(line): the count of '\(gram)' is over 2^64; are these counts? look at this line"
    case .wrongGzip(let path, let offset, let reason):
      "\(path): damaged gzip at byte \(offset): \(reason); fetch the file again, or test it with 'gzip -t'"
    case .expandsTooFar(let path, let limit):
      "\(path): unpacks to more than \(limit) bytes; if that is meant, raise the limit with --max-expanded"
    case .tooManyTokens(let count):
      "\(count) tokens are more than can be counted at once (\(TrieCounter.mostIDs)); count the files one by one, and put the counts together with 'lmctl merge'"
    }
  }
}
