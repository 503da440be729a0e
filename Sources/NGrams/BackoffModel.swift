public import Counts

/// A model in back-off form, as ARPA files hold it: what every smoothing but add-α comes to.
///
///     P(w | h) = p(h w)             where h w is listed
///              = β(h) · P(w | h')   otherwise; h' is h without its first token, β(h) = 1 where h is not listed
///
/// The n-grams of each order stand in lexicographic order of their ids, those that continue the same history side by
/// side: a trie that is read forwards. Logarithms are to base 10, as in the files; −∞ is a probability of zero.
/// Memory: 8 bytes an n-gram of the highest order, 16 of each lower one.
public struct BackoffModel: Sendable, Equatable {
  /// The n-grams of one order.
  public struct Level: Sendable, Equatable {
    /// The last id of each. Of order 1 there is one for each id from 0 to V, where V is `<bos>`.
    public var words: [UInt32]
    /// Those of the next order that continue the i-th: `continuations[i]..<continuations[i + 1]`. Empty at the highest
    /// order.
    public var continuations: [UInt32]
    /// log₁₀ p.
    public var logProbabilities: [Float]
    /// log₁₀ β. Empty at the highest order.
    public var logBackoffs: [Float]

    public var count: Int { words.count }

    public init(words: [UInt32], continuations: [UInt32], logProbabilities: [Float], logBackoffs: [Float]) {
      self.words = words
      self.continuations = continuations
      self.logProbabilities = logProbabilities
      self.logBackoffs = logBackoffs
    }
  }

  /// V: the number of types that can be predicted; `<bos>` has this id.
  public let vocabularySize: Int
  /// The id that ends a segment, or nil where the stream has none.
  public let endOfSegment: UInt32?
  /// `levels[n − 1]` holds the n-grams of order n.
  public let levels: [Level]
  /// log₁₀ β of histories that are not listed: 0, but for stupid back-off.
  public let logBackoffOfUnseen: Float
  /// Whether the probabilities sum to 1 over V.
  public let isNormalized: Bool

  public var order: Int { levels.count }
  /// All n-grams that are stored.
  public var count: Int { levels.reduce(0) { $0 + $1.count } }

  public init(
    vocabularySize: Int, endOfSegment: UInt32?, levels: [Level], logBackoffOfUnseen: Float = 0,
    isNormalized: Bool = true
  ) {
    precondition(!levels.isEmpty && levels[0].count == vocabularySize + 1, "an order, and all unigrams")
    self.vocabularySize = vocabularySize
    self.endOfSegment = endOfSegment
    self.levels = levels
    self.logBackoffOfUnseen = logBackoffOfUnseen
    self.isNormalized = isNormalized
  }
}

extension BackoffModel {
  /// The n-grams that are listed, as if each had been seen once.
  public var listed: NGramTrie {
    NGramTrie(
      vocabularySize: vocabularySize, endOfSegment: endOfSegment,
      levels: levels.map {
        NGramTrie.Level(
          words: $0.words, counts: Array(repeating: 1, count: $0.count), continuations: $0.continuations)
      })
  }
}
