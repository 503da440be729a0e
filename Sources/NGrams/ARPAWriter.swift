internal import CNGrams
internal import Platform

/// Models as ARPA text, which KenLM, SRILM, IRSTLM and others read.
///
/// A line is log₁₀ p, the words with a space between, and log₁₀ β where the n-gram has continuations or its β is not 1,
/// with tabs between the three. Numbers are the shortest decimals that read back as the same `Float`; −∞ is `-99`.
extension BackoffModel {
  /// So many n-grams are formatted at a time by one thread.
  private static let rowsAPiece = 1 << 13

  /// Hands out the text in pieces of a MiB or so, in order, while later ones are formatted: the same bytes for any number
  /// of threads. `write` is never called twice at a time, but from any thread.
  ///
  /// Memory: some 8 MB a thread.
  /// - Throws: ``ARPAError/unwritable(order:row:)``, ``ARPAError/backsOffFromUnlisted``; what `write` throws.
  public func writeARPA(tokens: ARPATokens, threads: Int, write: ([UInt8]) throws -> Void) throws {
    precondition(tokens.vocabularySize == vocabularySize, "a word for each id")
    guard logBackoffOfUnseen == 0 else { throw ARPAError.backsOffFromUnlisted }
    // KenLM refuses a file without `</s>`: where there are no segments it is never met.
    let hasEnd = tokens.endOfSegment != nil
    var header = "\\data\\\n"
    for (index, level) in levels.enumerated() {
      header += "ngram \(index + 1)=\(level.count + (index == 0 && !hasEnd ? 1 : 0))\n"
    }
    try write(Array(header.utf8))
    // Two sets of pieces: one is formatted while the other is written.
    let width = threads == 1 ? 1 : 16 * threads
    var pieces = (0..<2).map { _ in (0..<width).map { _ in ARPAPiece() } }
    for order in 1...levels.count {
      try write(Array("\n\\\(order)-grams:\n".utf8))
      try writeLevel(order, tokens, threads, &pieces, write)
      if order == 1 && !hasEnd { try write(Array("-99\t</s>\n".utf8)) }
    }
    try write(Array("\n\\end\\\n".utf8))
  }

  /// Rounds: in each, pieces are formatted while those of the round before are written.
  private func writeLevel(
    _ order: Int, _ tokens: ARPATokens, _ threads: Int, _ pieces: inout [[ARPAPiece]],
    _ write: ([UInt8]) throws -> Void
  ) throws {
    let count = levels[order - 1].count
    var (ready, done) = (0, 0)
    while done < count || ready > 0 {
      var started = 0
      while started < pieces[0].count && done < count {
        pieces[0][started].begin(done..<min(count, done + Self.rowsAPiece))
        done += Self.rowsAPiece
        started += 1
      }
      let (next, before) = (pieces[0][..<started], pieces[1][..<ready])
      var failure: (any Error)?
      // The first number writes, and mostly waits for the disk; the others format, each what is its own.
      _ = inParallel(started + 1, threads: threads == 1 ? 1 : threads + 1) { number in
        guard number == 0 else { return next[number - 1].format(self, order, tokens) }
        do { for piece in before { try write(piece.text) } } catch { failure = error }
      }
      if let failure { throw failure }
      if let row = next.compactMap(\.wrongRow).first { throw ARPAError.unwritable(order: order, row: row) }
      pieces.swapAt(0, 1)
      ready = started
    }
  }
}

/// Some lines of one order, formatted by one thread.
private final class ARPAPiece {
  private var rows = 0..<0
  /// Its memory is used again and again.
  private(set) var text: [UInt8] = []
  /// A row that cannot be written.
  private(set) var wrongRow: Int?

  func begin(_ rows: Range<Int>) {
    self.rows = rows
    text.removeAll(keepingCapacity: true)
  }

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
