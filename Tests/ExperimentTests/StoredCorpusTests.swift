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
