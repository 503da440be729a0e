internal import Corpus
internal import Evaluation
internal import Text

/// New text as the positions of a stream: the ids that a corpus has for its tokens, and `<eos>` after each segment.
///
/// It is cut into tokens and segments just as the corpus's own text was.
struct ScoreText {
  /// Some positions that follow each other.
  struct Piece {
    var ids: [UInt32] = []
    /// The tokens' bytes, one after the other, where they are wanted; an `<eos>` has none.
    var text: [UInt8] = []
    /// Where each position's token ends in it.
    var ends: [Int] = []

    func token(_ position: Int) -> ArraySlice<UInt8> { text[(position == 0 ? 0 : ends[position - 1])..<ends[position]] }

    mutating func clear() {
      ids.removeAll(keepingCapacity: true)
      text.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
    }
  }

  private let settings: TokenizerSettings
  private let keepsTokens: Bool
  private var vocabulary: ScoreVocabulary
  private var batchIDs: [UInt32] = []
  private var piece = Piece()
  /// Whether something has come since the last segment's end.
  private(set) var isOpen = false

  private var hasSegments: Bool { settings.boundary != .none }

  init(_ settings: TokenizerSettings, _ vocabulary: ScoreVocabulary, keepsTokens: Bool) {
    self.settings = settings
    self.vocabulary = vocabulary
    self.keepsTokens = keepsTokens
  }

  /// Hands out the positions of a source, those of some 64 KiB of text at a time.
  ///
  /// - Parameter endsSegments: whether what is open ends with the source, as in a corpus.
  /// - Throws: a ``TextError``, `OutOfMemory`, or what `sink` throws.
  mutating func read(
    _ source: Source, with tokenizer: Tokenizer, endsSegments: Bool = true,
    sink: (Piece, _ fileBytes: Int) throws -> Void
  ) throws -> SourceSummary {
    let summary = try tokenizer.tokenize(source) { chunk, batch in
      try add(batch)
      if !piece.ids.isEmpty { try sink(piece, chunk.fileBytes) }
      piece.clear()
    }
    if endsSegments, hasSegments, isOpen || summary.endsInLine { endSegment() }
    if !piece.ids.isEmpty { try sink(piece, summary.fileBytes) }
    piece.clear()
    return summary
  }

  private mutating func add(_ batch: borrowing TokenBatch) throws {
    batchIDs.removeAll(keepingCapacity: true)
    try vocabulary.append(batch, to: &batchIDs)
    let (text, spans) = (batch.text, batch.spans)
    for (index, id) in batchIDs.enumerated() {
      if id == ScoreVocabulary.segmentEnd {
        endSegment()
      } else {
        piece.ids.append(id)
        if keepsTokens {
          piece.text += text[spans[index].range]
          piece.ends.append(piece.text.count)
        }
        isOpen = true
      }
    }
  }

  private mutating func endSegment() {
    guard hasSegments, isOpen || !settings.dropsEmptySegments else { return }
    piece.ids.append(SpecialID.endOfSegment)
    if keepsTokens { piece.ends.append(piece.text.count) }
    isOpen = false
  }
}
