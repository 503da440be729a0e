internal import CNGrams

/// Some lines of one order, formatted by one thread.
final class ARPAPiece {
  private let rows: Range<Int>
  private(set) var text: [UInt8] = []
  /// A row that cannot be written.
  private(set) var wrongRow: Int?

  init(rows: Range<Int>) { self.rows = rows }

  func format(_ model: BackoffModel, _ order: Int, _ tokens: ARPATokens) {
    var row = rows.lowerBound
    // What most lines take; a line that needs more gets it.
    var room = 64 * rows.count + 4096
    unsafe tokens.withTokens { tokens in
      unsafe Self.withLevels(model.levels[...], after: []) { levels in
        while row < rows.upperBound && wrongRow == nil {
          let begun = row
          text.append(addingCapacity: room) { output in
            unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
              let isFine = unsafe ngrams_arpa_format(
                levels.baseAddress, UInt32(order), tokens, &row, rows.upperBound, buffer.baseAddress, buffer.count,
                &initialized)
              if !isFine { wrongRow = row }
            }
          }
          if row == begun { room *= 2 }
        }
      }
    }
  }

  /// All arrays of some levels as C reads them, for as long as `body` runs.
  private static func withLevels(
    _ levels: ArraySlice<BackoffModel.Level>, after known: [ngrams_arpa_level],
    _ body: (UnsafeBufferPointer<ngrams_arpa_level>) -> Void
  ) {
    guard let level = levels.first else { return unsafe known.withUnsafeBufferPointer(body) }
    let isHighest = levels.count == 1
    precondition(
      level.logProbabilities.count == level.count
        && (isHighest || (level.logBackoffs.count == level.count && level.continuations.count == level.count + 1)),
      "arrays of one length")
    unsafe level.words.withUnsafeBufferPointer { words in
      unsafe level.continuations.withUnsafeBufferPointer { continuations in
        unsafe level.logProbabilities.withUnsafeBufferPointer { probabilities in
          unsafe level.logBackoffs.withUnsafeBufferPointer { backoffs in
            let level = unsafe ngrams_arpa_level(
              words: words.baseAddress, continuations: isHighest ? nil : continuations.baseAddress,
              log_probabilities: probabilities.baseAddress, log_backoffs: isHighest ? nil : backoffs.baseAddress,
              count: level.count)
            unsafe withLevels(levels.dropFirst(), after: unsafe known + [level], body)
          }
        }
      }
    }
  }
}
