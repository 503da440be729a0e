/// A row of `metric`: one point of a training curve.
public struct MetricRecord: Sendable, Equatable {
  public var name: String
  public var step: Int
  public var epoch: Double?
  /// What is not finite is stored as NULL.
  public var value: Double?
  /// Milliseconds since the run began.
  public var wallMilliseconds: Int

  public init(name: String, step: Int, epoch: Double? = nil, value: Double?, wallMilliseconds: Int) {
    self.name = name
    self.step = step
    self.epoch = epoch
    self.value = value
    self.wallMilliseconds = wallMilliseconds
  }
}
