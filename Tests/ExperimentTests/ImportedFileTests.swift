import Foundation
import Ledger
import NGrams
import Platform
import Testing
import Text

@testable import Experiment

@Suite struct ImportedFileTests {
  /// The n-grams across a start and those that fill a gap are notes: the model is whole.
  @Test func notesSayWhatWasDone() throws {
    let fixture = try ImportFixture()
    let arpa = ImportFixture.arpa.replacing("-1\tsat </s>", with: "-1\tsat </s>\n-1\t</s> <s>")
      .replacing("-0.375\tthe cat\t-0.25\n", with: "")
      .replacing("-0.0625\t<s> the cat", with: "-0.0625\tthe cat sat")
    try Import(file: try fixture.write(arpa), corpus: nil, name: "m")(fixture.bench)
    #expect(fixture.told.first?.hasPrefix("1 n-grams across a segment's start") == true)
    #expect(fixture.told.dropFirst().first?.hasPrefix("1 histories") == true)
    #expect(fixture.told.contains { $0.hasPrefix("taken for a model with --unseen leftover") })
  }

  /// What lmctl itself wrote is ranked, and its rule for unseen words is read off.
  @Test func ownModelsComeBack() throws {
    let fixture = try NGramFixture()
    let own = try fixture.train([.wittenBell], name: "own")
    var text: [UInt8] = []
    try Export(corpus: "c", format: .arpa, model: "own")(fixture.bench) { text += $0 }
    let file = fixture.fixture.bench.database + ".arpa"
    try Data(text).write(to: URL(fileURLWithPath: file))
    try Import(file: file, corpus: "c", name: "back")(fixture.bench)
    let (ledger, corpus) = try fixture.stored()
    let back = try ledger.model(named: "back", in: corpus.record)
    #expect(back.unseen == "uniform" && back.isNormalized && back.parameters == own[0].parameters)
  }

  /// The digest is that of the file, and the limit that of what it unpacks to.
  @Test func gzipIsKnownByItsContent() throws {
    let fixture = try ImportFixture()
    let path = try fixture.write(ImportFixture.arpa)
    let gzip = Process()
    gzip.executableURL = URL(filePath: "/usr/bin/env")
    // Its own name is kept, so that the content alone tells.
    gzip.arguments = ["sh", "-c", "gzip -nc \"$0\" > \"$0.gz\" && mv \"$0.gz\" \"$0\"", path]
    try gzip.run()
    gzip.waitUntilExit()
    #expect(gzip.terminationStatus == 0)
    let ledger = try fixture.bench.openForReading()
    let tokens = try StoredCorpus(nil, in: ledger).arpaTokens()
    let packed = try ImportedFile(path, tokens, maxExpanded: nil, fixture.bench)
    #expect(packed.facts.vocabulariesAgree && packed.model.count == 12)
    #expect(packed.sha256 == "\(try Source.file(path: path).digest())")
    #expect(throws: TextError.self) { try ImportedFile(path, tokens, maxExpanded: 50, fixture.bench) }
  }
}
