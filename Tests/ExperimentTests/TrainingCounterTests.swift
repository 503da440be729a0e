import Corpus
import Experiment
import Foundation
import Ledger
import Platform
import Testing
import Text

/// Models of a text that does not fit into the memory they may take, beside the same models of one that has enough.
@Suite struct TrainingCounterTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bounded-\(UUID().uuidString)")

  /// A hundred thousand words in lines of all lengths, the frequent ones more frequent.
  private func bench(_ boundary: Boundary) throws -> Workbench {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var (state, text) = (UInt64(7), "")
    for _ in 0..<100_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let uniform = Double(state >> 11) * 0x1p-53
      text += "w\(Int(4_000 * uniform * uniform * uniform))" + (state >> 40 & 15 == 0 ? "\n" : " ")
    }
    try text.write(to: folder.appendingPathComponent("t.txt"), atomically: true, encoding: .utf8)
    let bench = Workbench(database: folder.path + "/lm.sqlite", threads: 2, arguments: ["test"]) { _ in }
    let settings = CorpusSettings(tokenizer: TokenizerSettings(unit: .whitespace, boundary: boundary))
    _ = try Tokenize(sources: [.train: [folder.path + "/t.txt"]], name: "t", settings: settings)(bench)
    return bench
  }

  private struct Outcome: Equatable {
    let sha256: String
    let settings: String
    let parameters: Int
    let scores: [ScoreRecord]
    let rows: [TopNGramRecord]
  }

  /// What the database has of the models of a call; times left out.
  private func outcomes(_ bench: Workbench, _ recipe: TrainNGrams) throws -> [Outcome] {
    let names = try recipe(bench)
    let ledger = try Ledger.open(bench.database, for: .reading)
    let corpus = try ledger.corpus(named: "t")
    return try names.map { name in
      let model = try ledger.model(named: name, in: corpus)
      let scores = try ledger.scores(of: model).map { score in
        var score = score
        score.seconds = 0
        return score
      }
      return Outcome(
        sha256: try ledger.artifact(model.artifactID).sha256, settings: model.settings, parameters: model.parameters,
        scores: scores, rows: try ledger.topNGrams(of: model))
    }
  }

  @Test(arguments: [Boundary.line, .none]) func boundedMemoryChangesNothing(boundary: Boundary) throws {
    let bench = try bench(boundary)
    defer { try? FileManager.default.removeItem(at: folder) }
    var settings = NGramSettings()
    settings.rows = 12
    settings.cutoffs = [0, 0, 1]
    var recipe = TrainNGrams(
      corpus: "t", orders: [2, 3], smoothings: [.modifiedKneserNey, .jelinekMercer, .goodTuring], settings: settings,
      name: "m", replaces: true)
    let free = try outcomes(bench, recipe)
    recipe.memory = 5 << 20
    recipe.temporary = folder.path
    #expect(try outcomes(bench, recipe) == free)
    #expect(free.allSatisfy { $0.rows.count >= 24 })

    var counts = TrainNGrams(
      corpus: "t", orders: [1, 3], alphas: [.value(1), .auto], settings: settings, name: "a", replaces: true)
    counts.settings.cutoffs = []
    let freeCounts = try outcomes(bench, counts)
    counts.memory = 5 << 20
    #expect(try outcomes(bench, counts) == freeCounts)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["lm.sqlite", "t.txt"])
  }

  @Test func whatCannotBeDoneIsRefusedWithWhatToDo() throws {
    let bench = try bench(.line)
    defer { try? FileManager.default.removeItem(at: folder) }
    func refused(_ change: (inout TrainNGrams) -> Void) -> String {
      var recipe = TrainNGrams(corpus: "t", orders: [3], smoothings: [.wittenBell])
      recipe.memory = 5 << 20
      change(&recipe)
      let error = #expect(throws: (any Error).self) { try recipe(bench) }
      return "\((error as? any Failure)?.exitCode.rawValue ?? 0) \(error.map { "\($0)" } ?? "")"
    }
    #expect(refused { $0.memory = 1 << 20 }.hasPrefix("69 counting n-grams up to order 3 on disk needs about"))
    #expect(refused { $0.temporary = "/no/such/folder" }.hasPrefix("73 /no/such/folder: no temporary file"))
    #expect(refused { $0.settings.rows = nil }.contains("--rows 1000"))
    #expect(refused { $0.settings.checks = 5 }.contains("--check"))
    #expect(refused { $0.settings.entropyThreshold = 1e-8 }.contains("--prune,"))
  }
}
