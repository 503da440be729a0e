import Corpus
import Foundation
import Ledger
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
}
