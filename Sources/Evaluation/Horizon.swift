/// How well a model predicts k tokens ahead, at one k, over all origins.
public struct HorizonFigures: Equatable, Sendable {
  /// Tokens ahead: 1 is the next one.
  public let k: Int
  /// Places from which was predicted.
  public let origins: Int
  /// How often the k-th token that the model predicted for itself was the true one.
  public internal(set) var hits = 0
  /// Σ −ln p of the true token under the distribution that the model's own predictions led to; +∞ where one had
  /// probability zero.
  public internal(set) var nats = 0.0
  /// The same of the same tokens, each after its true history.
  public internal(set) var oneStepHits = 0
  public internal(set) var oneStepNats = 0.0

  init(k: Int, origins: Int) {
    self.k = k
    self.origins = origins
  }
}

/// Prediction k tokens ahead: the model reads true history up to an origin, then its own most probable predictions.
///
/// At an origin t the model has read the t tokens before it. Its k-th distribution is that after t and k − 1 predictions
/// of its own, each the most probable token (of equals the lower id); the k-th hit is that distribution's most probable
/// token being the true one, t + k − 1. Beside it stands what the model says of the same tokens after true history, so
/// that the growth of errors is seen and not the difficulty of other tokens: at k = 1 both are the same numbers
/// (Dive into Deep Learning 9.1.3.2, "k-step-ahead predictions").
///
/// Origins are the same for each k and each model of a stream, so that curves may be compared.
public struct HorizonEvaluation: Sendable {
  /// Ascending, each once.
  public let horizons: [Int]
  /// The most origins; where the stream has more places they lie evenly over it.
  public let origins: Int

  /// - Parameters:
  ///   - horizons: each at least 1, in any order.
  ///   - origins: at least 1.
  public init(horizons: [Int] = [1, 2, 4, 8, 16], origins: Int = 1000) {
    precondition(horizons.allSatisfy { $0 >= 1 } && origins >= 1, "horizons and origins are at least 1")
    self.horizons = horizons.sorted().reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    self.origins = origins
  }

  /// Where predictions begin: ascending; each leaves room for the largest horizon. None where the stream is shorter.
  public func places(in positions: Int) -> [Int] {
    guard let most = horizons.last, positions >= most else { return [] }
    let room = positions - most + 1
    let count = min(origins, room)
    // Both factors fit: a stream's length times a number of origins that is no larger.
    return (0..<count).map { index in
      let (product, isTooLarge) = index.multipliedReportingOverflow(by: room)
      return isTooLarge ? Int(Double(index) / Double(count) * Double(room)) : product / count
    }
  }

  /// The figures for each horizon, ascending.
  ///
  /// Complexity: O(positions) steps of the model, and for each origin a distribution over V a step up to the largest
  /// horizon, and one a horizon after true history.
  /// - Parameters:
  ///   - ids: the stream, each below V; read from its beginning.
  ///   - progress: called with the origins done and their number.
  /// - Returns: none where the stream is shorter than the largest horizon.
  public func callAsFunction(
    _ model: some LanguageModel, on ids: [UInt32], progress: (Int, Int) -> Void = { _, _ in }
  ) -> [HorizonFigures] {
    let places = places(in: ids.count)
    guard let last = places.last, let farthest = horizons.last else { return [] }
    var figures = horizons.map { HorizonFigures(k: $0, origins: places.count) }
    let asked = Self.asked(places, horizons, positions: ids.count)
    // What is asked at a place after true history: ln p of the token there, and whether it is the most probable one.
    var truth = [Forecast?](repeating: nil, count: ids.count)
    var state = model.start()
    var next = 0
    for position in 0..<last + farthest {
      if asked[position] {
        let distribution = model.distribution(after: state)
        let forecast = Forecast(distribution, of: ids[position])
        truth[position] = forecast
        if next < places.count && places[next] == position {
          predict(model, from: state, forecast, ids, position, &figures)
          next += 1
          progress(next, places.count)
        }
      }
      if position + 1 < last + farthest { model.advance(&state, by: ids[position]) }
    }
    for place in places {
      for index in figures.indices {
        guard let forecast = truth[place + figures[index].k - 1] else { preconditionFailure("each place was asked") }
        figures[index].oneStepHits += forecast.isHit ? 1 : 0
        figures[index].oneStepNats -= forecast.logProbability
      }
    }
    return figures
  }

  /// One origin: on from `state` by the model's own predictions.
  /// - Parameter first: what the model says at the origin itself.
  private func predict<Model: LanguageModel>(
    _ model: Model, from state: Model.State, _ first: Forecast, _ ids: [UInt32], _ origin: Int,
    _ figures: inout [HorizonFigures]
  ) {
    var (state, forecast) = (state, first)
    var index = 0
    for k in 1...(horizons.last ?? 1) {
      if k > 1 {
        // A model that excludes every token predicts none: from there on it is wrong and says nothing.
        guard let prediction = forecast.prediction else {
          for rest in index..<figures.count { figures[rest].nats = .infinity }
          return
        }
        model.advance(&state, by: prediction)
        forecast = Forecast(model.distribution(after: state), of: ids[origin + k - 1])
      }
      if figures[index].k == k {
        figures[index].hits += forecast.isHit ? 1 : 0
        figures[index].nats -= forecast.logProbability
        index += 1
      }
    }
  }

  /// The places whose one-step distribution is wanted.
  private static func asked(_ places: [Int], _ horizons: [Int], positions: Int) -> [Bool] {
    var asked = [Bool](repeating: false, count: positions)
    for place in places {
      asked[place] = true
      for k in horizons { asked[place + k - 1] = true }
    }
    return asked
  }

  /// What a distribution says of one token, and of what comes next.
  private struct Forecast {
    /// The most probable token, of equals the lowest id; nil where all are excluded.
    let prediction: UInt32?
    /// Of the true token.
    let logProbability: Double
    let isHit: Bool

    init(_ distribution: [Double], of id: UInt32) {
      var (best, most) = (-1, -Double.infinity)
      // What is not a number is larger than nothing.
      for (candidate, logProbability) in distribution.enumerated() where logProbability > most {
        (best, most) = (candidate, logProbability)
      }
      prediction = best >= 0 ? UInt32(best) : nil
      let own = distribution[Int(id)]
      logProbability = own.isNaN ? -.infinity : own
      isHit = best == Int(id)
    }
  }
}
