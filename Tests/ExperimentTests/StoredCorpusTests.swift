import Corpus
import Foundation
import Ledger
import Platform
import Testing
import Text

@testable import Experiment

@Suite struct StoredCorpusTests {
  /// What is read back has the identity that was stored, and tokens are shown by their bytes.
  @Test func whatIsReadIsWhatWasWritten() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = folder.appendingPathComponent("t.txt").path
    try "b a\\ a\na\n".write(toFile: text, atomically: true, encoding: .utf8)
    let bench = Workbench(database: folder.path + "/lm.sqlite", threads: 1, arguments: []) { _ in }
    let settings = CorpusSettings(
      tokenizer: TokenizerSettings(unit: .whitespace), splitting: .shares(train: 50, valid: 50, test: 0))
    _ = try Tokenize(sources: [.train: [text]], name: "t", settings: settings)(bench)
    let corpus = try StoredCorpus(nil, in: try bench.openForReading())
    #expect(try corpus.trainingIDs() == [4, 3, 2, 1])
    #expect(try corpus.ids(.valid) == [2, 1] && corpus.ids(.test).isEmpty)
    #expect(try corpus.streamsToScore().map(\.split.name) == [.valid])
    #expect([0, 2, 3, 5].map(corpus.shown) == ["<unk>", "a", #"a\\"#, "<bos>"])
    #expect(throws: LedgerError.self) { try StoredCorpus("other", in: try bench.openForReading()) }
  }

  /// A tenth of the share that `valid` has is enough to be taught `<unk>`, less is not.
  @Test func howOftenUnknownTokensMustBeInTraining() {
    func isTaught(train: (Int, Int), valid: (Int, Int)?) -> Bool {
      let splits = [(SplitName.train, train)] + (valid.map { [(SplitName.valid, $0)] } ?? [])
      return splits.map { name, figures in
        SplitRecord(
          name: name, idsArtifact: 0, tokens: figures.1, segments: 0, oov: figures.0, characters: 0, bytes: 0,
          streamSHA256: "")
      }.trainingHasUnknown
    }
    #expect(isTaught(train: (10, 1000), valid: (10, 100)))
    #expect(!isTaught(train: (9, 1000), valid: (10, 100)))
    #expect(!isTaught(train: (1, 13_437), valid: (255, 3_624)))
    #expect(!isTaught(train: (0, 1000), valid: (0, 100)) && isTaught(train: (1, 1000), valid: (0, 100)))
    #expect(isTaught(train: (1, 1000), valid: nil) && isTaught(train: (1, 1000), valid: (0, 0)))
    // Numbers from elsewhere.
    #expect(isTaught(train: (.max, .max), valid: (.max, .max)))
    #expect(![SplitRecord]().trainingHasUnknown)
  }

  /// The database does not see to it that no token stands twice; reading it does.
  @Test func aTokenThatStandsTwiceIsRefused() throws {
    let ledger = try Ledger.inMemory()
    let run = try ledger.beginRun(NewRun(command: "tokenize"))
    let digest = String(repeating: "0", count: 64)
    for (name, last) in [("good", "b"), ("bad", "a")] {
      let tokens = ["<unk>", "<eos>", "a", last].map { Array($0.utf8) }
      let record = CorpusRecord(
        name: name, settings: "{}", sources: "[]", inputSHA256: digest, vocabularySHA256: digest, vocabularySize: 4,
        boundary: "line", hasEOS: true, isReversible: false, bytes: 4, characters: 4, tokens: 2, types: 2,
        versions: "{}", runID: run)
      let rows = TokenRows(
        bytes: PackedBytes(tokens), texts: [nil, nil, nil, nil], counts: [0, 1, 1, 1], ranks: [nil, nil, 1, 2])
      try ledger.add(corpus: record, splits: [], tokens: rows, statistics: [])
    }
    #expect(try StoredCorpus("good", in: ledger).tokens.count == 4)
    #expect(throws: ExperimentError.inconsistent("the vocabulary of corpus 'bad'")) {
      try StoredCorpus("bad", in: ledger)
    }
  }
}
