import ArgumentParser
import Experiment
import Foundation
import Platform
import Recurrent
import Report

struct TrainRNNCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train-rnn",
    abstract: "Train a recurrent network and score it on valid and test.",
    discussion: """
      Embedding → layers → softmax over V, by truncated backpropagation through time; after each epoch the perplexity of \
      valid, and the best epoch's weights are the model (without valid, the last epoch's).

      A checkpoint goes into the database at each epoch's end (those of a fraction of a second apart excepted) and every \
      --checkpoint-every seconds. Ctrl-C, SIGTERM and a closed terminal write one after the current update (one that takes \
      more than 1.5 seconds is given up), waiting for whoever holds the database, and end with exit code 130, 143 or 129; \
      a second Ctrl-C ends at once. --resume goes on from the last one, to the same bytes as without the interruption; \
      where there is none it starts, where training is complete it says so. It must be given the recorded settings and \
      threads, but for more --epochs. The checkpoint of a complete training is kept for that, beside the model.

      Presets (options that are given beside one take its values' place):
        d2l                  one-hot, tanh 256; batch 32, T 35, sgd 1, clip 1, 500 epochs, random offset
        word-language-model  LSTM 200 × 2, D 200, dropout .2; batch 20, T 35, sgd 20, plateau ÷4, clip .25, 40 epochs
        zaremba-medium       LSTM 650 × 2, D 650, dropout .5, init uniform:.05; batch 20, T 35, sgd 35 (1 on the paper's \
      loss, which is summed over T), clip 5/35, rate ÷1.2 an epoch after 6, 39 epochs
      Without one: \(Usual.words).

      Examples:
        lmctl train-rnn
        lmctl train-rnn --preset word-language-model --epochs 10 --checkpoint-every 60
        lmctl train-rnn --preset word-language-model --epochs 20 --resume
        lmctl train-rnn --cell gru --hidden 300 --layers 2 --tied --dropout .3
        lmctl train-rnn --one-hot --hidden 256 --batch 32 --sampling random --optimizer sgd --name chars
        lmctl train-rnn --preset zaremba-medium --show-settings
        lmctl train-rnn --cell relu --init normal:3 --learning-rate 1 --epochs 1 --diagnose gradients --svg exploding.svg

      --diagnose gradients measures ‖∂L/∂h‖ 1, 2, … T steps back from the loss of one step, for each layer (from 0, the \
      lowest), and how many units and gates are saturated, before training and after each epoch; they are stored ('SELECT \
      * FROM diagnostics') and drawn under the scores. 'halved every n steps' is the slope of ln norm by least squares. \
      With --json the object printed has the scores as 'scores' and the figures as 'flow'.

      Memory: 4 bytes × (weights × (2 + threads + moments) + batch × steps × (3 D + (gates + 2) × layers × H) + scores of \
      a block), and twice the checkpoint, weights × (2 + moments); D and H the widths, gates 1, of GRU 3, of LSTM 4, \
      moments 0 of sgd, 1 with momentum, of adagrad and rmsprop, 2 of adam; weights are about V × (D + H + 1) + layers × \
      gates × 2 H².
      """)

  @Option(help: "Settings that go together.")
  var preset: Preset?

  @OptionGroup(title: "The network") var network: NetworkOptions
  @OptionGroup(title: "Its training") var training: TrainingOptions
  @OptionGroup(title: "What is measured on the way") var diagnosis: DiagnosisOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seconds between checkpoints within an epoch (default: 300; 0: none).", valueName: "s"))
  var checkpointEvery = 300.0

  @Flag(help: "Go on from the checkpoint of the model's name.")
  var resume = false

  @Flag(help: "Print the whole of the settings, and train nothing.")
  var showSettings = false

  @Option(help: ArgumentHelp("The model's name (default: from the settings).", valueName: "name"))
  var name: String?

  @OptionGroup var corpus: CorpusOption
  @OptionGroup var replacing: ReplaceFlag
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if !(checkpointEvery >= 0 && checkpointEvery.isFinite) {
      throw ValidationError("--checkpoint-every takes a number of seconds from 0 on")
    }
    _ = try recipe
  }

  /// The settings given, over the preset's or the usual ones.
  private var recipe: TrainNetwork {
    get throws {
      let plan = try network.plan(over: preset?.plan ?? Usual.plan)
      let settings = try training.settings(over: preset?.training ?? Usual.training(plan.cell), cell: plan.cell)
      try diagnosis.check(plan.cell)
      var recipe = TrainNetwork(
        corpus: corpus.corpus, plan: plan, training: settings, name: name, replaces: replacing.replace)
      recipe.resumes = resume
      recipe.checkpointEvery = checkpointEvery == 0 ? nil : checkpointEvery
      recipe.diagnosis = diagnosis.diagnose
      return recipe
    }
  }

  func run() throws {
    let recipe = try recipe
    if showSettings {
      let shown = ShownSettings(name: recipe.modelName, network: recipe.plan, training: recipe.training)
      return common.json ? try Console.json(shown) : Console.print(shown.lines)
    }
    let bench = common.bench()
    let measured = try DiagnosisOutput(diagnosis, recipe, keeping: common.databaseFiles)
    let outcome: TrainNetwork.Outcome
    do {
      outcome = try recipe(bench)
    } catch let error as TrainNetworkError {
      // What was measured before it diverged may show why. That error is the one to end with.
      if case .diverged = error { try? measured?.draw(bench, isUnfinished: true, asJSON: common.json) }
      throw error
    }
    switch outcome {
    case .trained(let model), .stood(let model):
      try CompareCommand.showScores(
        of: [model], corpus: corpus.corpus, bench, asJSON: common.json, flow: try measured?.figures(bench))
      try measured?.draw(bench, asJSON: common.json)
    case .stopped(let model, let step, let epoch):
      try? measured?.draw(bench, isUnfinished: true, asJSON: common.json)
      throw TrainNetworkError.stopped(
        code: bench.interruption.request ?? .interrupt, model: model, step: step, epoch: epoch,
        epochs: recipe.training.epochs)
    }
  }
}

/// What is trained where nothing else is said.
///
/// Plain descent, not Adam, which moves a weight by its whole rate however small its gradient is: so it drives the score of
/// `<unk>`, where `train` has none, far below what a text with unknown words can bear.
private enum Usual {
  static let plan = NetworkPlan(cell: .lstm, embedding: 256, hidden: 256, isTied: true)
  static let words = """
    LSTM 256, D 256, tied, dropout .4; batch 20, T 35, sgd 20 (tanh, relu, sigmoid: 5), plateau ÷4, clip .25, 5 epochs
    """

  static func training(_ cell: CellKind) -> TrainingSettings {
    let isVanilla = [.tanh, .relu, .sigmoid].contains(cell)
    return TrainingSettings(
      lanes: 20, steps: 35, epochs: 5, optimizer: OptimizerSettings(.sgd, learningRate: isVanilla ? 5 : 20),
      schedule: .plateau(factor: 4), clip: 0.25, dropout: Dropout(rate: 0.4), seed: 1)
  }
}

extension TrainingOptions {
  /// For the network of `lmctl run`, small and plain.
  var settings: TrainingSettings {
    get throws {
      try settings(
        over: TrainingSettings(lanes: 20, steps: 35, epochs: 20, learningRate: 1, clip: 1, seed: 1), cell: .tanh)
    }
  }
}
