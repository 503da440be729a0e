internal import Foundation
internal import Ledger
internal import Report

/// Where it all came from.
extension PageChapterMaker {
  /// The runs that made the corpus and the models that are shown, the newest first.
  func runs() throws -> [PageRun] {
    let made = Set(([record.runID] + models.values.map(\.runID)).compactMap { $0 })
    return try ledger.runs(limit: 10_000).filter { made.contains($0.id) }.map { run in
      PageRun(
        command: run.command, subject: run.subject ?? "", startedAt: run.startedAt, seed: run.seed,
        threads: run.threads, line: Self.line(run.argv), settings: run.settings, versions: run.versions)
    }
  }

  /// A command line, out of the JSON that it is stored as.
  static func line(_ argv: String) -> String {
    guard let words = try? JSONDecoder().decode([String].self, from: Data(argv.utf8)) else { return argv }
    return words.enumerated().map { place, word in
      if place == 0 { return word.split(separator: "/").last.map(String.init) ?? word }
      let isPlain =
        !word.isEmpty
        && word.unicodeScalars.allSatisfy {
          $0.properties.isAlphabetic || "0123456789-_.,:=/+%@".unicodeScalars.contains($0)
        }
      return isPlain ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
    }.joined(separator: " ")
  }

  func facts(_ corpus: StoredCorpus) -> [PageFact] {
    let splits = corpus.splits.map { split in
      "\(split.name.rawValue) \(Figures.grouped(split.tokens)) tokens"
        + (split.segments > 0 ? " in \(Figures.grouped(split.segments)) segments" : "")
        + ", \(Figures.grouped(split.oov)) of them <unk>"
    }
    return [
      PageFact("sources", Self.sources(record.sources)), PageFact("made", String(record.createdAt.prefix(19))),
      PageFact(
        "text",
        "\(Figures.bytes(record.bytes)), \(Figures.grouped(record.characters)) characters; segments: \(record.boundary)"
      ),
      PageFact("vocabulary", "\(Figures.grouped(record.vocabularySize)) types that can be predicted"),
      PageFact("splits", splits.joined(separator: "; ")), PageFact("tokenizer", record.settings),
    ]
  }

  private struct Source: Decodable {
    let path: String
    let bytes: Int?
  }

  /// "kjv/train.txt (3.4 MB), …": no more than a few.
  static func sources(_ json: String) -> String {
    guard let sources = try? JSONDecoder().decode([Source].self, from: Data(json.utf8)) else { return "–" }
    let shown = sources.prefix(12).map { $0.path + ($0.bytes.map { " (\(Figures.bytes($0)))" } ?? "") }
    return shown.joined(separator: ", ") + (sources.count > 12 ? " and \(sources.count - 12) more" : "")
  }
}
