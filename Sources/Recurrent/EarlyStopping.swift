/// When training ends because `valid` does not get better, and which epoch was the best.
public struct EarlyStopping: Codable, Hashable, Sendable {
  /// Epochs without a better `valid` after which training ends; nil for never.
  public let patience: Int?
  /// The lowest perplexity so far and its epoch; nil before the first that is a number.
  public private(set) var best: Double?
  public private(set) var bestEpoch: Int?
  /// Epochs since the best one.
  public private(set) var epochsWithoutBetter = 0

  public init(patience: Int?) { self.patience = patience }

  /// Tells what an epoch brought.
  /// - Parameter valid: the perplexity on `valid`; infinity and what is no number are never better.
  /// - Returns: whether it is the best epoch so far.
  public mutating func epochEnded(_ epoch: Int, valid: Double) -> Bool {
    guard valid < best ?? .infinity else {
      epochsWithoutBetter += 1
      return false
    }
    best = valid
    bestEpoch = epoch
    epochsWithoutBetter = 0
    return true
  }

  /// Whether training ends here.
  public var isOver: Bool { patience.map { epochsWithoutBetter >= max(1, $0) } ?? false }
}
