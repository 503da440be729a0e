import Foundation
import Ledger
import Platform
import Recurrent
import Testing

@testable import Experiment

@Suite struct TrainNetworkTests {
  /// Whenever it is stopped, what goes on ends with the same bytes as what was never stopped, and with one curve.
  @Test(arguments: [1, 7, 19]) func aStoppedTrainingEndsAsOneThatWasNot(stride: Int) throws {
    let fixture = try TrainingFixture()
    #expect(try fixture.train(fixture.network("straight")) == .trained(model: "straight"))
    var recipe = fixture.network("stopped")
    recipe.checkpointEvery = 0.000_001
    var outcome = try fixture.train(recipe, updates: stride)
    recipe.resumes = true
    var (stops, before) = (0, 0)
    while case .stopped(let model, let step, _) = outcome {
      stops += 1
      // It is also asked at an epoch's end, where no update has been done since.
      #expect(model == "stopped" && before...before + stride ~= step)
      before = step
      #expect(try fixture.checkpoint("stopped")?.step == step)
      outcome = try fixture.train(recipe, updates: stride)
    }
    #expect(stops >= 2 && outcome == .trained(model: "stopped"))
    #expect(try fixture.weights("stopped") == fixture.weights("straight"))

    let runs = try fixture.runs("stopped")
    #expect(runs.map(\.status) == Array(repeating: .interrupted, count: stops) + [.finished])
    #expect(runs.dropLast().allSatisfy { $0.exitCode == 130 && $0.error?.contains("--resume") == true })
    let ledger = try fixture.ledger
    func curve(_ model: String) throws -> [[String]] {
      try ledger.learningCurve(model: model).filter { $0.metric.hasSuffix("perplexity") }.map {
        ["\($0.metric)", "\($0.step)", "\($0.value ?? 0)"]
      }
    }
    #expect(try curve("stopped") == curve("straight"))
    let corpus = try ledger.corpus()
    let trained = try ["stopped", "straight"].map { try ledger.model(named: $0, in: corpus).trained }
    #expect(trained[0] == trained[1] && (trained[0] ?? 0) > 2 * 4 * 9)
    #expect(try Set(ledger.learningCurve(model: "stopped").map(\.run)) == [runs[runs.count - 1].id])
  }

  /// A complete training with more epochs is the training that had them from the start.
  @Test func moreEpochsTakeACompleteTrainingFurther() throws {
    let fixture = try TrainingFixture()
    _ = try fixture.train(fixture.network("long", epochs: 5))
    _ = try fixture.train(fixture.network("short", epochs: 2))
    #expect(try fixture.checkpoint("short")?.isComplete == true)
    #expect(fixture.notes.contains { $0.contains("checkpoint of") && $0.contains("--epochs") })
    var longer = fixture.network("short", epochs: 5)
    longer.resumes = true
    // Stopped on the way, the model of the two epochs still stands, and is this training's own.
    guard case .stopped = try fixture.train(longer, updates: 3) else {
      Issue.record("it was not stopped")
      return
    }
    #expect(try fixture.checkpoint("short")?.isComplete == false)
    let ledger = try fixture.ledger
    func points(_ run: String?) throws -> Int { try ledger.learningCurve(model: "short").count { $0.run == run } }
    let standing = try ledger.model(named: "short", in: ledger.corpus(named: "t")).runID
    #expect(try points(standing) > 0, "its curve stands as long")
    #expect(try fixture.train(longer) == .trained(model: "short"))
    #expect(try fixture.weights("short") == fixture.weights("long"))
    let model = try ledger.model(named: "short", in: ledger.corpus(named: "t"))
    #expect(try points(standing) == 0 && points(model.runID) == ledger.learningCurve(model: "short").count)
    #expect(NetworkSettings(json: model.settings)?.training.epochs == 5)
    #expect(try fixture.checkpoint("short")?.isComplete == true)
  }

  /// Killed after its last checkpoint, with nothing left but to score and to store: the model is that of a training which
  /// was not, with all that is known of it.
  @Test func whatWasTrainedButNotStoredIsStored() throws {
    let fixture = try TrainingFixture()
    _ = try fixture.train(fixture.network("straight"))
    let ledger = try fixture.ledger
    let corpus = try ledger.corpus(named: "t")
    var last = try #require(try fixture.checkpoint("straight"))
    let run = try ledger.beginRun(NewRun(command: "train-rnn", subject: "killed", corpusID: corpus.id))
    (last.name, last.runID) = ("killed", run)
    try ledger.save(checkpoint: last, with: [])
    try ledger.interruptRun(run, exitCode: 137, error: "killed")
    var recipe = fixture.network("killed")
    recipe.resumes = true
    #expect(try fixture.train(recipe, updates: 1) == .trained(model: "killed"))
    #expect(try fixture.weights("killed") == fixture.weights("straight"))
    let models = try ["killed", "straight"].map { try ledger.model(named: $0, in: corpus) }
    #expect(models[0].trained == models[1].trained && models[0].trained ?? 0 > 0)
    #expect(try models[0].seconds == Checkpoint(decoding: ledger.loadArtifact(last.artifactID)).seconds)
  }

  @Test func whatIsCompleteIsLeftAsItIs() throws {
    let fixture = try TrainingFixture()
    var recipe = fixture.network("net", epochs: 1)
    _ = try fixture.train(recipe)
    let (weights, runs) = (try fixture.weights("net"), try fixture.runs("net"))
    recipe.resumes = true
    #expect(try fixture.train(recipe) == .stood(model: "net"))
    #expect(fixture.notes.contains { $0.contains("complete") })
    #expect(try fixture.weights("net") == weights && fixture.runs("net") == runs)
  }

  /// Asked from outside, it ends as soon; the run has the exit code of whatever asked, and the program ends after it.
  @Test(arguments: [ExitCode.interrupt, .terminate]) func anInterruptionStopsIt(code: ExitCode) throws {
    let fixture = try TrainingFixture()
    let interruption = Interruption()
    let bench = Workbench(
      database: fixture.folder.path + "/lm.sqlite", threads: 2, arguments: [], interruption: interruption
    ) { if case .training(let now, _, _) = $0, now.step == 5 { interruption.ask(code) } }
    var recipe = fixture.network("net")
    #expect(throws: TrainNetworkError.self) { try recipe.toItsEnd(bench) }
    #expect(interruption.isHeld)
    #expect(try fixture.checkpoint("net")?.step == 5)
    #expect(try fixture.runs("net").map(\.exitCode) == [Int(code.rawValue)])
    recipe.resumes = true
    #expect(try fixture.train(recipe) == .trained(model: "net"))
    let again = Interruption()
    recipe.training.epochs += 1
    _ = try recipe(
      Workbench(
        database: fixture.folder.path + "/lm.sqlite", threads: 2, arguments: [], interruption: again, progress: { _ in }
      ))
    #expect(!again.isHeld)
  }

  @Test func divergenceKeepsWhatThereWas() throws {
    let fixture = try TrainingFixture()
    _ = try fixture.train(fixture.network("net"), updates: 20)
    let kept = try #require(try fixture.checkpoint("net"))
    var wild = fixture.network("net")
    wild.replaces = true
    wild.training.optimizer.learningRate = 1e30
    wild.training.clip = nil
    do {
      _ = try fixture.train(wild)
      Issue.record("it did not diverge")
    } catch let error as TrainNetworkError {
      #expect(error.exitCode == .data)
      #expect("\(error)".contains("--learning-rate") && "\(error)".contains("--replace"))
    }
    #expect(try fixture.checkpoint("net") == kept)
    #expect(try fixture.runs("net").map(\.status) == [.interrupted, .failed])
    let ledger = try fixture.ledger
    #expect(try ledger.models(of: ledger.corpus(named: "t")).isEmpty)
  }
}
