internal import Foundation

/// Ids that every vocabulary of ours has at the same place.
public enum SpecialID {
  /// Every type that is not in the vocabulary.
  public static let unknown: UInt32 = 0
  /// The end of a segment, where there are segments.
  public static let endOfSegment: UInt32 = 1
}

/// How well a model predicts a stream: every figure is worked out from the array of ln p, one a position.
///
/// Perplexity is exp(−Σ ln p / positions); the uniform model's is V exactly. A probability of zero makes it infinite:
/// nil here, with the first such position in ``zeroAt``.
public struct Score: Equatable, Sendable {
  /// Positions: tokens, and an `<eos>` a segment.
  public let scored: Int
  /// Positions whose token is not in the vocabulary.
  public let oov: Int
  /// −Σ ln p.
  public let nats: Double?
  public let perplexity: Double?
  /// Over the positions whose id is not `<unk>`; nil where there are none.
  public let perplexityExcludingOOV: Double?
  /// Over the positions that are not `<eos>`; nil where the stream has no `<eos>`.
  public let perplexityWithoutEOS: Double?
  /// nats / ln 2 / Unicode scalars of the split's decoded text.
  public let bitsPerCharacter: Double?
  /// nats / ln 2 / bytes of the split's text as UTF-8.
  public let bitsPerByte: Double?
  /// The first position with probability zero.
  public let zeroAt: Int?

  /// - Parameters:
  ///   - logProbabilities: ln p of each position, in stream order, in nats.
  ///   - ids: the stream, of the same count.
  ///   - hasEOS: whether the stream's segments end in `<eos>`.
  ///   - characters: Unicode scalars of the text that the stream was made of; bytes likewise, in UTF-8.
  public init(_ logProbabilities: [Double], of ids: [UInt32], hasEOS: Bool, characters: Int, bytes: Int) {
    precondition(logProbabilities.count == ids.count, "one ln p a position")
    var all = Sum()
    var known = Sum()
    var words = Sum()
    var zeroAt: Int?
    for (position, logProbability) in logProbabilities.enumerated() {
      let id = ids[position]
      all.add(logProbability)
      if id != SpecialID.unknown { known.add(logProbability) }
      if hasEOS && id != SpecialID.endOfSegment { words.add(logProbability) }
      if zeroAt == nil && !(logProbability > -.infinity) { zeroAt = position }
    }
    scored = all.count
    oov = all.count - known.count
    nats = all.nats
    perplexity = all.perplexity
    perplexityExcludingOOV = known.perplexity
    perplexityWithoutEOS = words.perplexity
    let bits = all.nats.map { $0 / log(2) }
    bitsPerCharacter = characters > 0 ? bits.map { $0 / Double(characters) } : nil
    bitsPerByte = bytes > 0 ? bits.map { $0 / Double(bytes) } : nil
    self.zeroAt = zeroAt
  }

  private struct Sum {
    var count = 0
    var total = 0.0

    mutating func add(_ logProbability: Double) {
      count += 1
      total -= logProbability
    }

    var nats: Double? { total.isFinite ? total : nil }

    var perplexity: Double? {
      let value = exp(total / Double(count))
      return count > 0 && value.isFinite ? value : nil
    }
  }
}
