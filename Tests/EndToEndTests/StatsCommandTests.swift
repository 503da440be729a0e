import Foundation
import Testing

@Suite struct StatsCommandTests {
  private func corpora() throws -> Workdir {
    let work = try Workdir()
    try work.write(Workdir.story(200), to: "story.txt")
    try work.write(String(repeating: "the king of the sea sees a whale , now .\n", count: 100), to: "sea.txt")
    for name in ["story", "sea"] {
      let made = try work.lmctl("tokenize", "\(name).txt", "--corpus", name, "--split", "100:0:0")
      #expect(made.status == 0, "\(made.errors)")
    }
    return work
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// Piped, the output is tables alone: nothing is drawn, nothing coloured.
  @Test func everyTable() throws {
    let work = try corpora()
    let stats = try work.lmctl("stats", "--corpus", "story", "--against", "sea", "--word", "the", "--parts", "7")
    #expect(stats.status == 0, "\(stats.errors)")
    for part in [
      "zipf_ls_slope", "mandelbrot_shift", "power_law_distance", "unseen_mass", "heaps_exponent", "mtld", "3-grams",
      "rank", "frequency", "Good–Turing", "first tokens", "collocation", "χ²", "in of 7 parts", "Juilland D",
      "more in story", "more in sea", "log ratio",
    ] {
      #expect(stats.output.contains(part), "\(part)")
    }
    #expect(!stats.output.contains("┤") && !stats.output.contains("\u{1B}"))
    #expect(stats.errors.contains("warning") == false)
    let drawn = try work.lmctl("stats", "--corpus", "story", "--plot", environment: ["COLUMNS": "100"])
    #expect(drawn.output.contains("10² ┤") && drawn.output.contains("2 2-grams") && !drawn.output.contains("\u{1B}"))
    #expect(drawn.output.split(separator: "\n").contains { $0.contains("┴") && $0.count == 100 })
  }

  @Test func jsonIsWhole() throws {
    let work = try corpora()
    let stats = try work.lmctl("stats", "--corpus", "story", "--order", "1,2", "--ranks", "all", "--json")
    #expect(stats.status == 0 && stats.errors.isEmpty, "\(stats.errors)")
    let orders = try #require(try object(stats.output)["orders"] as? [[String: Any]])
    for order in orders {
      let ranks = try #require(order["ranks"] as? [[String: Any]])
      let spectrum = try #require(order["spectrum"] as? [[String: Any]])
      let types = spectrum.reduce(0) { $0 + ($1["types"] as? Int ?? 0) }
      #expect(ranks.count == types && types > 10)
      let tokens = spectrum.reduce(0) { $0 + ($1["types"] as? Int ?? 0) * ($1["frequency"] as? Int ?? 0) }
      #expect(ranks.reduce(0) { $0 + ($1["count"] as? Int ?? 0) } == tokens)
    }
    // The database answers the same.
    guard let rows = try work.sqlite("SELECT count(*), sum(types) FROM spectrum WHERE corpus = 'story'") else { return }
    let types = (orders[0]["ranks"] as? [Any])?.count ?? 0
    #expect(rows.hasSuffix("|\(types)\n"))
  }

  @Test func aDrawingIsWholeOrNotThere() throws {
    let work = try corpora()
    let stats = try work.lmctl("stats", "--corpus", "story", "--svg", "zipf.svg", "--json")
    #expect(stats.status == 0, "\(stats.errors)")
    let svg = try String(contentsOfFile: work.path + "/zipf.svg", encoding: .utf8)
    #expect(svg.hasPrefix("<?xml") && svg.hasSuffix("</svg>\n") && svg.contains("Zipf–Mandelbrot"))
    for (file, status) in [("none/zipf.svg", 73), (".", 73), ("/dev/full", 74)] as [(String, Int32)] {
      let failed = try work.lmctl("stats", "--corpus", "story", "--order", "1", "--svg", file)
      #expect(failed.status == status && failed.errors.contains(file), "\(failed.errors)")
      #expect(failed.output.isEmpty)
    }
    // A command that fails leaves the drawing that stood, and nothing beside it.
    let wrong = try work.lmctl("stats", "--corpus", "none", "--svg", "zipf.svg")
    #expect(wrong.status == 66)
    #expect(try String(contentsOfFile: work.path + "/zipf.svg", encoding: .utf8) == svg)
    #expect(try FileManager.default.contentsOfDirectory(atPath: work.path).allSatisfy { !$0.hasSuffix(".part") })
  }

  @Test(arguments: [
    ["--ranks", "-1"], ["--ranks", "some"], ["--by", "magic"], ["--min-count", "0"], ["--parts", "1"],
    ["--parts", "1001"], ["--dispersion", "-1"], ["--keyness", "x"], ["--collocations", "-1"], ["--plot", "--json"],
    ["--order", "0"],
  ])
  func nonsenseOptions(arguments: [String]) throws {
    let work = try Workdir()
    let outcome = try work.run(Workdir.binary, ["stats"] + arguments)
    #expect(outcome.status == 64 && !outcome.errors.isEmpty, "\(outcome.errors)")
  }

  @Test func whatIsNotThere() throws {
    let work = try corpora()
    let word = try work.lmctl("stats", "--corpus", "story", "--word", "whale\u{1B}[2J")
    #expect(word.status == 66 && word.errors.contains("vocabulary") && !word.errors.contains("\u{1B}"))
    #expect(try work.lmctl("stats", "--corpus", "story", "--against", "none").status == 66)
    #expect(try work.lmctl("stats").status == 64)
  }

  /// The figures of other people's software, through the whole tool.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["LMCTL_CORPORA"] != nil, "LMCTL_CORPORA names no folder"))
  func timeMachine() throws {
    let work = try Workdir()
    let text = (ProcessInfo.processInfo.environment["LMCTL_CORPORA"] ?? "") + "/timemachine.txt"
    _ = try work.lmctl(
      "tokenize", text, "--preset", "d2l-word", "--split", "100:0:0", "--corpus", "t")
    let stats = try object(work.lmctl("stats", "--json", "--word", "time", "--parts", "10", "--by", "pmi").output)
    let figures = try #require(stats["figures"] as? [[String: Any]])
    for (order, name, expected, tolerance) in [
      (1, "tokens", 32775, 0), (1, "types", 4579, 0), (2, "types", 20234, 0), (3, "hapaxes", 28251, 0),
      (1, "zipf_ls_slope", -1.0352906770079624, 1e-9), (2, "zipf_ls_slope", -0.46374303099381303, 1e-9),
      (1, "zipf_ls_log_spaced_slope", -1.0000520467405498, 1e-9), (1, "mandelbrot_exponent", 1.0504052265634367, 1e-4),
      (2, "power_law_exponent", 2.4293653212166557, 1e-5), (1, "good_turing_slope", -1.889150410348361, 1e-9),
      (1, "mtld", 85.01181579766006, 1e-9), (1, "types_covering_90", 1742, 0),
    ] as [(Int, String, Double, Double)] {
      let figure = figures.first { $0["order"] as? Int == order && $0["name"] as? String == name }
      let value = try #require(figure?["value"] as? Double, "\(name)")
      #expect(abs(value - expected) <= tolerance * abs(expected), "\(order) \(name) \(value)")
    }
    let time = try #require((stats["dispersion"] as? [[String: Any]])?.first)
    #expect(abs((time["juilland_d"] as? Double ?? 0) - 0.7486702033847425) < 1e-9)
    let pair = try #require((stats["collocations"] as? [[String: Any]])?.first)
    #expect(pair["words"] as? [String] == ["don", "t"])
    #expect(abs((pair["pmi"] as? Double ?? 0) - 10.24542065783301) < 1e-9)
  }
}
