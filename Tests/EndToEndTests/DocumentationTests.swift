import Foundation
import Testing

/// The catalogue of formulas is built, and names what the code has.
@Suite struct DocumentationTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let catalogue = root.appendingPathComponent("Sources/Experiment/Experiment.docc")

  private static func articles() throws -> [(name: String, text: String)] {
    try FileManager.default.contentsOfDirectory(atPath: catalogue.path).filter { $0.hasSuffix(".md") }.sorted().map {
      ($0, try String(contentsOf: catalogue.appendingPathComponent($0), encoding: .utf8))
    }
  }

  static let hasDocC = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
    FileManager.default.isExecutableFile(atPath: "\($0)/docc")
  }

  @Test(.enabled(if: hasDocC)) func theCatalogueIsBuiltWithoutWarnings() throws {
    let work = try Workdir()
    let outcome = try work.run(
      "/usr/bin/env",
      ["docc", "convert", Self.catalogue.path, "--output-dir", "site", "--warnings-as-errors"]
        + ["--fallback-display-name", "lmctl", "--fallback-bundle-identifier", "lmctl"])
    #expect(outcome.status == 0, "\(outcome.errors)\(outcome.output)")
    for (name, _) in try Self.articles() where name != "Formulas.md" {
      #expect(work.exists("site/data/documentation/lmctl/\(name.dropLast(3).lowercased()).json"), "\(name)")
    }
    #expect(work.exists("site/data/documentation/formulas.json"))
  }

  /// Types and files that articles name are there, options are in some command's help.
  @Test func whatArticlesNameIsThere() throws {
    let files = FileManager.default.enumerator(atPath: Self.root.appendingPathComponent("Sources").path)
    let sources = (files?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".swift") }
    var declared: Set<Substring> = []
    for name in sources {
      declared.insert((name.split(separator: "/").last ?? "").dropLast(".swift".count))
      let code = try String(contentsOf: Self.root.appendingPathComponent("Sources/\(name)"), encoding: .utf8)
      for line in code.split(separator: "\n") {
        let words = line.split(whereSeparator: { " :<({".contains($0) })
        for (keyword, name) in zip(words, words.dropFirst())
        where ["struct", "class", "enum", "protocol", "typealias"].contains(keyword) { declared.insert(name) }
      }
    }
    let work = try Workdir()
    let help = try ["ngram", "train-rnn", "tokenize", "compare"].map { command in
      try work.lmctl(command, "--help").output
    }.joined()
    let (type, option, tick) = (/`([A-Z][A-Za-z]+)(\.[a-z]\w*)?`/, /(--[a-z][a-z-]+)/, /`([a-z]+(?:-[a-z]+)*)`/)
    var (types, options, smoothings) = (0, 0, 0)
    for (name, text) in try Self.articles() {
      for match in text.matches(of: type) {
        types += 1
        let isThere = declared.contains(match.1)
        #expect(isThere, "\(name): \(match.1)")
      }
      for match in text.matches(of: option) {
        options += 1
        #expect(help.contains(match.1), "\(name): \(match.1)")
      }
      guard name == "NGramModels.md" else { continue }
      for match in text.matches(of: tick) {
        smoothings += 1
        #expect(help.contains(match.1) || ["train", "valid"].contains(match.1), "\(name): \(match.1)")
      }
    }
    #expect(types > 20 && options > 8 && smoothings > 6)
  }
}
