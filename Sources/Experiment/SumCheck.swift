internal import Counts
internal import Evaluation
internal import Foundation
internal import Report
internal import Platform

/// What came of summing a model's probabilities after some histories.
struct SumCheckResult: Equatable {
  enum Path: String {
    /// `distribution(after:)`, what generation reads.
    case distribution
    /// `score(_:from:)` of each type, what perplexities are made of.
    case score
  }

  /// Histories that were looked at, and those of them that have no distribution (only maximum likelihood has such).
  var histories = 0
  var undefined = 0
  /// The largest |Σ − 1|, its Σ, and where it was.
  var largest = 0.0
  var sum = 1.0
  var path = Path.distribution
  var history: [UInt32] = []

  mutating func take(_ sum: Double, _ path: Path, after history: [UInt32]) {
    let off = abs(sum - 1)
    // Not a number is further off than any number.
    guard !largest.isNaN, !(off <= largest) else { return }
    (largest, self.sum, self.path, self.history) = (off, sum, path, history)
  }
}

/// Sums P(w | h) over all w of V after histories of every kind: Σ = 1 is what makes a perplexity one.
///
/// Histories are chosen by a fixed random sequence: segment starts; n-grams that were seen, of each order, behind words
/// that they were hardly seen after; words at random, most of them never seen together; n-grams that were seen and then
/// left out of the model. Of n-gram models only: what a model remembers are the last N − 1 ids of its segment.
/// - Complexity: O(histories · V · N log V); memory: that of scoring some ten thousand positions, and V numbers.
struct SumCheck {
  /// Further off is a defect: probabilities are kept in single precision, which is good for some 10⁻⁶.
  static let tolerance = 1e-5

  private let trie: NGramTrie
  private let isListed: ([UInt32]) -> Bool
  private var random = RandomSource(seed: 20)

  /// - Parameters:
  ///   - trie: all n-grams of training, up to the model's order.
  ///   - isListed: whether the model has an n-gram; those of `trie` that it has not were pruned.
  init(_ trie: NGramTrie, isListed: @escaping ([UInt32]) -> Bool = { _ in true }) {
    self.trie = trie
    self.isListed = isListed
  }

  /// - Parameter mayBeUndefined: whether a history may have no distribution at all, as with maximum likelihood.
  mutating func callAsFunction(
    _ model: some LanguageModel, histories: Int, mayBeUndefined: Bool = false
  ) -> SumCheckResult {
    var result = SumCheckResult()
    for number in 0..<(trie.order == 1 ? min(1, histories) : histories) {
      let history = history(number)
      var state = model.start()
      for id in history { model.advance(&state, by: id) }
      let sums: [(SumCheckResult.Path, Double)] = [
        (.distribution, model.distribution(after: state).reduce(0) { $0 + exp($1) }),
        (.score, scored(model, after: history)),
      ]
      result.histories += 1
      if mayBeUndefined && sums.allSatisfy({ $0.1 == 0 }) {
        result.undefined += 1
        continue
      }
      for (path, sum) in sums { result.take(sum, path, after: history) }
    }
    return result
  }

  // MARK: scores

  private static let typesAtOnce = 1 << 12

  /// Σ over all types of what scoring them after the history says.
  private func scored(_ model: some LanguageModel, after history: [UInt32]) -> Double {
    let size = UInt32(trie.vocabularySize)
    var sum = 0.0
    // Without segments a history that is too short to fill the state stands only at a stream's start.
    if trie.endOfSegment == nil && history.count < trie.order - 1 {
      for id in 0..<size {
        var state = model.start()
        for id in history { model.advance(&state, by: id) }
        sum += exp(model.score([id], from: &state)[0])
      }
      return sum
    }
    // One stream of all of them: each after the history in a segment of its own, or where the history fills the state.
    for start in stride(from: 0, to: size, by: Self.typesAtOnce) {
      var (ids, places) = ([UInt32](), [Int]())
      for id in start..<min(start + UInt32(Self.typesAtOnce), size) {
        ids += history
        places.append(ids.count)
        ids.append(id)
        if let end = trie.endOfSegment, id != end { ids.append(end) }
      }
      var state = model.start()
      let logProbabilities = model.score(ids, from: &state)
      for place in places { sum += exp(logProbabilities[place]) }
    }
    return sum
  }

  // MARK: histories

  /// Ids from a segment's start on; as many as the state holds, unless the start is part of the history.
  private mutating func history(_ number: Int) -> [UInt32] {
    let longest = trie.order - 1
    guard longest > 0 else { return [] }
    let order = number / 5 % longest + 1
    switch number % 5 {
    case 0: return beginning(order)
    case 1: return (0..<longest).map { _ in anyType() }
    case 2:
      // The longest of those that were left out say most.
      for order in stride(from: longest, to: 1, by: -1) {
        if let pruned = seen(order, isPruned: true) { return filled(pruned) }
      }
      fallthrough
    default: return filled(seen(order, isPruned: false) ?? [anyType()])
    }
  }

  /// What begins a segment, or the stream where there are none.
  private mutating func beginning(_ order: Int) -> [UInt32] {
    if trie.endOfSegment == nil { return Array(trie.opening.prefix(order - 1)) }
    let range = trie.beginningOfSegments(order: order)
    guard !range.isEmpty else { return [] }
    let gram = trie.gram(order: order, range.lowerBound + random.below(range.count)).ids
    return gram.dropFirst().filter { $0 != trie.endOfSegment }
  }

  /// One of the n-grams of an order that lie within a segment; nil where some tries find none.
  private mutating func seen(_ order: Int, isPruned: Bool) -> [UInt32]? {
    let level = trie.levels[order - 1]
    guard level.count > 0 else { return nil }
    for _ in 0..<200 {
      let index = random.below(level.count)
      let gram = trie.gram(order: order, index).ids
      if level.counts[index] > 0, gram[0] < trie.vocabularySize, gram[order - 1] != trie.endOfSegment,
        !isPruned || !isListed(gram)
      {
        return gram
      }
    }
    return nil
  }

  /// Words before it, as many as the state holds.
  private mutating func filled(_ gram: [UInt32]) -> [UInt32] {
    (0..<max(0, trie.order - 1 - gram.count)).map { _ in anyType() } + gram
  }

  private mutating func anyType() -> UInt32 {
    while true {
      let id = UInt32(random.below(trie.vocabularySize))
      // A vocabulary of `<eos>` alone has no other.
      if id != trie.endOfSegment || trie.vocabularySize == 1 { return id }
    }
  }
}

/// Checks a model that is normalised, for `lmctl ngram --check N`.
///
/// - Parameters:
///   - name: the model's, for the error.
///   - counts: all n-grams of training, up to the model's order.
///   - shown: a token for display.
/// - Returns: what was found, and a line that tells it.
/// - Throws: ``StoredModelError/notNormalized(model:history:sum:path:)`` where a sum is off by more than
///   ``SumCheck/tolerance``.
@discardableResult
func sumCheck(
  _ model: some LanguageModel, named name: String, counts: NGramTrie, histories: Int, mayBeUndefined: Bool = false,
  isListed: @escaping ([UInt32]) -> Bool = { _ in true }, shown: (UInt32) -> String
) throws -> (result: SumCheckResult, note: String) {
  var check = SumCheck(counts, isListed: isListed)
  let result = check(model, histories: histories, mayBeUndefined: mayBeUndefined)
  let isBeginning = counts.endOfSegment != nil && result.history.count < counts.order - 1
  let history = ((isBeginning ? ["<bos>"] : []) + result.history.map(shown)).joined(separator: " ")
  guard result.largest <= SumCheck.tolerance else {
    throw StoredModelError.notNormalized(
      model: name, history: history, sum: result.sum, path: result.path.rawValue)
  }
  let undefined = result.undefined == 0 ? "" : "; after \(result.undefined) of them nothing was seen"
  return (
    result,
    """
    \(name): probabilities sum to 1 after \(Figures.grouped(result.histories)) histories, off by at most \
    \(Figures.significant(result.largest)) (\(result.path.rawValue) after '\(history)')\(undefined)
    """
  )
}
