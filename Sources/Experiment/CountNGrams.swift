internal import Corpus
internal import Counts
internal import Evaluation
internal import Platform
public import Text

/// `lmctl count`: text or ids → n-grams with their counts, sorted, as lines (``CountLinesWriter``). No database.
///
/// Lines ascend by the bytes of what is written, so that `lmctl merge` of the counts of several texts gives the counts of
/// all of them.
/// Memory: 8 bytes a token while text is read; then that of ``TrieCounter``.
public struct CountNGrams {
  public enum Input: Hashable, Sendable {
    /// Arguments of the form FILE, DIR or `-`, and how they are tokenized.
    case text([String], TokenizerSettings)
    /// A NumPy array as `lmctl export --format ids` writes it, `-` for standard input; whether id 1 ends a segment; and
    /// the corpus or exported file that says which tokens the ids are: without, they are written as numbers.
    case ids(String, hasSegments: Bool, vocabulary: String?)
  }

  public var input: Input
  /// Which n-grams are counted, 1 to 16.
  public var orders: [Int]
  /// Escapes what a terminal would obey.
  public var isForTerminal: Bool

  public init(_ input: Input, orders: [Int], isForTerminal: Bool = false) {
    self.input = input
    self.orders = orders
    self.isForTerminal = isForTerminal
  }

  /// Nobody reads on.
  private struct ReaderGone: Error {}

  /// - Parameter write: gets the lines, some MiB at a time; false ends the work, which is no error.
  /// - Throws: what is wrong with the input, where there is no memory to count it, and what `write` throws.
  public func callAsFunction(_ bench: Workbench, write: ([UInt8]) throws -> Bool) throws {
    var stream =
      switch input {
      case .text(let sources, let settings): try CountedStream(sources, settings, bench)
      case .ids(let path, let hasSegments, let vocabulary):
        try CountedStream(idsOf: path, hasSegments: hasSegments, vocabulary: vocabulary, bench)
      }
    stream.sort()
    guard stream.ids.count <= TrieCounter.mostIDs else { throw CountLinesError.tooManyTokens(stream.ids.count) }
    let order = orders.max() ?? 1
    let counter = TrieCounter(
      order: order, vocabularySize: stream.tokens.count, endOfSegment: stream.endOfSegment, threads: bench.threads)
    try bench.require(counter.memory(positions: stream.ids.count), for: "counting n-grams up to order \(order)")
    bench.progress(.stage("counting n-grams up to order \(order)"))
    let trie = try counter.count(stream.ids)
    stream.ids = []
    bench.progress(.stage("writing"))
    let shown = isForTerminal ? stream.shown : stream.tokens
    do {
      try CountLinesWriter(trie, tokens: shown, orders: orders).write(threads: bench.threads) {
        if try !write($0) { throw ReaderGone() }
      }
    } catch is ReaderGone {}
  }
}
