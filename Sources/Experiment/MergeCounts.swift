internal import Counts

/// `lmctl merge`: sorted counts of several texts → those of all of them (``CountLinesMerge``).
///
/// Memory: some hundred KiB a file.
public struct MergeCounts {
  /// Files, plain or gzip; `-` is standard input.
  public var paths: [String]
  /// The most bytes that a gzip file may become; nil stands for 100 × its size + 1 GiB.
  public var maxExpanded: Int?
  /// Escapes what a terminal would obey.
  public var isForTerminal: Bool

  public init(_ paths: [String], maxExpanded: Int? = nil, isForTerminal: Bool = false) {
    self.paths = paths
    self.maxExpanded = maxExpanded
    self.isForTerminal = isForTerminal
  }

  /// Nobody reads on.
  private struct ReaderGone: Error {}

  /// - Parameter write: gets the lines, some hundred KiB at a time; false ends the work, which is no error.
  /// - Throws: a ``CountLinesError``, and what `write` throws.
  public func callAsFunction(_ bench: Workbench, write: ([UInt8]) throws -> Bool) throws {
    var merge = try CountLinesMerge(paths, maxExpanded: maxExpanded)
    bench.progress(.stage("merging"))
    do {
      try merge { lines in
        if try !write(isForTerminal ? Self.visible(lines) : lines) { throw ReaderGone() }
      }
    } catch is ReaderGone {}
  }

  /// The lines with nothing in them that acts on a terminal.
  static func visible(_ lines: [UInt8]) -> [UInt8] {
    let writer = TokenWriter(.visible, escapesSpaces: false)
    var shown: [UInt8] = []
    for line in lines.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let columns = line.split(separator: 0x09, omittingEmptySubsequences: false)
      for (index, column) in columns.enumerated() {
        if index > 0 { shown.append(0x09) }
        writer.append(column, to: &shown)
      }
      shown.append(0x0A)
    }
    // Behind the last line feed there is no line.
    shown.removeLast()
    return shown
  }
}
