import Corpus
import Foundation
import Text

@testable import Experiment

/// Two small corpora in a database of their own, removed with the last reference.
final class StatsFixture {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  let bench: Workbench

  /// "a" has 120 lines about a whale, and `more` after them; "b" as many about a dog; all of it train.
  init(more: String = "") throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    bench = Workbench(database: folder.path + "/lm.sqlite", threads: 1, arguments: ["test"]) { _ in }
    let whale = String(repeating: "the white whale swims in the sea\n", count: 120) + more
    let dog = String(repeating: "the dog sleeps in a house\n", count: 120)
    for (name, text) in [("a", whale), ("b", dog)] {
      let path = folder.path + "/\(name).txt"
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      let settings = CorpusSettings(splitting: .shares(train: 100, valid: 0, test: 0))
      _ = try Tokenize(sources: [.train: [path]], name: name, settings: settings)(bench)
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func stats(_ orders: [Int] = [1], _ change: (inout Stats) -> Void = { _ in }) throws -> StatsResult {
    var stats = Stats(corpus: "a", orders: orders, collocations: 0)
    change(&stats)
    return try stats(bench)
  }
}
