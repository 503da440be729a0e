public import Counts
public import Evaluation
internal import Foundation

/// Add-α smoothing (Lidstone; Laplace where α = 1): Jurafsky & Martin, Speech and Language Processing, 3.6.
///
///     P(w | h) = (c(h, w) + α) / (c(h) + α V),   c(h) = Σ_w c(h, w)
///
/// For α > 0 an unseen history gives 1/V, and Σ_w P = 1 for every history; α → ∞ gives the uniform model. α = 0 is
/// the maximum-likelihood model, under which an unseen history has no distribution and counts as probability 0.
///
/// The history does not cross a segment's start, where it is `<bos>` alone. In a stream without segments the first n − 1
/// positions use what history there is: c counts the shorter n-grams then.
public struct AddAlphaModel: LanguageModel, Sendable {
  public let trie: NGramTrie
  public let alpha: Double
  public let unseen: Unseen
  /// Types that occur in training, and those that do not.
  private let seenTypes: Int

  /// The last n − 1 ids of this segment, or fewer at its start.
  public typealias State = BackoffModel.State

  /// - Parameter unseen: `leftover` adds α to each type that training saw, and gives what the others would have to
  ///   `<unk>`; where training saw all types but that one, it is the same.
  public init(_ trie: NGramTrie, alpha: Double, unseen: Unseen = .uniform) {
    precondition(alpha >= 0 && alpha.isFinite, "α is a number of at least 0")
    self.trie = trie
    self.alpha = alpha
    self.unseen = unseen
    seenTypes = trie.levels[0].counts[..<trie.vocabularySize].count { $0 > 0 }
  }

  public var vocabularySize: Int { trie.vocabularySize }

  /// Whether each type has one α: so it is with `leftover` too where training saw all types but `<unk>`.
  public var isEven: Bool {
    unseen == .uniform || seenTypes == vocabularySize
      || seenTypes == vocabularySize - 1 && trie.levels[0].counts[Int(SpecialID.unknown)] == 0
  }

  public func start() -> State {
    State(history: trie.endOfSegment == nil || trie.order == 1 ? [] : [UInt32(vocabularySize)])
  }

  public func score(_ ids: [UInt32], from state: inout State) -> [Double] {
    zip(ids, counts(of: ids, from: &state)).map { logProbability(of: $0, $1) }
  }

  public func distribution(after state: State) -> [Double] {
    var counted = Array(repeating: Counted(token: 0, history: 0), count: vocabularySize)
    let n = state.history.count
    if n == 0 {
      let total = trie.levels[0].counts[..<vocabularySize].reduce(0) { $0 + UInt64($1) }
      for id in 0..<vocabularySize { counted[id] = Counted(token: UInt64(trie.levels[0].counts[id]), history: total) }
    } else if let index = trie.index(of: state.history) {
      let total = UInt64(trie.continuationCount(order: n, index))
      for id in counted.indices { counted[id].history = total }
      let starts = trie.levels[n - 1].continuations
      for next in Int(starts[index])..<Int(starts[index + 1]) {
        counted[Int(trie.levels[n].words[next])].token = UInt64(trie.levels[n].counts[next])
      }
    }
    return counted.enumerated().map { logProbability(of: UInt32($0), $1) }
  }

  public func advance(_ state: inout State, by id: UInt32) {
    state.advance(by: id, order: trie.order, vocabularySize, endOfSegment: trie.endOfSegment)
  }

  /// c(h, w) and c(h) of a position.
  struct Counted: Hashable {
    var token: UInt64
    var history: UInt64
  }

  /// What the model has counted for each position of a stream.
  func counts(of ids: [UInt32], from state: inout State) -> [Counted] {
    let text = SegmentedText(ids, vocabularySize, trie.endOfSegment, after: state.history)
    let nodes = trie.nodes(endingIn: text.ids)
    let total = trie.levels[0].counts[..<vocabularySize].reduce(0) { $0 + UInt64($1) }
    let bos = UInt32(vocabularySize)
    var counted: [Counted] = []
    counted.reserveCapacity(ids.count)
    // Tokens of the segment that stand before, `<bos>` among them.
    var available = 0
    for position in text.ids.indices {
      defer { available += 1 }
      if text.ids[position] == bos { available = 0 }
      if position < state.history.count || text.ids[position] == bos { continue }
      let n = min(trie.order, available + 1)
      var here = Counted(token: 0, history: n == 1 ? total : 0)
      if n > 1, nodes[n - 2][position - 1] != TrieLinks.none {
        here.history = UInt64(trie.continuationCount(order: n - 1, Int(nodes[n - 2][position - 1])))
      }
      let node = nodes[n - 1][position]
      if node != TrieLinks.none { here.token = UInt64(trie.levels[n - 1].counts[Int(node)]) }
      counted.append(here)
    }
    for id in ids.suffix(trie.order) { advance(&state, by: id) }
    return counted
  }

  /// ln p of an n-gram of the highest order.
  public func logProbability(of index: Int, after history: Int?) -> Double {
    let counts = trie.levels[trie.order - 1]
    let total =
      history.map { UInt64(trie.continuationCount(order: trie.order - 1, $0)) }
      ?? counts.counts[..<vocabularySize].reduce(0) { $0 + UInt64($1) }
    return logProbability(of: counts.words[index], Counted(token: UInt64(counts.counts[index]), history: total))
  }

  private func logProbability(of id: UInt32, _ counted: Counted) -> Double {
    var types = 1.0
    if unseen == .leftover {
      let isSeen = trie.levels[0].counts[Int(id)] > 0
      let others = vocabularySize - seenTypes
      // `<unk>` has the parts of all types that training did not see.
      types = id == SpecialID.unknown ? Double(others) + (isSeen ? 1 : 0) : isSeen ? 1 : 0
    }
    return Self.logProbability(counted, alpha: alpha, types: types, vocabularySize: vocabularySize)
  }

  /// - Parameter types: how many times α the token has.
  static func logProbability(_ counted: Counted, alpha: Double, types: Double = 1, vocabularySize: Int) -> Double {
    let numerator = Double(counted.token) + alpha * types
    guard numerator > 0 else { return -.infinity }
    // A huge α would overflow the product, and is divided out; a tiny quotient would lose its digits, so that the
    // logarithms are subtracted.
    if alpha > 0x1p500 { return log(types) - log(Double(vocabularySize)) }
    return log(numerator) - log(Double(counted.history) + alpha * Double(vocabularySize))
  }
}

extension BackoffModel.State {
  /// One token on: a segment's end begins the next one.
  mutating func advance(by id: UInt32, order: Int, _ vocabularySize: Int, endOfSegment: UInt32?) {
    if id == endOfSegment {
      history = order == 1 ? [] : [UInt32(vocabularySize)]
    } else {
      history.append(id)
      history.removeFirst(max(0, history.count - (order - 1)))
    }
  }
}
