/// How a network learns from the text that it is scored on.
public struct DynamicEvaluationSettings: Codable, Hashable, Sendable {
  /// The learning rate, on the mean loss of a window; 0 learns nothing.
  public var rate: Double
  /// T: tokens that are scored before the weights learn from them, and the length of backpropagation.
  public var steps: Int
  /// The largest norm of a gradient; nil for any.
  public var clip: Double?
  /// Whether the places of `<unk>` are learnt from; otherwise they weigh nothing in a window's mean loss.
  ///
  /// For networks whose training text has it: others give it next to nothing, and one that learns it from the text it is
  /// scored on looks brilliant for nothing but noticing that it occurs (tiny Shakespeare by white space: an LSTM's
  /// perplexity 518 became 123, of which 455 is left; without `<unk>` it is the other that is better: 174 against 195).
  public var learnsUnknown: Bool

  public init(rate: Double, steps: Int = 20, clip: Double? = 1, learnsUnknown: Bool = true) {
    self.rate = rate
    self.steps = steps
    self.clip = clip
    self.learnsUnknown = learnsUnknown
  }

  /// Settings that do not say so learn `<unk>`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    rate = try values.decode(Double.self, forKey: .rate)
    steps = try values.decode(Int.self, forKey: .steps)
    clip = try values.decodeIfPresent(Double.self, forKey: .clip)
    learnsUnknown = try values.decodeIfPresent(Bool.self, forKey: .learnsUnknown) ?? true
  }

  /// - Throws: ``RecurrentError/badSetting(name:value:expected:)``.
  public func check() throws(RecurrentError) {
    guard rate >= 0 && rate <= 1e6 else {
      throw .badSetting(
        name: "the learning rate of dynamic evaluation", value: "\(rate)", expected: "a number from 0 to 1,000,000")
    }
    guard (1...10_000).contains(steps) else {
      throw .badSetting(
        name: "the window of dynamic evaluation", value: "\(steps)", expected: "a number of tokens from 1 to 10,000")
    }
    guard clip ?? 1 > 0 && clip ?? 1 < .infinity else {
      throw .badSetting(
        name: "the clip of dynamic evaluation", value: "\(clip ?? 0)", expected: "a gradient's norm above 0")
    }
  }
}
