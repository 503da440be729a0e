import Foundation
import Testing

/// `kill -9` at any time during `train-rnn`, then `--resume`: a handful of kills here, 30 of each training in the long form.
@Suite struct KilledTrainingTests {
  @Test(arguments: isLong ? KilledTraining.all : [KilledTraining.all[0]])
  func nothingIsLost(_ training: KilledTraining) throws {
    let straight = try KilledTraining.corpus()
    let work = try straight.copied()
    let whole = try training.finish(in: straight)
    #expect(whole.status == 0, "\(whole.errors)")

    var random = SystemRandomNumberGenerator()
    let wanted = isLong ? 30 : 6
    var (kills, step, isDone, mostLost) = (0, 0, false, 0.0)
    func kill(_ moment: KilledTraining.Moment) throws {
      let left = try training.kill(moment, in: work)
      if left.isDone { isDone = true } else { kills += 1 }
      #expect((left.step ?? 0) >= step, "\(training.name): from step \(step) back to \(left.step ?? 0)")
      step = left.step ?? 0
      if left.step != nil { mostLost = max(mostLost, left.lost) }
    }
    // Before the first checkpoint, and twice at once.
    for seconds in [0.02, 0.15, 0.01] where !isDone { try kill(.after(seconds)) }
    while kills < wanted - (isLong ? 5 : 1), !isDone {
      try kill(.after(Double.random(in: 0.02...(isLong ? 0.6 : 0.9), using: &random)))
    }
    // After the last epoch: within the last checkpoint, the scoring, the storing of the model.
    while kills < wanted, !isDone { try kill(.afterLastEpoch(Double.random(in: 0...0.15, using: &random))) }

    let end = try training.finish(in: work)
    #expect(end.status == 0, "\(training.name): \(end.errors)")
    training.compare(try training.trained(in: work), with: try training.trained(in: straight))
    // Checkpoints are a twentieth of a second apart, or nine times what one takes to be written.
    #expect(mostLost < (isLong ? 3 : 20), "\(training.name): \(mostLost) s are done again")
    #expect(work.names == straight.names)
    if isLong { print("\(training.name): \(kills) kills, at most \(mostLost) s done again") }
  }
}

extension KilledTraining {
  static let all = [
    training("lstm, adam, two threads", "--cell lstm --optimizer adam --dropout 0.2 --threads 2 --patience 3"),
    training("stacked lstm, plateau", "--cell lstm --layers 2 --dropout 0.3 --threads 2 --schedule plateau --tied"),
    training(
      "gru, adaptive softmax, momentum",
      "--cell gru --softmax adaptive --cutoffs 5,9 --optimizer sgd --learning-rate 1 --momentum 0.9 --threads 1"),
    training(
      "asgd", "--cell lstm --optimizer asgd --learning-rate 5 --threads 2 --dropout-kind variational --dropout 0.2"),
    training("tanh, random windows", "--cell tanh --sampling random --optimizer rmsprop --threads 2"),
    training(
      "random offset, cosine",
      "--cell lstm --random-offset --optimizer adamw --schedule cosine --warm-up 20 --threads 2"),
    training("mlp", "--cell mlp --optimizer adam --threads 2 --dropout 0.1"),
    training(
      "gru, adagrad, diagnosed", "--cell gru --gru reset-before --optimizer adagrad --threads 1 --diagnose gradients"),
    training(
      "relu, reset, exponential",
      "--cell relu --state reset --optimizer sgd --learning-rate 0.5 --schedule exponential --decay-after 1 --threads 2"
    ),
  ]

  private static func training(_ name: String, _ settings: String) -> KilledTraining {
    let size = "--hidden 32 --embedding 32 --batch 8 --steps 12 --seed 3 --epochs \(isLong ? 40 : 12)"
    return KilledTraining(name: name, settings: (size + " " + settings).split(separator: " ").map(String.init))
  }

  static func corpus() throws -> Workdir {
    let work = try Workdir()
    try work.write(Workdir.story(800), to: "s.txt")
    try work.make("tokenize", "s.txt", "--corpus", "c")
    return work
  }
}
