internal import Foundation

/// Where a schedule stands: what a training asks for its rate, and a checkpoint stores.
public struct ScheduleState: Codable, Hashable, Sendable {
  public let schedule: Schedule
  /// The rate before the schedule changes it; under a plateau schedule as divided so far.
  public private(set) var learningRate: Double
  /// The lowest perplexity on `valid` so far; nil before the first that is a number.
  public private(set) var best: Double?

  public init(_ schedule: Schedule, learningRate: Double) {
    self.schedule = schedule
    self.learningRate = learningRate
  }

  /// The rate of one update.
  /// - Parameters:
  ///   - update: counted from 0 over the whole training.
  ///   - total: the updates of the whole training.
  ///   - epoch: counted from 0.
  public func rate(atUpdate update: Int, of total: Int, epoch: Int) -> Double {
    switch schedule {
    case .constant, .plateau: learningRate
    case .exponential(let decay, let after): learningRate * pow(decay, Double(max(0, epoch + 1 - after)))
    case .cosine(let warmUp, _) where update < warmUp: learningRate * Double(update + 1) / Double(warmUp + 1)
    case .cosine(let warmUp, let floor):
      // The peak is update `warmUp`, the floor is the last one's. (Loshchilov & Hutter 2017, without restarts.)
      learningRate
        * (floor + (1 - floor) * (1 + cos(.pi * min(1, Double(update - warmUp) / Double(max(1, total - 1 - warmUp)))))
          / 2)
    }
  }

  /// Tells the schedule what an epoch brought; under a plateau schedule the rate falls unless it is a new best.
  /// - Parameter valid: the perplexity on `valid`, or anything else that is better the lower it is.
  public mutating func epochEnded(valid: Double) {
    if valid < best ?? .infinity {
      best = valid
    } else if case .plateau(let factor) = schedule {
      learningRate /= factor
    }
  }
}
