/// What a checkpoint may be gone on with: nothing but what it was made with, or more epochs of it.
extension Checkpoint {
  /// Every setting that differs from the recorded one, in words, by the name of its option; empty where training may go on.
  ///
  /// A larger `--epochs` passes, unless the schedule stretches over all epochs: the updates so far would have been others.
  /// - Parameter threads: parts that batches would be cut into; other numbers give other last digits.
  public func refusals(
    for shape: NetworkShape, _ settings: TrainingSettings, hasEOS: Bool, threads: Int
  ) -> [String] {
    let recorded = Self.rows(header.shape, header.settings, hasEOS: header.hasEOS, threads: header.threads)
    let given = Self.rows(
      shape, settings, hasEOS: hasEOS, threads: Trainer.parts(of: settings.lanes, threads: threads))
    // Where the embedding is the output's table, its width is that of --hidden, which is named.
    let isTied = header.shape.isTied || shape.isTied
    var refusals = zip(recorded, given).filter {
      $0.value != $1.value && !(isTied && $0.name == "--embedding")
    }.map { recorded, given in
      "\(recorded.name) was \(recorded.value), and is \(given.value) now"
    }
    let epochs = (was: header.settings.epochs, now: settings.epochs)
    if epochs.now < epochs.was {
      refusals.append("--epochs was \(epochs.was), and is \(epochs.now) now: it may only be larger")
    } else if epochs.now > epochs.was, case .cosine = settings.schedule {
      refusals.append(
        "--epochs was \(epochs.was), and is \(epochs.now) now: a cosine schedule runs over all epochs from the start")
    }
    return refusals
  }

  /// The parts of each list are in the same order.
  private static func rows(
    _ shape: NetworkShape, _ settings: TrainingSettings, hasEOS: Bool, threads: Int
  ) -> [(name: String, value: String)] {
    let optimizer = settings.optimizer
    let network = [
      ("the vocabulary", "\(shape.vocabulary)"), ("--embedding", words(shape.embedding, none: "one-hot")),
      ("--hidden", "\(shape.hidden)"), ("--layers", "\(shape.layers)"), ("--cell", shape.cell.rawValue),
      ("--biases", shape.biases.rawValue), ("--gru", shape.gru.rawValue), ("--context", "\(shape.context)"),
      ("--tied", words(shape.isTied)),
      ("--cutoffs", shape.cutoffs.isEmpty ? "none" : shape.cutoffs.map(String.init).joined(separator: ",")),
    ]
    let training = [
      ("--batch", "\(settings.lanes)"), ("--steps", "\(settings.steps)"), ("--schedule", words(settings.schedule)),
      ("--clip", words(settings.clip)), ("--clip-value", words(settings.clipValue)),
      ("--sampling", settings.sampling.rawValue), ("--random-offset", words(settings.hasRandomOffset)),
      ("--state", settings.clearsAtSegments ? "reset" : "carry"), ("--dropout", "\(settings.dropout.rate)"),
      ("--dropout-kind", settings.dropout.kind.rawValue), ("--init", words(settings.initialization.kind)),
      ("--forget-bias", words(settings.initialization.forgetBias)), ("--patience", words(settings.patience)),
      ("--validation-lanes", "\(settings.validationLanes)"), ("--seed", "\(settings.seed)"),
    ]
    let rule = [
      ("--optimizer", optimizer.kind.rawValue), ("--learning-rate", "\(optimizer.learningRate)"),
      ("--momentum", "\(optimizer.momentum)"), ("--nesterov", words(optimizer.isNesterov)),
      ("--weight-decay", "\(optimizer.weightDecay)"), ("beta 1", "\(optimizer.beta1)"),
      ("beta 2", "\(optimizer.beta2)"),
      ("epsilon", "\(optimizer.epsilon)"), ("alpha", "\(optimizer.alpha)"),
      ("the first averaged update", words(optimizer.averagesFrom)),
    ]
    return network + training + rule + [("the end of segments", words(hasEOS)), ("--threads", "\(threads)")]
  }

  private static func words<Value>(_ value: Value?, none: String = "none") -> String { value.map { "\($0)" } ?? none }

  private static func words(_ flag: Bool) -> String { flag ? "on" : "off" }

  private static func words(_ schedule: Schedule) -> String {
    switch schedule {
    case .constant: "constant"
    case .plateau(let factor): "plateau (divided by \(factor))"
    case .exponential(let decay, let after): "exponential (times \(decay) after epoch \(after))"
    case .cosine(let warmUp, let floor): "cosine (warm-up \(warmUp), floor \(floor))"
    }
  }

  private static func words(_ kind: InitializationKind) -> String {
    switch kind {
    case .standard: "standard"
    case .uniform(let bound): "uniform:\(bound)"
    case .xavier: "xavier"
    case .orthogonal: "orthogonal"
    case .normal(let variance): "normal:\(variance)"
    }
  }
}
