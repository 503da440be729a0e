import ArgumentParser
import Recurrent

/// How a network is trained. What is not given is a preset's, or the usual.
struct TrainingOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: ArgumentHelp("N, lanes that are read side by side.", valueName: "n"))
  var batch: Int?

  @Option(parsing: .unconditional, help: ArgumentHelp("T, steps that the gradient is carried back.", valueName: "t"))
  var steps: Int?

  @Option(parsing: .unconditional, help: ArgumentHelp("Times that train is read.", valueName: "n"))
  var epochs: Int?

  @Option(help: "What turns gradients into steps.")
  var optimizer: OptimizerKind?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Step size on the mean loss over N·T (default by optimizer: sgd 20, of tanh, relu and sigmoid 5, adam, adamw and rmsprop 0.002, adagrad 0.05, asgd 10).",
      valueName: "rate"), transform: CommaList.number)
  var learningRate: Double?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Of sgd and rmsprop (default: 0).", valueName: "share"),
    transform: CommaList.number)
  var momentum: Double?

  @Flag(inversion: .prefixedNo, help: "Nesterov's momentum, of sgd.")
  var nesterov: Bool?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("L2 penalty; adamw takes it off the weights (default: 0, adamw 0.01).", valueName: "λ"),
    transform: CommaList.number)
  var weightDecay: Double?

  @Option(help: "How the rate changes: divided where valid gets no better, decaying by epochs, or along a cosine.")
  var schedule: ScheduleName?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Of plateau: what the rate is divided by (default: 4).", valueName: "k"),
    transform: CommaList.number)
  var plateauFactor: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Of exponential: the rate's share that stays an epoch (default: 1/1.2).", valueName: "share"),
    transform: CommaList.number)
  var decay: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Of exponential: epochs before the first decay (default: 6).", valueName: "n"))
  var decayAfter: Int?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Of cosine: updates on the way up (default: 0).", valueName: "n"))
  var warmUp: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The largest global norm of the gradient; 0 for no limit.", valueName: "norm"),
    transform: CommaList.number)
  var clip: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The largest size of each of its elements; 0 for no limit (default).", valueName: "size"),
    transform: CommaList.number)
  var clipValue: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Share that is dropped of the input, between layers and of the output.", valueName: "share"),
    transform: CommaList.number)
  var dropout: Double?

  @Option(help: "A mask for each element and step (standard, default), or one a lane for all steps.")
  var dropoutKind: DropoutKind?

  @Option(
    name: .customLong("init"),
    help: ArgumentHelp(
      "standard (as word_language_model), uniform:B, xavier, orthogonal, or normal:K (variance K/inputs).",
      valueName: "kind"), transform: InitializationArgument.parse)
  var initialization: InitializationKind?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("What an LSTM's forget gates start with (default: as --init says).", valueName: "b"),
    transform: CommaList.number)
  var forgetBias: Double?

  @Option(help: "Lanes that read on with their state carried, or shuffled windows at a random offset.")
  var sampling: Sampling?

  @Flag(inversion: .prefixedNo, help: "Begin sequential lanes at a random position below T in each epoch.")
  var randomOffset: Bool?

  @Option(help: "What happens to the state at a segment's end.")
  var state: StateRule?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Epochs without a better valid after which training ends; 0 for never.", valueName: "n"))
  var patience: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Lanes that read valid during training: 1 is exact, more are faster and begin without a past.", valueName: "n"))
  var validationLanes: Int?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Seed of weights, dropout and sampling (default: 1).", valueName: "n"))
  var seed: UInt64?

  func validate() throws {
    for (option, value) in [
      ("--batch", batch), ("--steps", steps), ("--epochs", epochs), ("--validation-lanes", validationLanes),
    ] {
      if let value, !(1...1 << 30 ~= value) { throw ValidationError("\(option) takes a number from 1 to \(1 << 30)") }
    }
    for (option, value) in [("--patience", patience), ("--warm-up", warmUp), ("--decay-after", decayAfter)] {
      if let value, !(0...1 << 30 ~= value) { throw ValidationError("\(option) takes a number from 0 to \(1 << 30)") }
    }
    if let seed, seed > UInt64(Int.max) { throw ValidationError("--seed takes a number up to \(Int.max)") }
    if let learningRate, !(learningRate > 0 && learningRate.isFinite) {
      throw ValidationError("--learning-rate takes a number above 0")
    }
    for (option, value) in [("--clip", clip), ("--clip-value", clipValue), ("--weight-decay", weightDecay)] {
      if let value, !(value >= 0 && value.isFinite) { throw ValidationError("\(option) takes a number of at least 0") }
    }
    if let forgetBias, !(abs(forgetBias) <= 1e6) {
      throw ValidationError("--forget-bias takes a number from -1000000 to 1000000")
    }
  }

  /// What is given, over what stands without it.
  /// - Throws: `ValidationError` for what does not go together.
  func settings(over base: TrainingSettings, cell: CellKind) throws -> TrainingSettings {
    var settings = base
    settings.lanes = batch ?? base.lanes
    settings.steps = steps ?? base.steps
    settings.epochs = epochs ?? base.epochs
    settings.optimizer = try rule(over: base.optimizer)
    settings.schedule = try schedule(over: base.schedule)
    settings.clip = clip.map { $0 == 0 ? nil : $0 } ?? base.clip
    settings.clipValue = clipValue.map { $0 == 0 ? nil : $0 } ?? base.clipValue
    settings.dropout.rate = dropout ?? base.dropout.rate
    settings.dropout.kind = dropoutKind ?? base.dropout.kind
    settings.initialization.kind = initialization ?? base.initialization.kind
    if forgetBias != nil && cell != .lstm { throw ValidationError("--forget-bias goes with --cell lstm") }
    settings.initialization.forgetBias = cell == .lstm ? forgetBias ?? base.initialization.forgetBias : nil
    settings.sampling = sampling ?? base.sampling
    settings.hasRandomOffset = randomOffset ?? (settings.sampling == .sequential && base.hasRandomOffset)
    if randomOffset == true && settings.sampling == .random {
      throw ValidationError("--random-offset goes with --sampling sequential: random windows have one in any case")
    }
    settings.clearsAtSegments = state.map { $0 == .reset } ?? base.clearsAtSegments
    settings.patience = patience.map { $0 == 0 ? nil : $0 } ?? base.patience
    settings.validationLanes = validationLanes ?? base.validationLanes
    settings.seed = seed ?? base.seed
    do { try settings.check() } catch { throw ValidationError("\(error)") }
    return settings
  }

  /// Constants of another rule than the base's are that rule's own.
  private func rule(over base: OptimizerSettings) throws -> OptimizerSettings {
    let kind = optimizer ?? base.kind
    var rule = kind == base.kind ? base : OptimizerSettings(kind, learningRate: kind.usualRate)
    rule.learningRate = learningRate ?? rule.learningRate
    if let momentum, momentum != 0, kind != .sgd && kind != .rmsprop {
      throw ValidationError("--momentum goes with --optimizer sgd or rmsprop")
    }
    rule.momentum = momentum ?? rule.momentum
    if nesterov == true && kind != .sgd { throw ValidationError("--nesterov goes with --optimizer sgd") }
    rule.isNesterov = nesterov ?? rule.isNesterov
    rule.weightDecay = weightDecay ?? rule.weightDecay
    return rule
  }

  private func schedule(over base: Schedule) throws -> Schedule {
    let name = schedule ?? ScheduleName(base)
    for (option, isGiven, owner) in [
      ("--plateau-factor", plateauFactor != nil, ScheduleName.plateau), ("--decay", decay != nil, .exponential),
      ("--decay-after", decayAfter != nil, .exponential), ("--warm-up", warmUp != nil, .cosine),
    ] where isGiven && name != owner {
      throw ValidationError("\(option) goes with --schedule \(owner.rawValue)")
    }
    switch (name, base) {
    case (.constant, _): return .constant
    case (.plateau, .plateau(let factor)): return .plateau(factor: plateauFactor ?? factor)
    case (.plateau, _): return .plateau(factor: plateauFactor ?? 4)
    case (.exponential, .exponential(let standing, let after)):
      return .exponential(decay: decay ?? standing, after: decayAfter ?? after)
    case (.exponential, _): return .exponential(decay: decay ?? 1 / 1.2, after: decayAfter ?? 6)
    case (.cosine, .cosine(let standing, let floor)): return .cosine(warmUp: warmUp ?? standing, floor: floor)
    case (.cosine, _): return .cosine(warmUp: warmUp ?? 0, floor: 0)
    }
  }
}
