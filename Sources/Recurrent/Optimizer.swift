internal import Foundation
public import Platform

/// Turns gradients into steps, by one of PyTorch's rules, and holds the moments these need.
///
///     optimizer.beginStep()
///     optimizer.update(parameters, gradients, range: part, rate: 0.1, factor: coefficient)  // for disjoint parts
///
/// Memory: ``OptimizerSettings/momentNames`` numbers a weight. Parts may be updated on several threads at once;
/// everything else belongs to one thread, between updates.
public final class Optimizer<S: UpdateScalar>: @unchecked Sendable {
  public let settings: OptimizerSettings
  /// As many as ``OptimizerSettings/momentNames``, zero at first, each with an element a weight. A checkpoint stores
  /// them and ``state``; writing both back goes on to the bit.
  public let moments: [View<S>]
  public var state = OptimizerState()

  /// - Parameter count: the number of weights.
  public init(_ settings: OptimizerSettings, count: Int) throws(OutOfMemory) {
    self.settings = settings
    var moments: [View<S>] = []
    for _ in settings.momentNames { moments.append(try View(count: count)) }
    self.moments = moments
  }

  /// Whether a weight whose gradient is zero stays as it is, and its moments too: rows that were not read need no
  /// update. To be asked after ``beginStep()``: it ends where an average begins.
  public var touchesOnlyGradients: Bool {
    guard settings.weightDecay == 0 else { return false }
    return switch settings.kind {
    case .sgd: settings.momentum == 0
    case .adagrad: true
    case .asgd: state.averaged == 0
    case .adam, .adamw, .rmsprop: false
    }
  }

  /// The mean of the weights since averaging began: what is validated and becomes the model. nil before.
  public var averaged: View<S>? { state.averaged > 0 ? moments[0] : nil }

  /// ASGD: weights are averaged from the next update on. Nothing for other rules, or where they are already.
  public func startAveraging() { state.isAveraging = settings.kind == .asgd }

  /// Counts an update, before its parts.
  public func beginStep() {
    state.steps += 1
    if let first = settings.averagesFrom, state.steps >= first { startAveraging() }
    if state.isAveraging { state.averaged += 1 }
  }

  /// Updates the weights of `range`, after ``beginStep()``. With g = clamp(factor · gradient, ±clipValue):
  /// `UpdateScalar` has the rules' formulas.
  /// - Parameters:
  ///   - rate: the learning rate of this update.
  ///   - factor: what clipping by the global norm leaves of the gradient.
  ///   - clipValue: the largest size of each element of the gradient; nil for no limit.
  public func update(
    _ parameters: View<S>, _ gradients: View<S>, range: Range<Int>, rate: Double, factor: S, clipValue: S? = nil
  ) {
    precondition(state.steps > 0, "a step is begun before its updates")
    let w = parameters[range]
    let g = Slopes(
      gradients[range], factor: factor, limit: clipValue ?? .infinity,
      decay: settings.kind == .adamw ? 0 : S(settings.weightDecay))
    let epsilon = S(settings.epsilon)
    switch settings.kind {
    case .sgd where settings.momentum == 0:
      S.sgd(w, g, rate: S(rate))
    case .sgd:
      S.momentum(
        w, g, velocity: moments[0][range], rate: S(rate), momentum: S(settings.momentum),
        isNesterov: settings.isNesterov)
    case .adam, .adamw:
      S.adam(w, g, mean: moments[0][range], meanSquare: moments[1][range], adamConstants(rate: rate))
    case .rmsprop where settings.momentum == 0:
      S.rmsprop(w, g, meanSquare: moments[0][range], rate: S(rate), alpha: S(settings.alpha), epsilon: epsilon)
    case .rmsprop:
      S.rmsprop(
        w, g, meanSquare: moments[0][range], velocity: moments[1][range], rate: S(rate), alpha: S(settings.alpha),
        epsilon: epsilon, momentum: S(settings.momentum))
    case .adagrad:
      S.adagrad(w, g, sum: moments[0][range], rate: S(rate), epsilon: epsilon)
    case .asgd where state.averaged == 0:
      S.sgd(w, g, rate: S(rate))
    case .asgd:
      S.averaged(w, g, average: moments[0][range], rate: S(rate), share: S(1 / Double(state.averaged)))
    }
  }

  /// From the count of steps each time, not from a running product: so a training that was stopped goes on alike.
  private func adamConstants(rate: Double) -> AdamConstants<S> {
    let t = Double(state.steps)
    return AdamConstants(
      kept: S(settings.kind == .adamw ? 1 - rate * settings.weightDecay : 1), beta1: S(settings.beta1),
      beta2: S(settings.beta2), stepSize: S(rate / (1 - pow(settings.beta1, t))),
      rootCorrection: S(1 / (1 - pow(settings.beta2, t)).squareRoot()), epsilon: S(settings.epsilon))
  }
}

extension OptimizerSettings {
  /// What is held for each weight, by the names of PyTorch's optimizers.
  public var momentNames: [String] {
    switch kind {
    case .sgd: momentum == 0 ? [] : ["momentum_buffer"]
    case .adam, .adamw: ["exp_avg", "exp_avg_sq"]
    case .rmsprop: momentum == 0 ? ["square_avg"] : ["square_avg", "momentum_buffer"]
    case .adagrad: ["sum"]
    case .asgd: ["ax"]
    }
  }
}
