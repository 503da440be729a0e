internal import Evaluation
internal import Text

/// Finds out whether ids give back the text that they were made of.
///
/// They do where tokens are written as they stood and what stood between them is known:
/// - unit `char`, boundary `none` or `sentence`: nothing stands between two tokens.
/// - unit `char`, boundary `line`: an LF ended each line, the last one too, and no CR stood before it.
/// - unit `whitespace`, boundary `line`: the same, and one space stood between two words and nowhere else.
struct LosslessText {
  private let settings: TokenizerSettings
  /// Over all sources.
  private var invalid = 0
  private var endsInLine = false
  private var hasPairs = false
  private var hasOtherSpaces = false

  init(_ settings: TokenizerSettings) { self.settings = settings }

  mutating func add(_ source: SourceSummary) {
    invalid += source.invalid
    endsInLine = endsInLine || source.endsInLine
    hasPairs = hasPairs || source.spaces.pairs > 0
    hasOtherSpaces = hasOtherSpaces || source.spaces.tabs + source.spaces.loneReturns > 0
  }

  /// - Parameter splits: the ids of each, how many are `<unk>`, and the bytes of its text.
  /// - Complexity: O(1); with unit `whitespace` O(n).
  func holds(_ splits: [(ids: IDStream, oov: Int, bytes: Int)], _ vocabulary: Vocabulary) -> Bool {
    guard settings.caseMapping == .keep, settings.normalization == .none, settings.preset == nil, settings.keep == .all,
      settings.numbers == .keep, !settings.skipEmptyLines, invalid == 0, splits.allSatisfy({ $0.oov == 0 })
    else { return false }
    switch (settings.unit, settings.boundary) {
    case (.char, .none), (.char, .sentence): return true
    case (.char, .line): return !endsInLine && !hasPairs
    case (.whitespace, .line):
      guard !endsInLine, !hasPairs, !hasOtherSpaces else { return false }
      // White space between two words is a byte at least: where no byte is left over, each has one, and there is none
      // before the first word or after the last.
      return splits.allSatisfy { DecodedText(vocabulary, settings).count(of: $0.ids) == $0.bytes }
    default: return false
    }
  }
}
