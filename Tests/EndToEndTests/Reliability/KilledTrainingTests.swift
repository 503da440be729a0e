import Foundation
import Testing

/// `kill -9` at any time during `train-rnn`, then `--resume`: a handful of kills here, 30 of each training in the long form.
@Suite(.enabled(if: Tools.hasSQLite)) struct KilledTrainingTests {
  @Test(arguments: isLong ? KilledTraining.all : [KilledTraining.all[0]])
  func nothingIsLost(_ training: KilledTraining) throws {
    let straight = try KilledTraining.corpus()
    let work = try straight.copied()
    let clock = ContinuousClock()
    let begun = clock.now
    let whole = try training.finish(in: straight)
    let seconds = (clock.now - begun) / .seconds(1)
    #expect(whole.status == 0, "\(whole.errors)")

    var random = SystemRandomNumberGenerator()
    let wanted = isLong ? 30 : 6
    var (kills, resumed, isDone) = (0, [0], false)
    func kill(_ moment: KilledTraining.Moment) throws {
      let left = try training.kill(moment, in: work)
      if left.isDone { isDone = true } else { kills += 1 }
      let (step, before) = (left.step ?? 0, resumed.last ?? 0)
      #expect(step >= before, "\(training.name): from step \(before) back to \(step)")
      resumed.append(step)
    }
    // Before the first checkpoint, and twice at once.
    for seconds in [0.02, 0.15, 0.01] where !isDone { try kill(.after(seconds)) }
    // So that all of them together take about half of what the whole training takes.
    while kills < wanted - (isLong ? 5 : 1), !isDone {
      try kill(.afterFirstWord(Double.random(in: 0...seconds / Double(wanted), using: &random)))
    }
    // After the last epoch: within the last checkpoint, the scoring, the storing of the model.
    while kills < wanted, !isDone { try kill(.afterLastEpoch(Double.random(in: 0...0.15, using: &random))) }
    #expect(kills >= wanted / 2, "\(training.name): the training was over after \(kills) kills")

    let end = try training.finish(in: work)
    #expect(end.status == 0, "\(training.name): \(end.errors)")
    // What was done when it was killed for the last time is no start of anything.
    if isDone { resumed.removeLast() }
    training.compare(try training.trained(in: work), with: try training.trained(in: straight), resumed: Set(resumed))
    #expect(work.names == straight.names)
    if isLong { print("\(training.name): \(kills) kills, of a training of \(seconds) s, \(Set(resumed).count) starts") }
  }

  /// Within an epoch that lasts much longer than the interval, no more than some intervals of work are ever repeated: no
  /// more updates than lie between checkpoints that were seen to follow each other on this machine, with what it has to do.
  @Test func atMostAnIntervalIsRepeated() throws {
    // A machine that stops for a second while its disk is busy says nothing about lmctl: the short form may try again.
    var tries = (0..<(isLong ? 1 : 4)).makeIterator()
    var lost: [(updates: Double, most: Double)] = []
    while tries.next() != nil, lost.last.map({ $0.updates > $0.most }) ?? true { lost.append(try lostOfAnInterval()) }
    #expect(lost.contains { $0.updates <= $0.most }, "updates that are lost, and the most that may be: \(lost)")
    if isLong { print("an interval: \(lost)") }
  }

  /// - Returns: updates that a kill made be done again, and four times the most between two checkpoints before it.
  private func lostOfAnInterval() throws -> (updates: Double, most: Double) {
    let work = try KilledTraining.corpus(lines: 12000)
    let settings = "--hidden 32 --embedding 32 --batch 1 --steps 2 --threads 1 --epochs 1"
    let training = KilledTraining(
      name: "one epoch", settings: settings.split(separator: " ").map(String.init), interval: 0.2)
    let child = try training.start(in: work)
    var seen: [(step: Int, epoch: Double, at: Double)] = []
    while seen.count < 5, try child.isRunning {
      if let saved = try KilledTraining.saved(work), saved.step != seen.last?.step { seen.append(saved) }
      usleep(10_000)
    }
    try #require(seen.count == 5 && seen.allSatisfy { $0.epoch < 1 }, "checkpoints within an epoch: \(seen)")
    let (first, last) = (seen[0], seen[4])
    let widest = zip(seen, seen.dropFirst()).map { $1.at - $0.at }.max() ?? 0
    // So long that a training that wrote no more would have lost eight of them.
    usleep(UInt32(8 * widest * 1e6))
    let killed = Date().timeIntervalSince1970
    child.send(SIGKILL)
    #expect(try child.wait().status == -SIGKILL)
    let saved = try #require(try KilledTraining.saved(work))
    let updatesPerSecond = Double(last.step - first.step) / (last.at - first.at)
    return ((killed - saved.at) * updatesPerSecond, 4 * widest * updatesPerSecond)
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

  static func corpus(lines: Int = 800) throws -> Workdir {
    let work = try Workdir()
    try work.write(Workdir.story(lines), to: "s.txt")
    try work.make("tokenize", "s.txt", "--corpus", "c")
    return work
  }
}
