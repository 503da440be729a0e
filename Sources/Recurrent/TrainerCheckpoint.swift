internal import Platform

/// How a training is put into a checkpoint, and taken out of one.
extension Trainer {
  /// The state as it is now; its weights are finite, so that what goes on from it can.
  /// - Parameter streams: as ``digest(_:_:)`` gives it.
  func checkpoint(_ streams: Digest, seconds: Double) throws -> Checkpoint {
    try checkWeights(gradientNorm: state.batchesDone > 0 ? state.norms / Double(state.batchesDone) : 0)
    state.seconds = seconds
    let header = Checkpoint.Header(
      shape: shape, settings: settings, hasEOS: hasEOS, threads: parts, streams: streams.description,
      matrixLibrary: Arithmetic.matrixLibrary, instructionSet: Arithmetic.instructionSet, training: state,
      optimizer: optimizer.state)
    // The carried state is a block of bytes beside these.
    let weights = header.blockNames.compactMap(weights)
    return try Checkpoint(header, weights: weights, carried: network.carriedState())
  }

  /// Before the first update: a checkpoint's state, or a beginning.
  /// - Throws: ``RecurrentError``: a checkpoint of another training, no memory.
  func begin(from checkpoint: Checkpoint?, streams: Digest) throws(RecurrentError) {
    if best == nil {
      best = try allocating { () throws(OutOfMemory) in try View<Float>(count: parameterCount) }
    }
    guard let checkpoint else {
      state = TrainerState(settings, random: state.random)
      return
    }
    var refusals = checkpoint.refusals(for: shape, settings, hasEOS: hasEOS, threads: threads)
    if checkpoint.header.streams != streams.description { refusals.append("the corpus has other ids") }
    guard refusals.isEmpty else { throw .otherTraining(refusals) }
    guard network.restore(carriedState: Array(checkpoint.block(Checkpoint.carriedName))) else {
      throw .damagedCheckpoint("the state that it carries does not fit its network")
    }
    for (name, values) in checkpoint.header.blockNames.compactMap(weights) {
      values.copy(bytes: checkpoint.block(name))
    }
    state = checkpoint.header.training
    optimizer.state = checkpoint.header.optimizer
    if state.bestIsNow { best?.copy(network.parameters) }
  }

  /// Where the weights of a block live, under its name; nil for a block of another kind.
  private func weights(_ name: String) -> (name: String, values: View<Float>)? {
    switch name {
    case Checkpoint.parametersName: return (name, network.parameters)
    case Checkpoint.bestName: return best.map { (name, $0) }
    default:
      return settings.optimizer.momentNames.firstIndex(of: name).map { (name, optimizer.moments[$0]) }
    }
  }

  /// What is trained and validated on: a checkpoint goes on with the same ids alone.
  static func digest(_ train: [UInt32], _ valid: [UInt32]) -> Digest {
    var hash = SHA256()
    hash.update(UInt64(train.count))
    hash.update(train.span)
    hash.update(valid.span)
    return hash.finish()
  }
}
