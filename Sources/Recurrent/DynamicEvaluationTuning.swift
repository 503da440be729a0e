internal import Evaluation
internal import Platform

/// Which learning rates are tried on `valid`.
public struct DynamicEvaluationGrid: Codable, Hashable, Sendable {
  public var rates: [Double]
  /// T and the clip, which all share.
  public var steps: Int
  public var clip: Double?
  /// Positions from the start of `valid` that are looked at: each rate reads them all.
  public var mostPositions: Int

  public init(
    rates: [Double] = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2], steps: Int = 20, clip: Double? = 1, mostPositions: Int = 10_000
  ) {
    self.rates = rates
    self.steps = steps
    self.clip = clip
    self.mostPositions = mostPositions
  }
}

/// What was found on `valid`.
public struct DynamicEvaluationTuning: Equatable, Sendable {
  public let settings: DynamicEvaluationSettings
  /// How many positions it was found on.
  public let positions: Int
  /// Σ −ln p over them, while learning and without.
  public let nats: Double
  public let networkNats: Double
  /// The loss of each rate, ascending; infinite where it diverged.
  public let points: [Point]

  public struct Point: Codable, Equatable, Sendable {
    public let rate: Double
    public let nats: Double
  }
}

extension DynamicEvaluationGrid {
  /// The rate with the least loss on a stream; of equals the smaller.
  ///
  /// As many rates are tried side by side as the network has threads, each with weights of its own; what is found does not
  /// depend on their number.
  /// - Parameters:
  ///   - valid: from its beginning; not empty.
  ///   - learnsUnknown: see ``DynamicEvaluationSettings/learnsUnknown``.
  ///   - progress: called with the rates done and their number.
  /// - Throws: ``RecurrentError``: a grid out of bounds, no memory, or that every rate diverges.
  public func tune(
    _ network: RecurrentModel, on valid: [UInt32], learnsUnknown: Bool = true,
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws(RecurrentError) -> DynamicEvaluationTuning {
    let rates = rates.sorted()
    guard !rates.isEmpty, mostPositions >= 1 else {
      throw .badSetting(name: "the grid of learning rates", value: "empty", expected: "at least one")
    }
    var evaluations: [DynamicEvaluation] = []
    for rate in rates {
      let settings = DynamicEvaluationSettings(rate: rate, steps: steps, clip: clip, learnsUnknown: learnsUnknown)
      evaluations.append(try DynamicEvaluation(settings))
    }
    let ids = Array(valid.prefix(mostPositions))
    var state = network.start()
    let networkNats = -network.score(ids, from: &state).reduce(0, +)
    var points: [DynamicEvaluationTuning.Point] = []
    var divergence: RecurrentError?
    let threads = max(1, network.threads)
    while points.count < rates.count {
      let tried = points.count..<min(points.count + threads, rates.count)
      let losses = inParallel(tried.count, threads: threads) { index -> Result<Double, RecurrentError> in
        do throws(RecurrentError) {
          return .success(-(try evaluations[tried.lowerBound + index](network, on: ids).reduce(0, +)))
        } catch {
          return .failure(error)
        }
      }
      for (rate, loss) in zip(rates[tried], losses) {
        switch loss {
        case .success(let nats): points.append(DynamicEvaluationTuning.Point(rate: rate, nats: nats))
        case .failure(.evaluationDiverged(let position, let rate)):
          divergence = divergence ?? .evaluationDiverged(position: position, learningRate: rate)
          points.append(DynamicEvaluationTuning.Point(rate: rate, nats: .infinity))
        case .failure(let error): throw error
        }
      }
      progress(points.count, rates.count)
    }
    guard let best = points.min(by: { $0.nats < $1.nats }), best.nats < .infinity || divergence == nil else {
      throw divergence ?? .evaluationDiverged(position: 0, learningRate: rates[0])
    }
    return DynamicEvaluationTuning(
      settings: DynamicEvaluationSettings(rate: best.rate, steps: steps, clip: clip, learnsUnknown: learnsUnknown),
      positions: ids.count, nats: best.nats, networkNats: networkNats, points: points)
  }

  /// Bytes that tuning takes beside the network and the stream; nil where that is beyond any memory.
  public func memory(_ shape: NetworkShape, threads: Int) -> Int? {
    guard let one = DynamicEvaluation.memory(shape, steps: steps) else { return nil }
    let (bytes, isTooLarge) = one.multipliedReportingOverflow(by: max(1, min(threads, rates.count)))
    return isTooLarge ? nil : bytes
  }
}
