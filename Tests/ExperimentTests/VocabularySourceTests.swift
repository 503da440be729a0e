import Corpus
import Experiment
import Foundation
import Ledger
import Recurrent
import Testing
import Text

/// The ids of one corpus for the text of another.
@Suite struct VocabularySourceTests {
  private let folder = TemporaryTexts()

  private func settings(_ tokenizer: TokenizerSettings = TokenizerSettings()) -> CorpusSettings {
    CorpusSettings(tokenizer: tokenizer, splitting: .shares(train: 100, valid: 0, test: 0))
  }

  private func tokenize(
    _ text: String, _ name: String, from vocabulary: String? = nil,
    _ tokenizer: TokenizerSettings = TokenizerSettings(), replaces: Bool = false
  ) throws -> TokenizeResult {
    let path = try folder.write(Array(text.utf8))
    return try Tokenize(
      sources: [.train: [path]], name: name, settings: settings(tokenizer), replaces: replaces, vocabulary: vocabulary)(
        folder.bench)
  }

  private func ledger() throws -> Ledger { try Ledger.open(folder.bench.database, for: .reading) }

  private func export(_ corpus: String) throws -> String {
    var bytes: [UInt8] = []
    try Export(corpus: corpus, format: .vocabulary)(folder.bench) { bytes += $0 }
    return try folder.write(bytes, to: "\(corpus).tsv")
  }

  @Test func aCorpusAndItsExportGiveTheSameIds() throws {
    _ = try tokenize("the cat sat on the mat\n", "a")
    let file = try export("a")
    let taken = try tokenize("mat dog mat cat\n\n", "b", from: "a")
    let read = try tokenize("mat dog mat cat\n\n", "c", from: file)
    let ledger = try ledger()
    let (a, b, c) = (try ledger.corpus(named: "a"), try ledger.corpus(named: "b"), try ledger.corpus(named: "c"))
    #expect(Set([a, b, c].map(\.vocabularySHA256)).count == 1)
    let tokens = try ledger.tokens(of: b)
    #expect(try tokens.map(\.bytes) == ledger.tokens(of: a).map(\.bytes))
    let ids = try ledger.loadArtifact(ledger.splits(of: b)[0].idsArtifact, as: UInt32.self)
    #expect(
      ids.map { String(decoding: tokens[Int($0)].bytes, as: UTF8.self) } == [
        "mat", "<unk>", "mat", "cat", "<eos>", "<eos>",
      ])
    #expect(taken.splits[0].stream == read.splits[0].stream && taken.splits[0].oov == 1)
    // Ranks are by the counts of this text.
    #expect(tokens.first { $0.rank == 1 }.map { ($0.text, $0.count) } ?? ("", 0) == ("mat", 2))
    #expect(tokens.first { $0.rank == 2 }?.text == "cat")
    #expect(Set(tokens.compactMap(\.rank)) == Set(1...tokens.count - 2))
    #expect(taken.mostFrequent.first?.token == "mat")
    // What is written of it can be read again, with ranks in any order.
    #expect(try tokenize("sat\n", "d", from: export("b")).vocabulary == taken.vocabulary)
    #expect(taken.vocabularyFrom == VocabularyOrigin(name: "a", sha256: a.vocabularySHA256))
    #expect(read.vocabularyFrom?.name == file && b.settings.contains(a.vocabularySHA256))
    // The same text and the same types, wherever they lie.
    #expect(b.inputSHA256 == c.inputSHA256 && b.inputSHA256 != a.inputSHA256)
  }

  @Test func aFileComesBeforeACorpus() throws {
    _ = try tokenize("one two\n", "a")
    let file = try export("a")
    // A corpus may be called anything.
    _ = try tokenize("x y\n", file)
    #expect(try tokenize("one x\n", "c", from: file).splits[0].oov == 1)
    #expect(folder.events.contains { $0.contains("taken from the file") })
  }

  @Test func whatCannotBeTaken() throws {
    _ = try tokenize("one two\n", "a")
    #expect(
      throws: ExperimentError.noVocabulary(name: "none", database: folder.bench.database, corpora: ["a"])
    ) { try tokenize("x\n", "b", from: "none") }
    // A folder is no file.
    #expect(throws: ExperimentError.self) { try tokenize("x\n", "b", from: folder.path) }
    let whole = TokenizerSettings(boundary: .none)
    #expect(throws: ExperimentError.otherSegments(vocabulary: "a", hasEOS: true)) {
      try tokenize("x\n", "b", from: "a", whole)
    }
    _ = try tokenize("one two\n", "w", whole)
    #expect(throws: ExperimentError.otherSegments(vocabulary: "w", hasEOS: false)) {
      try tokenize("x\n", "b", from: "w")
    }
    #expect(try ledger().corpora().map(\.name) == ["a", "w"])
  }

  @Test func otherSettingsAndNothingKnownAreWarnings() throws {
    _ = try tokenize("One Two\n", "a")
    _ = try tokenize("one\n", "b", from: "a", TokenizerSettings(caseMapping: .lower))
    #expect(folder.events.contains { $0.contains("--case keep") })
    #expect(folder.events.contains { $0.contains("no token of train") })
  }

  /// `run` says that the corpus stands as long as the types are the same, wherever they come from.
  @Test func anotherVocabularyIsAnotherCorpus() throws {
    _ = try tokenize("one two\n", "a")
    _ = try tokenize("one two three\n", "b")
    let text = try folder.write(Array("one two one two\n".utf8))
    func all(_ vocabulary: String) -> RunAll {
      RunAll(
        tokenize: Tokenize(sources: [.train: [text]], name: "c", settings: settings(), vocabulary: vocabulary),
        ngrams: TrainNGrams(corpus: "c", orders: [1], alphas: [.value(1)]),
        network: TrainNetwork(
          corpus: "c", embedding: 2, hidden: 2,
          training: .init(lanes: 1, steps: 2, epochs: 1, learningRate: 0.1, clip: 1, seed: 1)))
    }
    _ = try? all("a")(folder.bench)
    #expect(try ledger().corpora().map(\.name) == ["a", "b", "c"])
    _ = try? all(export("a"))(folder.bench)
    #expect(folder.events.contains { $0.contains("corpus c stands") })
    #expect(throws: ExperimentError.inputChanged(corpus: "c")) { try all("b")(folder.bench) }
  }
}
