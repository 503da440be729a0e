import Corpus
import Foundation
import Recurrent
import Text
import Platform

@testable import Experiment

/// A corpus with files of its own for each split, and a model of each kind, removed with the last reference.
final class ScoreFixture {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  let bench: Workbench

  init(
    _ tokenizer: TokenizerSettings = TokenizerSettings(), models: [SmoothingName] = [.wittenBell, .laplace],
    network: Bool = false
  ) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    bench = Workbench(database: folder.path + "/lm.sqlite", threads: 2, arguments: ["test"]) { _ in }
    let names = [(Split.Name.train, 150), (.valid, 20), (.test, 20)]
    for (name, lines) in names { try write(Self.story(lines, seed: UInt64(lines)), to: "\(name).txt") }
    let sources = Dictionary(uniqueKeysWithValues: names.map { ($0.0, [path("\($0.0).txt")]) })
    _ = try Tokenize(
      sources: sources, name: "c", settings: CorpusSettings(tokenizer: tokenizer, splitting: .files))(bench)
    for smoothing in models { try TrainNGrams(corpus: "c", orders: [3], smoothings: [smoothing])(bench) }
    guard network else { return }
    for clears in [false, true] {
      let training = TrainingSettings(
        lanes: 4, steps: 9, epochs: 1, learningRate: 0.5, clip: 1, clearsAtSegments: clears, seed: 3)
      try TrainNetwork(
        corpus: "c", embedding: 6, hidden: 8, training: training, name: clears ? "reset" : "carry")(bench)
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.path + "/" + name }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: path(name), atomically: true, encoding: .utf8)
  }

  /// Lines whose next word depends on the one before, some of them empty.
  static func story(_ lines: Int, seed: UInt64) -> String {
    var random = RandomSource(seed: seed)
    func pick(_ words: [String]) -> String { words[random.below(words.count)] }
    return (0..<lines).map { line in
      if line % 9 == 8 { return "\n" }
      return
        "\(pick(["the cat", "a dog", "my owl"])) \(pick(["sees", "hears"])) \(pick(["the moon", "a mouse", "x\(line)"])).\n"
    }.joined()
  }

  func sqlite(_ statement: String) throws -> Bool {
    let sqlite = URL(fileURLWithPath: "/usr/bin/sqlite3")
    guard FileManager.default.isExecutableFile(atPath: sqlite.path) else { return false }
    let process = try Process.run(sqlite, arguments: [bench.database, statement])
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
