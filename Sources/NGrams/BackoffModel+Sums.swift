internal import Foundation

/// What the probabilities after a history add up to.
public struct HistorySum: Sendable, Equatable {
  /// Ids, the oldest first; `<bos>` is V.
  public let history: [UInt32]
  /// Σ P(w | h) over V: 1 is what makes a perplexity one.
  public let sum: Double

  public init(history: [UInt32], sum: Double) {
    self.history = history
    self.sum = sum
  }
}

extension BackoffModel {
  /// The history whose probabilities are further from adding up to 1 than printed digits explain, and the furthest of them;
  /// nil where all add up.
  ///
  /// Every history that is listed is summed, from the shortest up:
  ///
  ///     Σ P(w | h) = Σ p(w | h) + β(h) (Σ P(w | h') − Σ P(w | h'))
  ///
  /// the first and the last sum over the words that are listed after h, the second over all. A history that is not listed
  /// adds up to what its longest listed ending does, so that no text has another one. What ends in `<eos>` is none.
  ///
  /// Files hold five to seven digits: `tolerance` is what a sum may be off by. Rounding of the order below is multiplied
  /// by β, so that a hundredth of it for each unit of β is allowed too, up to ten times as much in all.
  /// - Complexity: O(n-grams · N log V); memory: 16 bytes an n-gram below the highest order.
  public func furthestSum(tolerance: Double = 1e-3) -> HistorySum? {
    var sums = HistorySums(self, tolerance: tolerance)
    return sums.furthest()
  }
}

/// The sums of all listed histories, order by order.
private struct HistorySums {
  /// An n-gram by its order and its index in it; order 0 is the empty history.
  private struct Place {
    var order: UInt32 = 0
    var index: UInt32 = 0
  }

  private let model: BackoffModel
  private let tolerance: Double
  /// Of each n-gram below the highest order the longest of its proper endings that is listed.
  private var endings: [[Place]]
  private var sums: [[Double]] = []
  /// Over all unigrams.
  private let ofNothing: Double
  /// How often the furthest is beyond what is allowed.
  private var most = 1.0
  private var found: (place: Place, sum: Double)?

  init(_ model: BackoffModel, tolerance: Double) {
    self.model = model
    self.tolerance = tolerance
    endings = model.levels.dropLast().map { Array(repeating: Place(), count: $0.count) }
    ofNothing = model.levels[0].logProbabilities.dropLast().reduce(0) { $0 + pow(10, Double($1)) }
  }

  mutating func furthest() -> HistorySum? {
    // With segments there is always <bos>, at least, to look back to.
    if model.order == 1 || model.endOfSegment == nil { take(ofNothing, backoff: 0, Place()) }
    // Without segments nothing begins with <bos>, whose n-grams stand last.
    var end = model.vocabularySize + (model.endOfSegment == nil ? 0 : 1)
    for n in 1..<max(1, model.order) {
      sums.append(Array(repeating: 1, count: model.levels[n - 1].count))
      for history in 0..<end where model.levels[n - 1].words[history] != model.endOfSegment { sum(order: n, history) }
      end = Int(model.levels[n - 1].continuations[end])
    }
    return found.map { found in
      HistorySum(history: gram(Int(found.place.order), Int(found.place.index)), sum: found.sum)
    }
  }

  private mutating func sum(order n: Int, _ history: Int) {
    let shorter = endings[n - 1][history]
    let range = model.continuations(order: n, history)
    var (listed, lower) = (0.0, 0.0)
    for next in range {
      listed += pow(10, Double(model.levels[n].logProbabilities[next]))
      let (probability, ending) = self.probability(of: model.levels[n].words[next], after: shorter)
      lower += probability
      if n + 1 < model.order { endings[n][next] = ending }
    }
    let below = shorter.order == 0 ? ofNothing : sums[Int(shorter.order) - 1][Int(shorter.index)]
    let backoff = pow(10, Double(model.levels[n - 1].logBackoffs[history]))
    // Of all types nothing is left, whatever rounding says; and of no others less than nothing.
    let left = range.count == model.vocabularySize ? 0 : max(0, below - lower)
    let sum = left == 0 ? listed : listed + backoff * left
    sums[n - 1][history] = sum
    take(sum, backoff: backoff, Place(order: UInt32(n), index: UInt32(history)))
  }

  private mutating func take(_ sum: Double, backoff: Double, _ place: Place) {
    let times = abs(sum - 1) / (tolerance * min(10, max(1, backoff / 100)))
    // Not a number is further off than any number.
    guard !most.isNaN, !(times <= most) else { return }
    (most, found) = (times, (place, sum))
  }

  /// P(w | h) of a listed history, and the n-gram that it is read from: the longest listed one that ends h w.
  private func probability(of word: UInt32, after history: Place) -> (Double, Place) {
    var (history, logarithm) = (history, 0.0)
    while history.order > 0 {
      let (n, index) = (Int(history.order), Int(history.index))
      if let next = continuation(order: n, index, by: word) {
        logarithm += Double(model.levels[n].logProbabilities[next])
        return (pow(10, logarithm), Place(order: history.order + 1, index: UInt32(next)))
      }
      logarithm += Double(model.levels[n - 1].logBackoffs[index])
      history = endings[n - 1][index]
    }
    return (
      pow(10, logarithm + Double(model.levels[0].logProbabilities[Int(word)])), Place(order: 1, index: word)
    )
  }

  private func continuation(order n: Int, _ index: Int, by word: UInt32) -> Int? {
    let range = model.continuations(order: n, index)
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if model.levels[n].words[middle] < word { low = middle + 1 } else { high = middle }
    }
    return low < range.upperBound && model.levels[n].words[low] == word ? low : nil
  }

  /// The ids of an n-gram, read back through the histories that it continues.
  private func gram(_ order: Int, _ index: Int) -> [UInt32] {
    var (ids, index) = ([UInt32](), index)
    for n in stride(from: order, to: 0, by: -1) {
      ids.append(model.levels[n - 1].words[index])
      if n == 1 { break }
      let starts = model.levels[n - 2].continuations
      var (low, high) = (0, starts.count - 1)
      // The last history that begins at the n-gram or before it: those before that have none begin there too.
      while high - low > 1 {
        let middle = (low + high) / 2
        if Int(starts[middle]) <= index { low = middle } else { high = middle }
      }
      index = low
    }
    return ids.reversed()
  }
}
