import Corpus
import Evaluation
import Foundation
import Ledger
import Platform
import Recurrent
import Testing

@testable import Experiment

@Suite struct NeuralCacheTests {
  /// Runs a recipe, and gives back what was noted.
  private func cache(
    _ fixture: ScoreFixture, _ model: String? = "carry", grid: NeuralCacheGrid = NeuralCacheGrid(windows: [10, 50]),
    name: String? = nil, replaces: Bool = false
  ) throws -> (name: String, notes: [String]) {
    var notes: [String] = []
    let bench = Workbench(database: fixture.bench.database, threads: 2, arguments: ["test"]) { event in
      switch event {
      case .note(let text), .warning(let text): notes.append(text)
      default: break
      }
    }
    let recipe = NeuralCache(corpus: "c", model: model, grid: grid, name: name, replaces: replaces)
    return (try recipe(bench), notes)
  }

  /// The stored scores are those of the network with the settings that tuning finds, and of the model that is read back.
  @Test(arguments: ["carry", "reset"]) func isStoredAsItScores(base: String) throws {
    let fixture = try ScoreFixture(models: [.laplace], network: true)
    let (name, notes) = try cache(fixture, base)
    #expect(name == "\(base)+neural-cache")
    #expect(notes.contains { $0.hasPrefix("\(name): ") && $0.contains("positions of valid: perplexity ") })
    let ledger = try fixture.bench.openForReading()
    let corpus = try StoredCorpus("c", in: ledger)
    let record = try ledger.model(named: name, in: corpus.record)
    let network = try ledger.model(named: base, in: corpus.record)
    #expect(record.kind == "cache" && record.smoothing == "neural-cache" && record.context == .stream)
    #expect(record.parameters == network.parameters && record.isNormalized && record.unseen == nil)

    let stored = try StoredModel(name, of: corpus, in: ledger, fixture.bench)
    let model = try #require(stored.model as? NeuralCacheModel)
    let tuning = try NeuralCacheGrid(windows: [10, 50]).tune(
      model.network, on: corpus.ids(.valid), countsUnknown: false)
    #expect(model.settings == tuning.settings && model.settings.weight > 0)
    #expect(model.network.clearsAtSegments == (base == "reset"))
    #expect(record.settings == String(decoding: try ledger.loadArtifact(record.artifactID), as: UTF8.self))
    let scores = try ledger.scores(of: record)
    #expect(scores.map(\.split) == [.valid, .test])
    for score in scores {
      let ids = try corpus.ids(score.split)
      var state = model.start()
      #expect(try model.score(ids, from: &state) == ledger.loadArtifact(score.artifactID, as: Double.self))
    }
    // Chosen on valid, it is better there.
    let plain = try ledger.scores(of: network)
    #expect(try #require(scores[0].perplexity) < #require(plain[0].perplexity))
    #expect(scores[0].streamSHA256 == plain[0].streamSHA256)

    let components = try ledger.components(of: record)
    #expect(components.map(\.role) == ["base", "cache"] && components.map(\.component)[0] == base)
    #expect(components[0].componentID == network.id && components[1].componentID == nil)
    #expect(components.map(\.weight) == [1 - model.settings.weight, model.settings.weight])
    let run = try #require(try ledger.runs().first { $0.subject == name })
    #expect(run.command == "neural-cache" && run.status == .finished)
  }

  /// `<unk>` is looked back at where training has it, and only there; the model that is read back does the same.
  @Test func unknownTokensAreCountedWhereTrainingHasThem() throws {
    let fixture = try ScoreFixture(models: [], network: true)
    let splits = ["train", "valid", "test"].map { [fixture.path("\($0).txt")] }
    _ = try Tokenize(
      sources: [.train: splits[0], .valid: splits[1], .test: splits[2]], name: "rare",
      settings: CorpusSettings(splitting: .files, minCount: 2))(fixture.bench)
    let training = TrainingSettings(lanes: 4, steps: 9, epochs: 1, learningRate: 0.5, clip: 1, seed: 3)
    try TrainNetwork(corpus: "rare", embedding: 6, hidden: 8, training: training, name: "n")(fixture.bench)
    for (corpus, network, counts) in [("c", "carry", false), ("rare", "n", true)] {
      var notes: [String] = []
      let bench = Workbench(database: fixture.bench.database, threads: 2, arguments: ["test"]) { event in
        if case .note(let text) = event { notes.append(text) }
      }
      let name = try NeuralCache(corpus: corpus, model: network, grid: NeuralCacheGrid(windows: [10, 50]))(bench)
      #expect(
        notes.contains { $0.hasSuffix("; <unk>, which is never or hardly ever in train, is left out of it") } == !counts
      )
      let ledger = try bench.openForReading()
      let stored = try StoredModel(name, of: StoredCorpus(corpus, in: ledger), in: ledger, bench)
      #expect(stored.record.settings.contains(#""counts_unknown":\#(counts)"#))
      #expect(try #require(stored.model as? NeuralCacheModel).settings.countsUnknown == counts)
    }
  }

  /// It can be used as any model can.
  @Test func generatesAndScoresText() throws {
    let fixture = try ScoreFixture(models: [], network: true)
    let name = try cache(fixture).name
    var text: [UInt8] = []
    try Generate(corpus: "c", model: name, tokens: 8, seed: 1)(fixture.bench) {
      text += $0
      return true
    }
    #expect(!text.isEmpty)
  }

  @Test func whatIsRefused() throws {
    let fixture = try ScoreFixture(models: [.laplace], network: true)
    func refused(_ body: () throws -> Void) throws -> any Failure {
      do { try body() } catch { return try #require(error as? any Failure) }
      throw CancellationError()
    }
    let noNetwork = try refused { _ = try cache(fixture, "laplace-3") }
    #expect(noNetwork.exitCode == .usage && "\(noNetwork)".contains("'laplace-3' is no network, and --neural-cache"))
    #expect(try refused { _ = try cache(fixture, name: "carry", replaces: true) }.exitCode == .usage)
    #expect(try refused { _ = try cache(fixture, "none") }.exitCode == .noInput)
    #expect(try refused { _ = try cache(fixture, name: "") }.exitCode == .usage)
    #expect(try refused { _ = try cache(fixture, grid: NeuralCacheGrid(windows: [])) }.exitCode == .usage)
    let before = try fixture.bench.openForReading().runs().filter { $0.status == .finished }.count
    _ = try cache(fixture)
    #expect(try refused { _ = try cache(fixture) }.exitCode == .cannotCreate)
    _ = try cache(fixture, replaces: true)
    #expect(try fixture.bench.openForReading().runs().filter { $0.status == .finished }.count == before + 2)
    #expect(try refused { _ = try cache(fixture, "carry+neural-cache", name: "twice") } is NetworkBaseError)
  }

  @Test func withoutValidNothingIsChosen() throws {
    let fixture = try TrainingFixture()
    _ = try Tokenize(
      sources: [.train: [fixture.folder.path + "/t.txt"]], name: "u",
      settings: CorpusSettings(splitting: .shares(train: 100, valid: 0, test: 0)))(fixture.bench())
    var network = fixture.network("n", epochs: 1)
    network.corpus = "u"
    _ = try fixture.train(network)
    #expect(throws: ExperimentError.noValidation(corpus: "u", option: "--neural-cache")) {
      try NeuralCache(corpus: "u", model: "n")(fixture.bench())
    }
  }

  /// A network that was trained anew is another one.
  @Test func anotherNetworkUnderTheNameIsRefused() throws {
    let fixture = try ScoreFixture(models: [], network: true)
    let name = try cache(fixture).name
    let training = TrainingSettings(
      lanes: 4, steps: 9, epochs: 1, learningRate: 0.5, clip: 1, clearsAtSegments: false, seed: 4)
    try TrainNetwork(
      corpus: "c", embedding: 6, hidden: 8, training: training, name: "carry", replaces: true)(fixture.bench)
    let ledger = try fixture.bench.openForReading()
    let corpus = try StoredCorpus("c", in: ledger)
    #expect(throws: StoredModelError.otherPart(model: name, part: "carry")) {
      try StoredModel(name, of: corpus, in: ledger, fixture.bench)
    }
  }

  /// Kinds that are none of their bytes', and a cache over what is no network.
  @Test(arguments: [
    "UPDATE artifact SET kind = 'cache' WHERE kind = 'neural-cache'",
    "UPDATE artifact SET kind = 'mixture' WHERE kind = 'neural-cache'",
    "UPDATE artifact SET kind = 'network-weights' WHERE kind = 'neural-cache'",
    "UPDATE artifact SET kind = 'ngram-counts' WHERE kind = 'network-weights'",
    "UPDATE artifact SET kind = 'neural-cache' WHERE kind = 'network-weights'",
    "UPDATE artifact_chunk SET data = substr(data, 2)",
    "DELETE FROM model WHERE name = 'carry'",
    "UPDATE model SET settings = '{}' WHERE name = 'carry'",
  ])
  func damageIsRefused(change: String) throws {
    let fixture = try ScoreFixture(models: [], network: true)
    let name = try cache(fixture).name
    guard try fixture.sqlite(change) else { return }
    let ledger = try fixture.bench.openForReading()
    do {
      _ = try StoredModel(name, of: StoredCorpus("c", in: ledger), in: ledger, fixture.bench)
      Issue.record("believed after \(change)")
    } catch {
      let code = try #require(error as? any Failure).exitCode
      #expect([.data, .unavailable, .noInput].contains(code), "\(error)")
    }
  }

  /// Whatever an artifact says, it is settings that are in bounds, or none.
  @Test func settingsThatAreDamaged() throws {
    let part = CombinedPart(model: "m", sha256: String(repeating: "0", count: 64), weight: 0.9)
    func text(_ theta: String, _ window: String, _ weight: String, parts: Int = 1) throws -> [UInt8] {
      let parts = Array(repeating: try JSON.string(part), count: parts).joined(separator: ",")
      return Array(
        """
        {"method":"neural-cache","parts":[\(parts)],"theta":\(theta),"window":\(window),"weight":\(weight),"thetas":[],\
        "windows":[],"tuned_on":5}
        """.utf8)
    }
    let good = NeuralCacheRecord.settings(try text("0.5", "100", "0.1"))
    #expect(good == NeuralCacheSettings(theta: 0.5, window: 100, weight: 0.1))
    for (theta, window, weight) in [
      ("-1", "9", "0.1"), ("1e300", "9", "0.1"), ("1", "0", "0.1"), ("1", "9223372036854775807", "0.1"),
      ("1", "1e30", "0.1"), ("1", "9", "1"), ("1", "9", "-0.1"), ("null", "9", "0.1"), ("1", "\"9\"", "0.1"),
    ] {
      #expect(NeuralCacheRecord.settings(try text(theta, window, weight)) == nil, "\(theta) \(window) \(weight)")
    }
    #expect(NeuralCacheRecord.settings(try text("1", "9", "0.1", parts: 2)) == nil)
    let unigram = String(decoding: try text("1", "9", "0.1"), as: UTF8.self)
      .replacingOccurrences(of: "neural-cache", with: "unigram-cache")
    #expect(NeuralCacheRecord.settings(Array(unigram.utf8)) == nil, "those of another cache")
    // Whether <unk> counts may be left unsaid, but not said in another way.
    for (unknown, counts) in [("true", true), ("false", false), ("null", true), ("0", nil), ("\"no\"", nil)] {
      let bytes = try text("1", "9", #"0.1,"counts_unknown":\#(unknown)"#)
      #expect(NeuralCacheRecord.settings(bytes)?.countsUnknown == counts)
    }
    #expect(NeuralCacheRecord.settings([]) == nil && NeuralCacheRecord.settings([0xff, 0]) == nil)
  }
}
