internal import Foundation
package import Platform
internal import Text

/// ln p of each position, as another program tells it: a number a line, or a NumPy file of one row of `<f8` or `<f4`; gzip by
/// content.
///
/// Lines may end in CR LF; `-inf` is a probability of zero. Anything that no natural logarithm of a probability can be is
/// refused, with its place.
package struct LogProbabilityFile {
  let logProbabilities: [Double]
  /// Of what lies on the disk.
  let sha256: String

  /// How far above 0 a sum of rounded numbers may lie.
  private static let slack = 1e-6

  /// - Parameter count: of the positions that there must be.
  /// - Throws: where the file cannot be read, holds something else, or another number of positions.
  init(_ path: String, count: Int, maxExpanded: Int? = nil, _ bench: Workbench) throws {
    let (bytes, digest) = try Self.read(path, bench, maxExpanded)
    sha256 = digest
    logProbabilities = try Self.read(bytes, path: path, count: count)
  }

  /// What the file says, unpacked.
  package static func read(
    _ bytes: [UInt8], path: String, count: Int
  ) throws(ImportScoresError) -> [Double] {
    let numbers =
      NumPyNumbers.isLikely(bytes) ? try NumPyNumbers.read(bytes, path: path) : try lines(bytes, path: path)
    guard numbers.count == count else { throw .otherLength(path: path, found: numbers.count, expected: count) }
    for (position, number) in numbers.enumerated() where !(number <= slack) {
      throw .noLogProbability(path: path, line: position + 1, found: "\(number)")
    }
    return numbers.map { min($0, 0) }
  }

  private static func read(_ path: String, _ bench: Workbench, _ maxExpanded: Int?) throws -> ([UInt8], String) {
    let sources = try Source.expand([path])
    guard sources.count == 1, sources[0].path == path else {
      throw ExperimentError.unreadable(path: path, reason: "this is a folder")
    }
    var source = try SourceBytes(sources[0], Decoding(maxExpanded: maxExpanded).checked())
    var bytes: [UInt8] = []
    // What grows in an array doubles, and each number becomes eight bytes.
    var checked = max(1 << 20, sources[0].size ?? 0)
    try bench.require(8 * checked + Workbench.leastMemory, for: "the log-probabilities of \(path)")
    while try source.read(into: &bytes, limit: 1 << 20) {
      if bytes.count > 2 * checked {
        checked = bytes.count
        try bench.require(8 * checked + Workbench.leastMemory, for: "the log-probabilities of \(path)")
      }
    }
    return (bytes, "\(source.digest())")
  }

  private static func lines(_ bytes: [UInt8], path: String) throws(ImportScoresError) -> [Double] {
    var numbers: [Double] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let line = bytes[start..<end].last == UInt8(ascii: "\r") ? bytes[start..<end - 1] : bytes[start..<end]
      guard line.count <= 64, let number = Double(String(decoding: line, as: UTF8.self)) else {
        throw .noLogProbability(
          path: path, line: numbers.count + 1, found: DisplayText.escaped(Array(line.prefix(40)), limit: 60))
      }
      numbers.append(number)
      start = end + 1
    }
    return numbers
  }
}

/// What is wrong with somebody else's log-probabilities.
package enum ImportScoresError: Failure, Equatable {
  case otherLength(path: String, found: Int, expected: Int)
  case noLogProbability(path: String, line: Int, found: String)
  case badNumPy(path: String, byte: Int, reason: String)
  /// A name that stands for a model that was not imported so.
  case nameTaken(name: String, kind: String)

  package var exitCode: ExitCode {
    switch self {
    case .otherLength, .noLogProbability, .badNumPy: .data
    case .nameTaken: .cannotCreate
    }
  }

  package var description: String {
    switch self {
    case .otherLength(let path, let found, let expected):
      """
      \(path): \(found) numbers, and the stream has \(expected) positions: give one ln p for every token and every <eos>, \
      in the order of 'lmctl export --format ids'
      """
    case .noLogProbability(let path, let line, let found):
      """
      \(path):\(line): '\(found)' is no natural logarithm of a probability; a number of at most 0 stands on each line \
      (log₁₀ p × 2.302585 is ln p)
      """
    case .badNumPy(let path, let byte, let reason):
      "\(path): byte \(byte): \(reason); write it with numpy.save(FILE, array) from one row of float64 or float32"
    case .nameTaken(let name, let kind):
      "'\(name)' is a model of kind \(kind) already; give the imported one another name, or --replace"
    }
  }
}
