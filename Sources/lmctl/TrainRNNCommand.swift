public import ArgumentParser
import Experiment
public import Recurrent

extension CellKind: ExpressibleByArgument {}
extension Biases: ExpressibleByArgument {}
extension Sampling: ExpressibleByArgument {}

enum Optimizer: String, ExpressibleByArgument, CaseIterable {
  case sgd
}

/// What happens to the state at a segment's end.
enum StateRule: String, ExpressibleByArgument, CaseIterable {
  case carry
  case reset
}

struct TrainRNNCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train-rnn",
    abstract: "Train a recurrent network and score it on valid and test.",
    discussion: """
      Embedding → tanh layers → softmax over V, by truncated backpropagation through time; after each epoch the \
      perplexity of valid, and the best epoch's weights are the model (without valid, the last epoch's).

      Examples:
        lmctl train-rnn --embedding 128 --hidden 128 --epochs 20
        lmctl train-rnn --one-hot --hidden 256 --batch 32 --sampling random --learning-rate 1 --name chars

      Memory: 4 bytes × (weights × (2 + threads) + batch × steps × (3 D + (2 + 3 layers) H) + scores of a block), D and \
      H the widths; weights are about V × (D + H + 1) + layers × 2 H².
      """)

  @Option(help: "The recurrent cell.")
  var cell = CellKind.tanh

  @Option(parsing: .unconditional, help: ArgumentHelp("D, the width of the embedding (default: 128).", valueName: "d"))
  var embedding: Int?

  @Flag(help: "Read one-hot vectors instead of an embedding.")
  var oneHot = false

  @Option(parsing: .unconditional, help: ArgumentHelp("H, units of each layer.", valueName: "h"))
  var hidden = 128

  @Option(parsing: .unconditional, help: ArgumentHelp("Recurrent layers.", valueName: "n"))
  var layers = 1

  @Option(help: "Trained biases a layer, as in PyTorch or in the lecture notes.")
  var biases = Biases.two

  @OptionGroup var training: TrainingOptions

  @Option(help: ArgumentHelp("The model's name (default: from the settings).", valueName: "name"))
  var name: String?

  @OptionGroup var corpus: CorpusOption
  @OptionGroup var replacing: ReplaceFlag
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if oneHot && embedding != nil { throw ValidationError("--one-hot and --embedding exclude each other") }
    for (option, value) in [("--embedding", embedding ?? 1), ("--hidden", hidden), ("--layers", layers)]
    where value < 1 || value > 1 << 20 {
      throw ValidationError("\(option) takes a number from 1 to \(1 << 20)")
    }
  }

  func run() throws {
    let recipe = TrainNetwork(
      corpus: corpus.corpus, cell: cell, embedding: oneHot ? nil : embedding ?? 128, hidden: hidden, layers: layers,
      biases: biases, training: training.settings, name: name, replaces: replacing.replace)
    let bench = common.bench()
    try CompareCommand.showScores(of: [try recipe(bench)], corpus: corpus.corpus, bench, asJSON: common.json)
  }
}

/// How a network is trained.
struct TrainingOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: ArgumentHelp("N, lanes that are read side by side.", valueName: "n"))
  var batch = 20

  @Option(parsing: .unconditional, help: ArgumentHelp("T, steps that the gradient is carried back.", valueName: "t"))
  var steps = 35

  @Option(parsing: .unconditional, help: ArgumentHelp("Times that train is read.", valueName: "n"))
  var epochs = 20

  @Option(help: "The optimizer: plain stochastic gradient descent.")
  var optimizer = Optimizer.sgd

  @Option(parsing: .unconditional, help: ArgumentHelp("Step size on the mean loss over N·T.", valueName: "rate"))
  var learningRate = 1.0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The largest global norm of the gradient; 0 for no limit.", valueName: "norm"))
  var clip = 1.0

  @Option(help: "Lanes that read on with their state carried, or shuffled windows at a random offset.")
  var sampling = Sampling.sequential

  @Option(help: "What happens to the state at a segment's end.")
  var state = StateRule.carry

  @Option(parsing: .unconditional, help: ArgumentHelp("Seed of weights and sampling.", valueName: "n"))
  var seed: UInt64 = 1

  func validate() throws {
    for (option, value) in [("--batch", batch), ("--steps", steps), ("--epochs", epochs)]
    where value < 1 || value > 1 << 30 {
      throw ValidationError("\(option) takes a number from 1 to \(1 << 30)")
    }
    if seed > UInt64(Int.max) { throw ValidationError("--seed takes a number up to \(Int.max)") }
    if !(learningRate > 0 && learningRate.isFinite) { throw ValidationError("--learning-rate takes a number above 0") }
    if !(clip >= 0 && clip.isFinite) { throw ValidationError("--clip takes a number of at least 0") }
  }

  var settings: TrainingSettings {
    TrainingSettings(
      lanes: batch, steps: steps, epochs: epochs, learningRate: learningRate, clip: clip == 0 ? nil : clip,
      sampling: sampling, clearsAtSegments: state == .reset, seed: seed)
  }
}
