import Corpus
import Foundation
import Ledger
import Platform
import Report
import Testing
import Text

@testable import Experiment

@Suite struct WritePageTests {
  private func page(_ fixture: TrainingFixture, _ name: String = "p.html") throws -> String {
    let path = fixture.folder.path + "/" + name
    let bytes = try WritePage(path: path)(fixture.bench())
    let page = try String(contentsOfFile: path, encoding: .utf8)
    #expect(page.utf8.count == bytes)
    return page
  }

  /// What a database has by itself is on the page; what needs to be asked for is there once it was.
  @Test func whatIsStoredIsShown() throws {
    let fixture = try TrainingFixture()
    _ = try fixture.train(fixture.network("net"))
    try TrainNGrams(corpus: "t", orders: [1, 2], alphas: [.value(1)], name: "gram")(fixture.bench())
    let plain = try page(fixture)
    for text in [
      "predicts best", "<h2>Leaderboard</h2>", "<h2>Learning</h2>", "net, epoch 3: valid perplexity",
      "<h2>Word by word</h2>",
      "<h2>The text</h2>", "Zipf–Mandelbrot", "train-rnn", "<bdi>of</bdi>",
    ] {
      #expect(plain.contains(text), "\(text)")
    }
    #expect(!plain.contains("<h2>Mixtures</h2>") && !plain.contains("<h2>Where</h2>"))
    #expect(try page(fixture, "again.html") == plain)

    let ledger = try fixture.ledger
    let names = try ledger.models(of: ledger.corpus(named: "t")).map(\.name)
    _ = try Mix(corpus: "t", models: names)(fixture.bench())
    _ = try Where(corpus: "t", split: .test)(fixture.bench())
    let more = try page(fixture)
    for text in ["<h2>Mixtures</h2>", "<h2>Where</h2>", "By frequency of the token in train"] {
      #expect(more.contains(text), "\(text)")
    }
  }

  @Test func theDatabaseIsNeverReplaced() throws {
    let fixture = try TrainingFixture()
    let database = fixture.folder.path + "/lm.sqlite"
    #expect(throws: OutputError.self) { try WritePage(path: database)(fixture.bench()) }
    #expect(try fixture.ledger.corpora().count == 1)
  }

  /// Nor what SQLite keeps beside it, by whatever name, whether it is there or not yet.
  @Test(arguments: ["-journal", "-wal", "-shm"]) func whatIsBesideTheDatabaseIsNeverReplaced(suffix: String) throws {
    let fixture = try TrainingFixture()
    let beside = fixture.folder.path + "/lm.sqlite" + suffix
    try? FileManager.default.removeItem(atPath: beside)
    #expect(throws: OutputError.self) { try WritePage(path: beside)(fixture.bench()) }
    #expect(!FileManager.default.fileExists(atPath: beside))
    let link = fixture.folder.path + "/link.html"
    try Data("kept".utf8).write(to: URL(fileURLWithPath: beside))
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: beside)
    for path in [beside, link] {
      #expect(throws: OutputError.self) { try WritePage(path: path)(fixture.bench()) }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: beside)) == Data("kept".utf8))
  }

  /// A path that cannot be written is found before the database is read.
  @Test func theFileComesFirst() throws {
    let fixture = try TrainingFixture()
    #expect(throws: OutputError.self) {
      try WritePage(corpus: "none", path: fixture.folder.path + "/no/folder/p.html")(fixture.bench())
    }
    #expect(throws: OutputError.isFolder(path: fixture.folder.path)) {
      try WritePage(corpus: "none", path: fixture.folder.path)(fixture.bench())
    }
  }

  @Test func whatIsNotThereIsSaid() throws {
    let fixture = try TrainingFixture()
    #expect(throws: LedgerError.self) {
      try WritePage(corpus: "none", path: fixture.folder.path + "/p.html")(fixture.bench())
    }
    #expect(!FileManager.default.fileExists(atPath: fixture.folder.path + "/p.html"))
    // A corpus without scores is a page too.
    #expect(try page(fixture).contains("Nothing is scored here yet."))
  }

  /// Tokens that would be markup, in a database of their own.
  @Test func hostileTokensAreText() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let tokens = [
      "<script>alert(1)</script>", "\"onmouseover=\"x", "</title>", "]]>", "&lt;", "\u{202E}abc", "👩‍👩‍👧", "日本語",
      String(repeating: "w", count: 65_536),
    ]
    let text = String(
      repeating: tokens.joined(separator: " ") + "\n" + tokens.reversed().joined(separator: " ") + "\n", count: 20)
    let file = folder.appendingPathComponent("<h>.txt").path
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    let bench = Workbench(database: folder.path + "/lm.sqlite", threads: 1, arguments: ["<b>"]) { _ in }
    let settings = CorpusSettings(tokenizer: TokenizerSettings(unit: .whitespace))
    _ = try Tokenize(sources: [.train: [file]], name: "<i>\"c", settings: settings)(bench)
    try TrainNGrams(corpus: "<i>\"c", orders: [1, 2], alphas: [.value(1)], name: "</main><u>")(bench)
    let bytes = try WritePage(path: folder.path + "/p.html")(bench)
    let page = try String(contentsOfFile: folder.path + "/p.html", encoding: .utf8)
    #expect(bytes < 300_000)
    for markup in ["<script", "<i>", "<b>\"", "<u>", "onmouseover=\"x", "\u{202E}", "]]><"] {
      #expect(!page.contains(markup), "\(markup)")
    }
    for text in ["&lt;script&gt;alert(1)&lt;/script&gt;", "&amp;lt;", "\\u{202E}abc", "日本語", "&lt;i&gt;&quot;c"] {
      #expect(page.contains(text), "\(text)")
    }
    #expect(page.matches(of: /<\/title>/).count == page.matches(of: /<title/).count)
  }
}
