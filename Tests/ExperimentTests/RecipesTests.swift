import Corpus
import Experiment
import Foundation
import Ledger
import Recurrent
import Report
import Testing
import Text

/// The recipes without the command line, on a database of their own.
@Suite struct RecipesTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

  private func bench() throws -> Workbench {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let text = (0..<120).map { "line \($0 % 7) of \($0 % 3) and so on\n" }.joined()
    try text.write(to: folder.appendingPathComponent("t.txt"), atomically: true, encoding: .utf8)
    return Workbench(database: folder.path + "/lm.sqlite", threads: 2, arguments: ["test"]) { _ in }
  }

  private var text: String { folder.path + "/t.txt" }

  private func network(_ seed: UInt64 = 3) -> TrainNetwork {
    TrainNetwork(
      corpus: nil, embedding: 6, hidden: 8,
      training: TrainingSettings(lanes: 4, steps: 9, epochs: 2, learningRate: 0.5, clip: 1, seed: seed))
  }

  private func tokenize(_ settings: CorpusSettings = CorpusSettings(), replaces: Bool = false) -> Tokenize {
    Tokenize(sources: [.train: [text]], name: "t", settings: settings, replaces: replaces)
  }

  @Test func whatIsStoredIsWhatWasMade() throws {
    let bench = try bench()
    defer { try? FileManager.default.removeItem(at: folder) }
    let result = try tokenize()(bench)
    let ledger = try Ledger.open(bench.database, for: .reading)
    let corpus = try ledger.corpus(named: "t")
    #expect(corpus.tokens == result.tokens && corpus.vocabularySize == result.vocabulary)
    let splits = try ledger.splits(of: corpus)
    for split in splits {
      let ids = try ledger.loadArtifact(split.idsArtifact, as: UInt32.self)
      #expect(ids.count == split.scored)
      #expect(ids.count { $0 == 1 } == split.segments)
    }
    #expect(splits.map(\.segments) == [96, 12, 12])
    #expect(try ledger.tokens(of: corpus).map(\.text).prefix(2) == ["<unk>", "<eos>"])
    #expect(Set(try ledger.statistics(of: corpus).map(\.name)) == ["types", "hapaxes", "zipf_slope"])

    try TrainNGrams(corpus: "t", orders: [1, 2], alphas: [.value(1)])(bench)
    try network()(bench)
    let rows = try Compare(split: .test)(bench).rows
    #expect(Set(rows.map(\.model)) == ["laplace-1", "laplace-2", "tanh-8"])
    #expect(Set(rows.map(\.stream)).count == 1)
    let model = try ledger.model(named: "laplace-2", in: corpus)
    let score = try #require(try ledger.scores(of: model).first { $0.split == .test })
    let logProbabilities = try ledger.loadArtifact(score.artifactID, as: Double.self)
    #expect(logProbabilities.count == score.scored)
    #expect(-logProbabilities.reduce(0, +) == score.nats)
  }

  @Test func statisticsAreStoredWithTheirRecipes() throws {
    let bench = try bench()
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try tokenize()(bench)
    let result = try Stats(corpus: nil, orders: [1, 2], collocations: 3)(bench)
    #expect(result.collocations.count == 3)
    #expect(
      zip(result.collocations, result.collocations.dropFirst()).allSatisfy { $0.logLikelihood >= $1.logLikelihood })
    // Seven words in each of the 96 lines of train, and six pairs of neighbours.
    func value(_ order: Int, _ name: String) -> Double? {
      result.figures.first { $0.order == order && $0.name == name }?.value
    }
    #expect(value(1, "tokens") == 96 * 7 && value(2, "tokens") == 96 * 6)
    let again = try Stats(corpus: "t", orders: [1], collocations: 0)(bench)
    #expect(again.collocations.isEmpty)
    let ledger = try Ledger.open(bench.database, for: .reading)
    let stored = try ledger.statistics(of: ledger.corpus(named: "t"))
    #expect(stored.first { $0.name == "n2_types" }?.value == value(2, "types"))
    #expect(stored.first { $0.name == "zipf_slope" } != nil)
    #expect(stored.allSatisfy { !$0.recipe.isEmpty })
  }

  @Test func aRefusedStepLeavesNoRun() throws {
    let bench = try bench()
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try tokenize()(bench)
    let before = try Ledger.open(bench.database, for: .reading).runs().count
    #expect(throws: (any Error).self) { try tokenize()(bench) }
    #expect(throws: (any Error).self) { try TrainNGrams(corpus: "x", orders: [1], alphas: [.value(1)])(bench) }
    var tooWide = network()
    tooWide.training.lanes = 1_000_000
    #expect(throws: (any Error).self) { try tooWide(bench) }
    #expect(try Ledger.open(bench.database, for: .reading).runs().count == before)
  }

  @Test func aDivergedTrainingIsAFailedRunWithoutAModel() throws {
    let bench = try bench()
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try tokenize()(bench)
    var wild = network()
    wild.training.optimizer.learningRate = 1e30
    wild.training.clip = nil
    #expect(throws: TrainNetworkError.self) { try wild(bench) }
    let ledger = try Ledger.open(bench.database, for: .reading)
    #expect(try ledger.models(of: ledger.corpus(named: "t")).isEmpty)
    let run = try #require(try ledger.runs().first { $0.command == "train-rnn" })
    #expect(run.status == .failed && run.exitCode == 65)
  }

  @Test func runLeavesWhatStandsAndFinishesWhatIsMissing() throws {
    let bench = try bench()
    defer { try? FileManager.default.removeItem(at: folder) }
    let all = RunAll(
      tokenize: tokenize(), ngrams: TrainNGrams(corpus: "t", orders: [1, 2], alphas: [.value(1)]), network: network())
    _ = try tokenize()(bench)
    try TrainNGrams(corpus: "t", orders: [2], alphas: [.value(1)])(bench)
    let first = try all(bench)
    #expect(first.rows.count == 3)
    #expect(first.facts.map(\.corpus) == ["t"] && first.facts[0].unknownInTraining == 0)
    #expect(try all(bench) == first)
    let other = RunAll(
      tokenize: tokenize(CorpusSettings(minCount: 30)), ngrams: all.ngrams, network: all.network)
    #expect(throws: ExperimentError.inputChanged(corpus: "t")) { try other(bench) }
    #expect(try Compare(split: .test)(bench) == first)
    var longer = all
    longer.network.training.epochs += 1
    #expect(throws: ExperimentError.settingsChanged(model: "tanh-8")) { try longer(bench) }
    var wrong = all
    wrong.network.training.steps = 0
    #expect(throws: RecurrentError.self) { try wrong(bench) }
    var replacing = other
    replacing.tokenize.replaces = true
    #expect(try replacing(bench).rows.first?.stream != first.rows[0].stream)
  }
}
