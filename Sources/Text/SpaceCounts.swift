internal import CText

/// The white space of a text that is neither a space nor an LF by itself: what tells whether lines and tokens say all that
/// stood between them, and whether the lines of a text end in CR alone.
public struct SpaceCounts: Hashable, Sendable {
  /// CR with LF after it: one line end.
  public private(set) var pairs = 0
  /// CR without: no line end here, though it was one of Mac OS before 2001.
  public private(set) var loneReturns = 0
  /// Tabs, vertical tabs and form feeds.
  public private(set) var tabs = 0

  public init() {}

  /// Adds what the next part of the text has, however the text is cut.
  ///
  /// - Parameters:
  ///   - counts: of `part`.
  ///   - endedInReturn: whether the part before it ends in CR.
  mutating func add(_ counts: ctext_counts, of part: [UInt8], endedInReturn: Bool) {
    let isSplit = endedInReturn && part.first == ByteScan.lineFeed
    pairs += counts.pairs + (isSplit ? 1 : 0)
    loneReturns += counts.carriage_returns - counts.pairs - (isSplit ? 1 : 0)
    tabs += counts.tabs
  }
}
