internal import Evaluation
internal import Ledger
internal import Report

/// A log-linear mixture of stored models: weights by Newton's method on some of `valid`, then every split scored.
///
/// Each position takes the whole distribution of every part: what that costs is measured and told before it is begun.
/// Memory: the parts, a few numbers for each type, and a state of each part for every stretch of the sample: with a neural
/// cache that is its window.
struct MixLogLinear {
  private let name: String
  private let parts: MixParts
  private let ledger: Ledger
  private let run: String
  private let bench: Workbench
  private let replaces: Bool

  /// Positions that weights are chosen on, and how many of them lie together: spread over the split, for its beginning is
  /// no fair sample of a book.
  static let (mostPositions, stretch) = (5000, 100)

  init(_ name: String, _ parts: MixParts, _ ledger: Ledger, _ run: String, _ bench: Workbench, replaces: Bool) {
    self.name = name
    self.parts = parts
    self.ledger = ledger
    self.run = run
    self.bench = bench
    self.replaces = replaces
  }

  func callAsFunction(_ valid: SplitRecord) throws {
    let corpus = parts.corpus
    // Distributions of the parts, their product, and what Newton's method makes of them.
    let (memory, isTooLarge) = corpus.record.vocabularySize.multipliedReportingOverflow(
      by: 8 * (2 * parts.models.count + 4))
    try bench.require(isTooLarge ? nil : memory, beside: Workbench.leastMemory, for: "a log-linear mixture")
    let stored = try parts.models.map { try StoredModel($0.name, of: corpus, in: ledger, bench) }
    try bench.require(
      LogLinearSample.memory(
        stored.map(\.stateBytes), of: valid.scored, positions: Self.mostPositions, stretch: Self.stretch),
      for: "the states of a log-linear mixture")
    let models = stored.map { AnyLanguageModel($0.model) }
    let clock = ContinuousClock()
    let begun = clock.now
    let ids = try corpus.ids(.valid)
    let sample = LogLinearSample(models, ids, positions: Self.mostPositions, stretch: Self.stretch)
    tellCost(sample)
    let found = try tune(sample)
    let tunedOn = sample.count - found.zeros
    guard tunedOn > 0 else { throw MixError.nothingToTuneOn(corpus: corpus.record.name, models: parts.names) }
    let settings = MixSettings(
      method: .logLinear, parts: parts.combined(found.weights), tunedOn: tunedOn,
      nats: -found.logLikelihood / Double(tunedOn), iterations: found.iterations)
    let mixture = MixtureModel(models, weights: found.weights, .logLinear)
    let seconds = (clock.now - begun).seconds
    try parts.add(name, settings, seconds: seconds, run: run, replacing: replaces, bench) { _, ids in
      score(ids, mixture)
    }
  }

  /// Says how long it will take, where that is not soon.
  private func tellCost(_ sample: LogLinearSample) {
    let (clock, weights) = (ContinuousClock(), parts.models.map { _ in 1 / Double(parts.models.count) })
    var (begun, count) = (clock.now, 0)
    sample.lastPositions(20, before: { begun = clock.now }) { id, distributions in
      _ = LogLinearMixture.logProbability(of: id, distributions, weights: weights)
      count += 1
    }
    let each = (clock.now - begun).seconds / Double(max(1, count))
    let scored = parts.corpus.splits.reduce(0) { $0 + ($1.name == .train ? 0 : Double($1.scored)) }
    // Newton's method goes over its sample some eight times.
    let seconds = each * (8 * Double(sample.count) + scored)
    guard seconds > 10 else { return }
    bench.progress(
      .note(
        """
        \(name): whole distributions at \(Figures.significant(scored)) positions, about \
        \(Figures.significant((seconds / 60).rounded(.up))) min
        """))
  }

  private func tune(_ sample: LogLinearSample) throws -> LogLinearMixture {
    bench.progress(.stage("weights of \(name)"))
    var source = sample
    var done = 0
    return LogLinearMixture.weights(of: sample.ids(sample.count), parts: parts.models.count) { position in
      done += 1
      if done % 100 == 0 { bench.progress(.amount(done: done, total: nil, unit: "positions")) }
      return source.distributions(at: position)
    }
  }

  private func score(_ ids: [UInt32], _ mixture: MixtureModel) -> [Double] {
    var (state, out) = (mixture.start(), [Double]())
    out.reserveCapacity(ids.count)
    for start in stride(from: 0, to: ids.count, by: Self.stretch) {
      out += mixture.score(Array(ids[start..<min(start + Self.stretch, ids.count)]), from: &state)
      bench.progress(.amount(done: out.count, total: ids.count, unit: "positions"))
    }
    return out
  }
}

/// Stretches of a text, evenly spread, with what each model has read before them.
struct LogLinearSample {
  private let models: [AnyLanguageModel]
  private let text: [UInt32]
  private let stretches: [Range<Int>]
  /// Of the models, at each stretch's beginning.
  private let states: [[AnyLanguageModel.State]]
  /// Where the sample's positions are.
  private let places: [Int]
  private var now: [AnyLanguageModel.State]
  /// The stretch that `now` is in.
  private var current = 0

  /// - Parameters:
  ///   - ids: the text; not empty.
  ///   - positions: how many are wanted at most.
  ///   - stretch: how many of them lie together.
  init(_ models: [AnyLanguageModel], _ ids: [UInt32], positions: Int, stretch: Int) {
    self.models = models
    text = ids
    let count = (min(positions, ids.count) + stretch - 1) / stretch
    stretches =
      ids.count <= positions
      ? [0..<ids.count]
      : (0..<count).map { index in
        let start = index * (ids.count / count)
        return start..<start + stretch
      }
    places = stretches.flatMap(\.self)
    var (state, at) = (models.map { $0.start() }, 0)
    states = stretches.map { stretch in
      let gap = Array(ids[at..<stretch.lowerBound])
      // Scoring reads many tokens at once, where stepping takes one.
      for (place, model) in models.enumerated() where !gap.isEmpty { _ = model.score(gap, from: &state[place]) }
      at = stretch.lowerBound
      return state
    }
    now = states.first ?? []
  }

  /// Positions in all stretches.
  var count: Int { places.count }

  /// The first ids of the sample.
  func ids(_ count: Int) -> [UInt32] { places.prefix(count).map { text[$0] } }

  /// Bytes that the states take: one a stretch, and while the models step, one that grows to twice its window and is copied
  /// as it does.
  /// - Parameters:
  ///   - states: bytes of a state of each model.
  ///   - length: of the text.
  /// - Returns: nil beyond any memory.
  static func memory(_ states: [Int], of length: Int, positions: Int, stretch: Int) -> Int? {
    let count = length <= positions ? 1 : (positions + stretch - 1) / stretch
    var sum = Workbench.leastMemory
    for state in states {
      let (bytes, isTooLarge) = state.multipliedReportingOverflow(by: count + 6)
      let (all, isSumTooLarge) = sum.addingReportingOverflow(bytes)
      if isTooLarge || isSumTooLarge { return nil }
      sum = all
    }
    return sum
  }

  /// Hands out the sample's last positions, where caches are as full as they come.
  /// - Parameters:
  ///   - before: called when all that stands before them has been read.
  ///   - body: gets an id, and ln p of every type there, of each model.
  func lastPositions(_ count: Int, before: () -> Void, _ body: (UInt32, [[Double]]) -> Void) {
    guard let stretch = stretches.last, var state = states.last else { return }
    let first = max(stretch.lowerBound, stretch.upperBound - count)
    let gap = Array(text[stretch.lowerBound..<first])
    for (place, model) in models.enumerated() where !gap.isEmpty { _ = model.score(gap, from: &state[place]) }
    before()
    for id in text[first..<stretch.upperBound] {
      body(id, zip(models, state).map { model, state in model.distribution(after: state) })
      for (place, model) in models.enumerated() { model.advance(&state[place], by: id) }
    }
  }

  /// ln p of every type at a position of the sample, of each model. Positions are asked for in order, from 0 on.
  mutating func distributions(at position: Int) -> [[Double]] {
    let place = places[position]
    if position == 0 { current = 0 }
    if place == stretches[current].upperBound || position > 0 && place != places[position - 1] + 1 { current += 1 }
    if place == stretches[current].lowerBound {
      now = states[current]
    } else {
      for (index, model) in models.enumerated() { model.advance(&now[index], by: text[place - 1]) }
    }
    return zip(models, now).map { model, state in model.distribution(after: state) }
  }
}
