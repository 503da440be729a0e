import Corpus
import Foundation
import Ledger
import NGrams
import Testing

@testable import Experiment

/// A corpus of "the cat sat" and ARPA files beside it, removed with the last reference.
final class ImportFixture {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  private(set) var bench: Workbench
  private final class Log { var lines: [String] = [] }
  private let log = Log()

  /// What was told so far: warnings and notes.
  var told: [String] { log.lines }

  init(_ lines: [String] = Array(repeating: "the cat sat", count: 10)) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let log = log
    bench = Workbench(database: folder.path + "/lm.sqlite", threads: 2, arguments: ["test"]) { event in
      switch event {
      case .warning(let text), .note(let text): log.lines.append(text)
      default: break
      }
    }
    let text = folder.path + "/t.txt"
    try lines.map { $0 + "\n" }.joined().write(toFile: text, atomically: true, encoding: .utf8)
    _ = try Tokenize(sources: [.train: [text]], name: "t", settings: CorpusSettings())(bench)
    log.lines = []
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func write(_ text: String) throws -> String {
    let path = folder.path + "/model.arpa"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  static let arpa = """
    \\data\\
    ngram 1=6
    ngram 2=4
    ngram 3=2

    \\1-grams:
    -1.5\t<unk>
    -99\t<s>\t-0.25
    -0.75\t</s>
    -0.5\tthe\t-0.125
    -1\tcat\t-0.0625
    -2\tsat\t-0.375

    \\2-grams:
    -0.25\t<s> the\t-0.5
    -0.375\tthe cat\t-0.25
    -0.125\tcat sat\t-0.75
    -1\tsat </s>

    \\3-grams:
    -0.0625\t<s> the cat
    -0.03125\tcat sat </s>

    \\end\\

    """
}

@Suite struct ImportTests {
  /// By hand: P(the | <s>) = −0.25, P(cat | <s> the) = −0.0625, P(sat | the cat) = β(the cat) − 0.125 = −0.375,
  /// P(</s> | cat sat) = −0.03125, to base 10.
  @Test func scoresAreThoseOfTheFile() throws {
    let fixture = try ImportFixture()
    try Import(file: try fixture.write(ImportFixture.arpa), corpus: "t", name: "m", unseen: .leftover)(fixture.bench)
    // The numbers of this file are easy to add, and no probabilities.
    #expect(fixture.told.count == 1 && fixture.told[0].contains("listed, not ranked"))
    let ledger = try Ledger.open(fixture.bench.database, for: .reading)
    let model = try ledger.model(named: "m", in: try ledger.corpus(named: "t"))
    #expect(!model.isNormalized)
    #expect(model.smoothing == "imported" && model.order == 3 && model.unseen == "leftover" && model.parameters == 12)
    #expect(model.context == .segment && model.kind == "ngram")
    let score = try #require(try ledger.scores(of: model).first { $0.split == .test })
    #expect(abs(try #require(score.nats) - 0.71875 * log(10)) < 1e-6)
    // What is stored is what the file says.
    let tokens = try StoredCorpus("t", in: ledger).arpaTokens()
    let stored = try BackoffModel(decoding: try ledger.loadArtifact(model.artifactID, as: UInt8.self))
    var text: [UInt8] = []
    try stored.writeARPA(tokens: tokens, threads: 1) { text += $0 }
    let lines = Set(String(decoding: text, as: UTF8.self).split(separator: "\n"))
    for line in ImportFixture.arpa.split(separator: "\n") { #expect(lines.contains(line), "\(line)") }
  }

  /// One history of hundreds that adds up to too much: the model is not ranked, and the history is told.
  @Test func everyHistoryIsSummed() throws {
    let fixture = try ImportFixture((0..<300).map { "a\($0) b\($0) c\($0)" })
    try TrainNGrams(corpus: "t", orders: [2], smoothings: [.wittenBell], name: "own")(fixture.bench)
    let ledger = try Ledger.open(fixture.bench.database, for: .reading)
    let corpus = try ledger.corpus(named: "t")
    let artifact = try ledger.model(named: "own", in: corpus).artifactID
    let own = try BackoffModel(decoding: try ledger.loadArtifact(artifact, as: UInt8.self))
    var text: [UInt8] = []
    try own.writeARPA(tokens: try StoredCorpus("t", in: ledger).arpaTokens(), threads: 1) { text += $0 }
    let arpa = String(decoding: text, as: UTF8.self)
    try Import(file: try fixture.write(arpa), corpus: "t", name: "same")(fixture.bench)
    let line = try #require(arpa.split(separator: "\n").first { $0.contains("\ta77 b77") })
    let probability = try #require(line.split(separator: "\t").first.flatMap { Double($0) })
    let higher = arpa.replacing(line, with: "\(probability + 0.1)\ta77 b77")
    try Import(file: try fixture.write(higher), corpus: "t", name: "higher")(fixture.bench)
    #expect(fixture.told.contains { $0.hasPrefix("the probabilities after 'a77' sum to 1.") })
    #expect(try ledger.model(named: "same", in: corpus).isNormalized)
    #expect(try !ledger.model(named: "higher", in: corpus).isNormalized)
  }

  @Test func otherVocabulariesAreCountedAndStored() throws {
    let fixture = try ImportFixture()
    let arpa = ImportFixture.arpa.replacing("cat", with: "dog")
    try Import(file: try fixture.write(arpa), corpus: "t", name: "m")(fixture.bench)
    try #require(fixture.told.count == 1)
    #expect(fixture.told[0].contains("1 of the file's types are not in it (4 n-grams"))
    #expect(fixture.told[0].contains("1 of its types are not in the file"))
    let ledger = try Ledger.open(fixture.bench.database, for: .reading)
    let model = try ledger.model(named: "m", in: try ledger.corpus(named: "t"))
    #expect(model.unseen == "other-vocabulary")
    for part in [#""unknown_types":1"#, #""missing_types":1"#, #""dropped":[1,2,2]"#] {
      #expect(model.settings.contains(part), "\(model.settings)")
    }
  }

  @Test func aNameIsTakenOnce() throws {
    let fixture = try ImportFixture()
    let path = try fixture.write(ImportFixture.arpa)
    try Import(file: path, corpus: nil, name: "m")(fixture.bench)
    #expect(throws: LedgerError.self) { try Import(file: path, corpus: nil, name: "m")(fixture.bench) }
    try Import(file: path, corpus: nil, name: "m", replaces: true)(fixture.bench)
  }

  /// A refused file leaves no model and no run.
  @Test func whatIsWrongIsToldWithItsLine() throws {
    let fixture = try ImportFixture()
    let path = try fixture.write(ImportFixture.arpa.replacing("-0.375\tthe cat", with: "0.375\tthe cat"))
    #expect {
      try Import(file: path, corpus: nil, name: "m")(fixture.bench)
    } throws: { error in
      "\(error)" == "\(path):16: \(ARPAError.Problem.positiveProbability)"
    }
    let folder = fixture.folder.path
    #expect(throws: ExperimentError.unreadable(path: folder, reason: "this is a folder")) {
      try Import(file: folder, corpus: nil, name: "m")(fixture.bench)
    }
    #expect(throws: (any Error).self) { try Import(file: folder + "/nothing", corpus: nil, name: "m")(fixture.bench) }
    let ledger = try Ledger.open(fixture.bench.database, for: .reading)
    #expect(throws: (any Error).self) { try ledger.model(named: "m", in: try ledger.corpus(named: "t")) }
  }
}
