/// How a network learns from the text that it is scored on.
public struct DynamicEvaluationSettings: Codable, Hashable, Sendable {
  /// The learning rate, on the mean loss of a window; 0 learns nothing.
  public var rate: Double
  /// T: tokens that are scored before the weights learn from them, and the length of backpropagation.
  public var steps: Int
  /// The largest norm of a gradient; nil for any.
  public var clip: Double?

  public init(rate: Double, steps: Int = 20, clip: Double? = 1) {
    self.rate = rate
    self.steps = steps
    self.clip = clip
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
