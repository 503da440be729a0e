/// What a neural cache is, beside the network that it looks back over.
public struct NeuralCacheSettings: Codable, Hashable, Sendable {
  /// θ: how much likeness counts: 0 for a unigram cache, in which all that was seen counts alike.
  public var theta: Double
  /// W: how many of the last tokens are looked back over.
  public var window: Int
  /// λ: the cache's share of each probability.
  public var weight: Double
  /// Whether `<unk>` is looked back at; otherwise it is passed over, and the window reaches further back.
  ///
  /// For networks whose training text has it: others give it next to nothing, and a cache that counts it looks brilliant
  /// for nothing but noticing that it occurs (tiny Shakespeare by white space: an LSTM's perplexity 518 became 137, of which
  /// 481 is left; without `<unk>` it is the other that is better: 189 against 202).
  public var countsUnknown: Bool

  /// Tokens that a cache may look back over: each takes as many numbers as the network has units.
  public static let windows = 1...100_000

  public init(theta: Double, window: Int, weight: Double, countsUnknown: Bool = true) {
    self.theta = theta
    self.window = window
    self.weight = weight
    self.countsUnknown = countsUnknown
  }

  /// Settings that do not say so count `<unk>`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    theta = try values.decode(Double.self, forKey: .theta)
    window = try values.decode(Int.self, forKey: .window)
    weight = try values.decode(Double.self, forKey: .weight)
    countsUnknown = try values.decodeIfPresent(Bool.self, forKey: .countsUnknown) ?? true
  }

  /// - Throws: ``RecurrentError/badSetting(name:value:expected:)``.
  public func check() throws(RecurrentError) {
    guard theta >= 0 && theta <= 1e6 else {
      throw .badSetting(name: "the cache's theta", value: "\(theta)", expected: "a number from 0 to 1,000,000")
    }
    guard Self.windows.contains(window) else {
      throw .badSetting(
        name: "the cache's window", value: "\(window)",
        expected: "a number of tokens from 1 to \(Self.windows.last ?? 1)")
    }
    guard weight >= 0 && weight < 1 else {
      throw .badSetting(name: "the cache's weight", value: "\(weight)", expected: "a share from 0 to below 1")
    }
  }
}
