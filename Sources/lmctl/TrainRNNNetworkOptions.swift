import ArgumentParser
import Recurrent

/// What a network is. What is not given is a preset's, or the usual.
struct NetworkOptions: ParsableArguments {
  @Option(help: "The cell; mlp is no recurrence but a window of τ tokens (default: lstm).")
  var cell: CellKind?

  @Option(help: "Where a GRU's reset gate stands: after the recurrent product (PyTorch, default) or before it (Cho).")
  var gru: GRUForm?

  @Option(parsing: .unconditional, help: ArgumentHelp("Tokens that --cell mlp sees (default: 5).", valueName: "τ"))
  var context: Int?

  @Option(parsing: .unconditional, help: ArgumentHelp("D, the width of the embedding (default: 256).", valueName: "d"))
  var embedding: Int?

  @Flag(help: "Read one-hot vectors instead of an embedding.")
  var oneHot = false

  @Option(parsing: .unconditional, help: ArgumentHelp("H, units of each layer (default: 256).", valueName: "h"))
  var hidden: Int?

  @Option(parsing: .unconditional, help: ArgumentHelp("Layers (default: 1).", valueName: "n"))
  var layers: Int?

  @Flag(inversion: .prefixedNo, help: "Take the embedding's weights for the output (D is H then).")
  var tied: Bool?

  @Option(help: "Trained biases a layer, as in PyTorch (two, default) or in the lecture notes.")
  var biases: Biases?

  @Option(help: "Over all of V (default), or over a short list and clusters of rarer types: faster where V is large.")
  var softmax: SoftmaxName?

  @Option(
    help: ArgumentHelp("Ids at which clusters begin (default: V/15,V/3).", valueName: "id,…"),
    transform: { try CommaList.parse($0, "a whole number of at least 1") })
  var cutoffs: [Int]?

  func validate() throws {
    if oneHot && embedding != nil { throw ValidationError("--one-hot and --embedding exclude each other") }
    for (option, value) in [
      ("--embedding", embedding ?? 1), ("--hidden", hidden ?? 1), ("--layers", layers ?? 1),
    ] where !(1...1 << 20 ~= value) {
      throw ValidationError("\(option) takes a number from 1 to \(1 << 20)")
    }
    if let context, !(1...1 << 16 ~= context) { throw ValidationError("--context takes a number from 1 to \(1 << 16)") }
  }

  /// What is given, over what stands without it.
  /// - Throws: `ValidationError` for what does not go together, whatever the vocabulary.
  func plan(over base: NetworkPlan) throws -> NetworkPlan {
    var plan = base
    plan.cell = cell ?? base.cell
    if gru != nil && plan.cell != .gru { throw ValidationError("--gru goes with --cell gru") }
    plan.gru = gru ?? base.gru
    if context != nil && plan.cell != .mlp { throw ValidationError("--context goes with --cell mlp") }
    plan.context = plan.cell == .mlp ? context ?? max(base.context, 5) : 1
    plan.hidden = hidden ?? base.hidden
    plan.layers = layers ?? base.layers
    plan.isTied = tied ?? base.isTied
    plan.embedding = oneHot ? nil : embedding ?? base.embedding
    plan.biases = biases ?? base.biases
    plan.softmax = try kind(over: base.softmax)
    if plan.isTied && !oneHot {
      // A tied network has one width: whoever names it once has named it.
      if embedding == nil { plan.embedding = plan.hidden }
      if hidden == nil, let embedding { plan.hidden = embedding }
    }
    // Nobody asked for it, and it does not go with what was asked for.
    if tied == nil && (plan.embedding != plan.hidden || plan.softmax != .full) { plan.isTied = false }
    do {
      // Cutoffs beyond a vocabulary are found out once it is known.
      try plan.shape(vocabulary: 1 << 31).check()
    } catch {
      throw ValidationError("\(error)")
    }
    return plan
  }

  private func kind(over base: SoftmaxKind) throws -> SoftmaxKind {
    switch softmax ?? (base == .full ? .full : .adaptive) {
    case .full:
      if cutoffs != nil { throw ValidationError("--cutoffs goes with --softmax adaptive") }
      return .full
    case .adaptive:
      if let cutoffs, cutoffs.isEmpty || zip([0] + cutoffs, cutoffs).contains(where: >=) {
        throw ValidationError("--cutoffs takes ascending numbers of at least 1, such as 2000,10000")
      }
      if case .adaptive(let standing) = base { return .adaptive(cutoffs: cutoffs ?? standing) }
      return .adaptive(cutoffs: cutoffs ?? [])
    }
  }
}
