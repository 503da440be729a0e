internal import CNGrams
internal import Counts
public import Evaluation
internal import Foundation

extension BackoffModel: LanguageModel {
  /// The last N − 1 ids of this segment, `<bos>` among them where it begins with one; fewer where there are no more.
  public struct State: Sendable, Hashable {
    public internal(set) var history: [UInt32]

    public init(history: [UInt32]) { self.history = history }
  }

  public func start() -> State { State(history: endOfSegment == nil || order == 1 ? [] : [UInt32(vocabularySize)]) }

  public func advance(_ state: inout State, by id: UInt32) {
    state.advance(by: id, order: order, vocabularySize, endOfSegment: endOfSegment)
  }

  /// - Complexity: O(positions · N log V), many look-ups at a time.
  public func score(_ ids: [UInt32], from state: inout State) -> [Double] {
    let natural = log(10.0)
    var scores = logScores(ids, from: &state).logProbabilities
    var span = scores.mutableSpan
    for index in span.indices { span[index] *= natural }
    return scores
  }

  /// How a position was predicted.
  public struct Prediction: Sendable, Equatable {
    /// ln p.
    public var logProbability: Double
    /// The order of the n-gram that was found: how many tokens, its own among them.
    public var order: Int
  }

  /// ln p of each id, and the order of the n-gram that it was read from.
  public func predictions(_ ids: [UInt32], from state: inout State) -> [Prediction] {
    let natural = log(10.0)
    let (scores, orders) = logScores(ids, from: &state)
    return zip(scores, orders).map { Prediction(logProbability: $0 * natural, order: Int($1)) }
  }

  private func logScores(
    _ ids: [UInt32], from state: inout State
  ) -> (logProbabilities: [Double], orders: [UInt8]) {
    precondition(ids.allSatisfy { $0 < vocabularySize }, "ids below V")
    var (scores, orders): ([Double], [UInt8]) = (TrieLinks.unset(ids.count), TrieLinks.unset(ids.count))
    let history = Array(state.history.suffix(order - 1))
    precondition(history.allSatisfy { $0 <= vocabularySize }, "ids of at most V")
    unsafe scores.withUnsafeMutableBufferPointer { scores in
      unsafe orders.withUnsafeMutableBufferPointer { orders in
        unsafe history.withUnsafeBufferPointer { history in
          unsafe ids.withUnsafeBufferPointer { ids in
            unsafe withModel(levels[...], after: []) { model in
              unsafe withUnsafeTemporaryAllocation(byteCount: ngrams_score_scratch, alignment: 16) { scratch in
                unsafe ngrams_score(
                  &model, history.baseAddress, history.count, ids.baseAddress, ids.count, scores.baseAddress,
                  orders.baseAddress, scratch.baseAddress)
              }
            }
          }
        }
      }
    }
    for id in ids.suffix(order) { advance(&state, by: id) }
    return (scores, orders)
  }

  /// The model as C reads it, for as long as `body` runs.
  private func withModel<Result>(
    _ rest: ArraySlice<Level>, after known: [ngrams_backoff_level], _ body: (inout ngrams_backoff_model) -> Result
  ) -> Result {
    guard let level = rest.first else {
      return unsafe known.withUnsafeBufferPointer { known in
        var model = unsafe ngrams_backoff_model(
          levels: known.baseAddress, order: UInt32(order), vocabulary: UInt32(vocabularySize),
          end: endOfSegment ?? UInt32(vocabularySize), log_backoff_of_unseen: logBackoffOfUnseen)
        return unsafe body(&model)
      }
    }
    return unsafe level.words.withUnsafeBufferPointer { words in
      unsafe level.continuations.withUnsafeBufferPointer { starts in
        unsafe level.logProbabilities.withUnsafeBufferPointer { probabilities in
          unsafe level.logBackoffs.withUnsafeBufferPointer { backoffs in
            let level = unsafe ngrams_backoff_level(
              words: words.baseAddress, starts: starts.baseAddress, log_probabilities: probabilities.baseAddress,
              log_backoffs: backoffs.baseAddress, count: level.count)
            return unsafe withModel(rest.dropFirst(), after: unsafe known + [level], body)
          }
        }
      }
    }
  }

  public func distribution(after state: State) -> [Double] {
    let natural = log(10.0)
    var logarithms = levels[0].logProbabilities.dropLast().map(Double.init)
    // From the shortest history to the longest: what is listed replaces, everything else is multiplied by β.
    for n in 1..<max(1, order) where state.history.count >= n {
      let history = Array(state.history.suffix(n))
      guard let index = index(of: history) else {
        if logBackoffOfUnseen != 0 { logarithms = logarithms.map { $0 + Double(logBackoffOfUnseen) } }
        continue
      }
      let backoff = Double(levels[n - 1].logBackoffs[index])
      if backoff != 0 { for id in logarithms.indices { logarithms[id] += backoff } }
      for next in continuations(order: n, index) {
        logarithms[Int(levels[n].words[next])] = Double(levels[n].logProbabilities[next])
      }
    }
    return logarithms.map { $0 * natural }
  }

  /// ln p and ln β of an n-gram, where it is listed and has them.
  public func figures(of gram: [UInt32]) -> (probability: Double?, backoff: Double?) {
    guard let index = index(of: gram) else { return (nil, nil) }
    let natural = log(10.0)
    let level = levels[gram.count - 1]
    let backoff = gram.count < order ? Double(level.logBackoffs[index]) * natural : nil
    return (Double(level.logProbabilities[index]) * natural, backoff)
  }

  /// The n-grams of order n + 1 that continue one of order n.
  func continuations(order n: Int, _ index: Int) -> Range<Int> {
    let starts = levels[n - 1].continuations
    return Int(starts[index])..<Int(starts[index + 1])
  }

  /// The index of an n-gram among those of its order, or nil where it is not listed.
  /// - Complexity: O(n log V).
  public func index(of gram: [UInt32]) -> Int? {
    guard let first = gram.first, gram.count <= order, first <= vocabularySize else { return nil }
    var index = Int(first)
    for n in 1..<gram.count {
      let words = levels[n].words
      let range = continuations(order: n, index)
      var (low, high) = (range.lowerBound, range.upperBound)
      while low < high {
        let middle = low + (high - low) / 2
        if words[middle] < gram[n] { low = middle + 1 } else { high = middle }
      }
      guard low < range.upperBound, words[low] == gram[n] else { return nil }
      index = low
    }
    return index
  }
}
