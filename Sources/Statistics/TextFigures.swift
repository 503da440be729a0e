public import Counts

/// One number about a text, and how it was come by.
public struct Figure: Sendable, Equatable {
  public let name: String
  /// Nil where this text has none.
  public let value: Double?
  /// The formula in words, and over what.
  public let recipe: String
}

/// The figures of a text that are worth keeping, for n-grams of any order.
public enum TextFigures {
  /// What the counts of types (or of distinct n-grams) tell.
  public static func ofCounts(_ spectrum: FrequencySpectrum) -> [Figure] { TextLaws(spectrum).figures }

  /// What only the order of the tokens tells: the growth of the vocabulary, and how often words come back.
  /// - Parameter stream: ids of types, without segment ends.
  public static func ofStream(_ stream: [UInt32]) -> [Figure] { ofStream(stream, heapsCurve(stream)) }

  /// - Parameter curve: ``heapsCurve(_:)`` of the stream, where it is known already.
  public static func ofStream(_ stream: [UInt32], _ curve: HeapsCurve) -> [Figure] {
    ofCurve(curve) + [
      Figure(
        name: "mattr_\(window)", value: movingTypeTokenRatio(stream, window: window),
        recipe: "mean V / N of all windows of \(window) tokens"),
      Figure(name: "mtld", value: textualLexicalDiversity(stream), recipe: "McCarthy & Jarvis, threshold 0.72"),
    ]
  }

  /// The growth of the vocabulary alone, which n-grams have too.
  public static func ofCurve(_ curve: HeapsCurve) -> [Figure] {
    let heaps = HeapsLaw(curve)
    return [
      Figure(
        name: "heaps_exponent", value: heaps?.exponent,
        recipe: "b of V = K N^b: least squares on logarithms at \(curve.points.count) log-spaced places"),
      Figure(name: "heaps_scale", value: heaps?.scale, recipe: "its K"),
    ]
  }

  /// The curve that Heaps' law is fitted to.
  public static func heapsCurve(_ stream: [UInt32]) -> HeapsCurve {
    HeapsCurve(stream, at: HeapsCurve.places(logSpaced: places, of: stream.count))
  }

  /// The curve of the n-grams that ``counts(of:endOfSegment:)`` counts.
  /// - Complexity: O(tokens); memory as ``memory(positions:order:vocabularySize:)``.
  public static func heapsCurve(ofNGrams order: Int, _ stream: [UInt32], endOfSegment: UInt32?) -> HeapsCurve {
    NGramGrowth(stream, order: order, endOfSegment: endOfSegment)?.curve(steps: places)
      ?? heapsCurve(nGrams(of: stream, order: order, endOfSegment: endOfSegment))
  }

  /// Bytes that the curve of a stream takes at most.
  public static func memory(positions: Int, order: Int, vocabularySize: Int) -> Int {
    let bits = Int.bitWidth - vocabularySize.leadingZeroBitCount
    return order <= 63 / bits ? NGramGrowth.memory(positions: positions) : positions * (4 * order + 100)
  }

  /// Of the moving type–token ratio: Covington & McFall's choice for style.
  private static let window = 500
  private static let places = 100

  /// The n-grams that ``counts(of:endOfSegment:)`` counts, each as a number, in the order of the text.
  public static func nGrams(of stream: [UInt32], order: Int, endOfSegment: UInt32?) -> [UInt32] {
    guard order > 1 else { return stream.filter { $0 != endOfSegment } }
    let names = nGramIDs(stream, order: order, endOfSegment: endOfSegment)
    guard let endOfSegment else { return names }
    // Those that end with the segment's end are whole, but stand in no text.
    var (length, next) = (0, 0)
    var standing: [UInt32] = []
    standing.reserveCapacity(names.count)
    for id in stream {
      length += 1
      if length >= order {
        if id != endOfSegment { standing.append(names[next]) }
        next += 1
      }
      if id == endOfSegment { length = 0 }
    }
    return standing
  }

  /// The counts of the n-grams that stand in the text: none that reach over a segment's start or hold its end.
  public static func counts(of table: NGramTable, endOfSegment: UInt32?) -> [UInt64] {
    var counts: [UInt64] = []
    counts.reserveCapacity(table.count)
    for row in 0..<table.count where stands(table, row, endOfSegment) { counts.append(table.counts[row]) }
    return counts
  }

  /// The rows of those n-grams that occur so often or more, in order of their ids.
  public static func rows(of table: NGramTable, occurringAtLeast least: UInt64, endOfSegment: UInt32?) -> [Int] {
    (0..<table.count).filter { table.counts[$0] >= least && stands(table, $0, endOfSegment) }
  }

  private static func stands(_ table: NGramTable, _ row: Int, _ endOfSegment: UInt32?) -> Bool {
    table.ids[row * table.order] != UInt32(table.vocabularySize) && table.token(row) != endOfSegment
  }
}
