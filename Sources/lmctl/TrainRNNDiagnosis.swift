public import ArgumentParser
public import Experiment
import Platform
import Recurrent
import Report

extension Diagnosis: ExpressibleByArgument {}

/// What `train-rnn` measures beside the curve, and where it is drawn.
struct DiagnosisOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Measure before training and after each epoch how far gradients reach back in time, and draw it.",
      valueName: "gradients"))
  var diagnose: Diagnosis?

  @Option(help: ArgumentHelp("Draw what --diagnose measured into this file.", valueName: "file"), completion: .file())
  var svg: String?

  /// - Throws: `ValidationError` for a cell that carries nothing from step to step.
  func check(_ cell: CellKind) throws {
    if svg != nil && diagnose == nil {
      throw ValidationError("--svg draws what --diagnose gradients measures; add that")
    }
    if diagnose != nil && cell == .mlp {
      throw ValidationError(
        "--diagnose gradients needs a cell with a state, through which gradients go back in time; --cell mlp has none")
    }
  }
}

/// Shows at a training's end what was measured on the way.
struct DiagnosisOutput {
  private let training: DiagnosedTraining
  private let file: WholeFile?

  /// - Returns: nil where nothing is measured.
  /// - Throws: where the file cannot be made: that is found out before the work.
  init?(_ options: DiagnosisOptions, _ recipe: TrainNetwork, keeping kept: [String]) throws {
    guard options.diagnose != nil else { return nil }
    training = DiagnosedTraining(corpus: recipe.corpus, model: recipe.modelName)
    file = try options.svg.map { try WholeFile($0, keeping: kept) }
  }

  /// For JSON, beside the scores.
  func figures(_ bench: Workbench) throws -> [DiagnosedFigure] { try training(bench).map(DiagnosedFigure.init) }

  /// Draws into the file and, unless JSON stands there, on standard output.
  /// - Parameter isUnfinished: whether training was stopped or diverged: what there is so far, then.
  func draw(_ bench: Workbench, isUnfinished: Bool = false, asJSON: Bool) throws {
    let plot = GradientPlot(try training(bench, isUnfinished: isUnfinished), model: training.model)
    if plot.isEmpty {
      Console.error(
        "nothing was measured when \(training.model) was trained; --replace with --diagnose gradients trains it anew")
    }
    if let file {
      try file.append(SVGPlot.document(plot.plot))
      try file.finish()
    }
    if asJSON || plot.isEmpty { return }
    Console.print([""] + plot.lines(columns: Terminal.columns, inColour: Terminal.takesColour))
  }
}
