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
    score(ids, from: &state, threads: 1).map(\.logProbability)
  }

  /// How a position was predicted.
  public struct Prediction: Sendable, Equatable {
    /// ln p.
    public var logProbability: Double
    /// The order of the n-gram that was found: how many tokens, its own among them.
    public var order: Int
  }

  /// ln p of each id, and the order of the n-gram that it was read from.
  public func score(_ ids: [UInt32], from state: inout State, threads: Int) -> [Prediction] {
    var predictions: [Prediction] = []
    predictions.reserveCapacity(ids.count)
    // In pieces, so that what was looked up is still at hand when it is read.
    for start in stride(from: 0, to: ids.count, by: Self.piece) {
      score(ids[start..<min(start + Self.piece, ids.count)], from: &state, threads: threads, into: &predictions)
    }
    return predictions
  }

  private static let piece = 1 << 14

  private func score(
    _ ids: ArraySlice<UInt32>, from state: inout State, threads: Int, into predictions: inout [Prediction]
  ) {
    let text = SegmentedText(Array(ids), vocabularySize, endOfSegment, after: state.history)
    let nodes = TrieLinks.nodes(levels.map { ($0.words, $0.continuations) }, endingIn: text.ids, threads: threads)
    let natural = log(10.0)
    let bos = UInt32(vocabularySize)
    // Tokens of the segment that stand before, `<bos>` among them.
    var available = 0
    for position in text.ids.indices {
      defer { available += 1 }
      if text.ids[position] == bos { available = 0 }
      if position < state.history.count || text.ids[position] == bos { continue }
      var found = order
      while nodes[found - 1][position] == TrieLinks.none { found -= 1 }
      var logarithm = Double(levels[found - 1].logProbabilities[Int(nodes[found - 1][position])])
      for n in found..<max(found, min(order, available + 1)) {
        let history = nodes[n - 1][position - 1]
        logarithm += Double(
          history == TrieLinks.none ? logBackoffOfUnseen : levels[n - 1].logBackoffs[Int(history)])
      }
      predictions.append(Prediction(logProbability: logarithm * natural, order: found))
    }
    for id in ids.suffix(order) { advance(&state, by: id) }
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
