internal import CNGrams
internal import Counts
internal import Foundation
internal import Platform

/// One order above unigrams, smoothed: history by history, each by itself, so that threads may share the work.
struct SmoothedOrder {
  /// p(h w) of each n-gram, for the order above; empty where there is none.
  private(set) var probabilities: [Double]
  private(set) var logProbabilities: [Float]
  /// log₁₀ β of each history: of each n-gram of the order below.
  private(set) var logBackoffs: [Float]

  /// - Parameters:
  ///   - counts: of the n-grams of order n, adjusted where the smoothing wants it.
  ///   - lower: p of the n-grams of the order below.
  ///   - suffixes: what each n-gram ends in, among those.
  init(
    _ trie: NGramTrie, order n: Int, _ counts: [UInt32], lower: [Double], _ suffixes: [UInt32],
    _ smoother: HistorySmoother, isLast: Bool, threads: Int
  ) {
    self.init(
      Histories(
        starts: trie.levels[n - 2].continuations, counts: counts, occurrences: trie.levels[n - 1].counts, lower: lower,
        suffixes: suffixes, smoother: smoother), isLast: isLast, threads: threads)
  }

  init(_ history: Histories, isLast: Bool, threads: Int) {
    let (starts, suffixes) = (history.starts, history.suffixes)
    let pieces = history.pieces()
    probabilities = TrieLinks.unset(isLast ? 0 : suffixes.count)
    logProbabilities = TrieLinks.unset(suffixes.count)
    logBackoffs = TrieLinks.unset(starts.count - 1)
    unsafe probabilities.withUnsafeMutableBufferPointer { all in
      unsafe logProbabilities.withUnsafeMutableBufferPointer { logs in
        unsafe logBackoffs.withUnsafeMutableBufferPointer { backoffs in
          nonisolated(unsafe) let (all, logs, backoffs) = (all.baseAddress, logs.baseAddress, backoffs.baseAddress)
          _ = inParallel(pieces.count - 1, threads: threads) { number in
            unsafe history.smooth(pieces[number]..<pieces[number + 1], isLast ? nil : all, logs, backoffs)
          }
        }
      }
    }
  }
}

/// The histories of an order, and what is known of what follows them.
struct Histories {
  let starts: [UInt32]
  let counts: [UInt32]
  let occurrences: [UInt32]
  let lower: [Double]
  let suffixes: [UInt32]
  let smoother: HistorySmoother

  /// N-grams that are worked on at a time, or those of one history: what is read, smoothed and written stays in the nearest
  /// memory.
  private static let piece = 1 << 13

  /// Where pieces of histories begin, and the end.
  func pieces() -> [Int] {
    var pieces = [0]
    let histories = starts.count - 1
    while let last = pieces.last, last < histories {
      // The last history that begins within the piece, at least one, and not too many without continuations.
      var (low, high) = (last + 1, min(last + 4 * Self.piece, histories))
      let limit = Int(starts[last]) + Self.piece
      while low < high {
        let middle = (low + high + 1) / 2
        if Int(starts[middle]) <= limit { low = middle } else { high = middle - 1 }
      }
      pieces.append(low)
    }
    return pieces
  }

  /// Fills what belongs to some histories: p and log₁₀ p of their continuations, their log₁₀ β.
  func smooth(
    _ histories: Range<Int>, _ all: UnsafeMutablePointer<Double>?, _ logs: UnsafeMutablePointer<Float>?,
    _ backoffs: UnsafeMutablePointer<Float>?
  ) {
    guard let logs = unsafe logs, let backoffs = unsafe backoffs else { return }
    let range = Int(starts[histories.lowerBound])..<Int(starts[histories.upperBound])
    var p: [Double] = TrieLinks.unset(range.count)
    unsafe p.withUnsafeMutableBufferPointer { p in
      unsafe lower.withUnsafeBufferPointer { lower in
        unsafe suffixes.withUnsafeBufferPointer { suffixes in
          guard let suffixes = suffixes.baseAddress else { return }
          unsafe ngrams_gather(lower.baseAddress, suffixes + range.lowerBound, range.count, p.baseAddress)
        }
      }
    }
    var values = p.mutableSpan
    let (starts, counts, occurrences) = (starts.span, counts.span, occurrences.span)
    let nothing = Float(log10(smoother.factor ?? 1))
    for history in histories {
      let mine = Int(starts[history])..<Int(starts[history + 1])
      if mine.isEmpty {
        unsafe backoffs[history] = nothing
        continue
      }
      let backoff = smoother.smooth(
        counts.extracting(mine), occurrences.extracting(mine), &values, from: mine.lowerBound - range.lowerBound)
      unsafe backoffs[history] = backoff == 1 ? 0 : Float(log10(backoff))
    }
    unsafe p.withUnsafeBufferPointer { p in
      guard let p = p.baseAddress else { return }
      unsafe ngrams_log10(p, range.count, logs + range.lowerBound)
      if let all = unsafe all { unsafe (all + range.lowerBound).update(from: p, count: range.count) }
    }
  }
}
