import Ledger
import NGrams
import Recurrent
import Testing

@testable import Experiment

@Suite struct TrainNetworkBeginningTests {
  private let fixture: TrainingFixture

  init() throws { fixture = try TrainingFixture() }

  private func refusal(of recipe: TrainNetwork, threads: Int = 2) throws -> TrainNetworkError? {
    let runs = try fixture.runs("net").count
    do {
      _ = try fixture.train(recipe, threads: threads)
      return nil
    } catch let error as TrainNetworkError {
      #expect(try fixture.runs("net").count == runs, "what is refused leaves no run")
      return error
    }
  }

  @Test func withoutACheckpointItStarts() throws {
    var recipe = fixture.network("net", epochs: 1)
    recipe.resumes = true
    #expect(try fixture.train(recipe) == .trained(model: "net"))
    #expect(fixture.notes.contains { $0.contains("no checkpoint of net") })
  }

  /// Hours of work are not lost to a forgotten option.
  @Test func anInterruptedTrainingIsNotStartedAnewByMistake() throws {
    var recipe = fixture.network("net")
    _ = try fixture.train(recipe, updates: 20)
    let checkpoint = try #require(try fixture.checkpoint("net"))
    #expect(
      try refusal(of: recipe)
        == .checkpointStands(model: "net", epoch: checkpoint.epoch, saved: checkpoint.createdAt))
    #expect(try fixture.checkpoint("net") == checkpoint)
    recipe.replaces = true
    #expect(try fixture.train(recipe) == .trained(model: "net"))
    #expect(fixture.notes.contains { $0.contains("starting anew") })
    #expect(try fixture.checkpoint("net")?.isComplete == true)
  }

  /// A keyboard writes "é" otherwise than the script that began: the training goes on, under the one name that stands.
  @Test func aNameThatLooksTheSameGoesOn() throws {
    let (one, two) = ("caf\u{E9}", "cafe\u{301}")
    _ = try fixture.train(fixture.network(one), updates: 20)
    var recipe = fixture.network(two)
    guard case .checkpointStands? = try refusal(of: recipe) else {
      Issue.record("an interrupted training was started anew")
      return
    }
    recipe.resumes = true
    _ = try fixture.train(recipe)
    let ledger = try fixture.ledger
    let things = try ledger.inventory().filter { $0.kind != .corpus }
    #expect(things.count == 2 && things.allSatisfy { $0.name.utf8.elementsEqual(one.utf8) })
    #expect(try fixture.checkpoint(two)?.isComplete == true)
  }

  @Test func otherSettingsAreNamed() throws {
    _ = try fixture.train(fixture.network("net"), updates: 20)
    var recipe = fixture.network("net", epochs: 9)
    recipe.resumes = true
    recipe.training.lanes = 5
    recipe.plan.hidden = 7
    guard case .otherSettings(_, let differences) = try refusal(of: recipe) else {
      Issue.record("other settings were taken")
      return
    }
    #expect(differences.count == 2)
    #expect(differences.contains { $0.contains("--batch") && $0.contains("4") && $0.contains("5") })
    #expect(differences.contains { $0.contains("--hidden") })
    var threads = fixture.network("net")
    threads.resumes = true
    guard case .otherSettings(_, let names) = try refusal(of: threads, threads: 1) else {
      Issue.record("other threads were taken")
      return
    }
    #expect(names.count == 1 && names[0].contains("--threads"))
    var fewer = fixture.network("net", epochs: 2)
    fewer.resumes = true
    guard case .otherSettings(_, let epochs) = try refusal(of: fewer) else {
      Issue.record("fewer epochs were taken")
      return
    }
    #expect(epochs.count == 1 && epochs[0].contains("--epochs"))
  }

  /// A model of another kind that took the name meanwhile goes only where somebody says so.
  @Test func anotherModelStays() throws {
    var recipe = fixture.network("net")
    _ = try fixture.train(recipe, updates: 20)
    try TrainNGrams(corpus: "t", orders: [1], alphas: [.value(1)], name: "net")(fixture.bench())
    recipe.resumes = true
    #expect(try refusal(of: recipe) == .otherModel(model: "net"))
    recipe.replaces = true
    #expect(try fixture.train(recipe) == .trained(model: "net"))
    let ledger = try fixture.ledger
    #expect(try ledger.model(named: "net", in: ledger.corpus(named: "t")).kind == "rnn")
  }

  /// A file that somebody changed is refused, and nothing is trained from it.
  @Test func aDamagedCheckpointIsRefused() throws {
    _ = try fixture.train(fixture.network("net"), updates: 20)
    let ledger = try fixture.ledger
    let record = try #require(try fixture.checkpoint("net"))
    let run = try ledger.beginRun(NewRun(command: "train-rnn"))
    let wrong = try ledger.storeArtifact(Array("no checkpoint".utf8), kind: "checkpoint", run: run)
    var changed = record
    changed.artifactID = wrong.id
    try ledger.save(checkpoint: changed, with: [])
    try ledger.finishRun(run)
    var recipe = fixture.network("net")
    recipe.resumes = true
    #expect(throws: RecurrentError.self) { try fixture.train(recipe) }
  }
}
