import Foundation
import Testing

@testable import Text

private let corpora = ProcessInfo.processInfo.environment["LMCTL_CORPORA"]

/// How well words agree with those of people: to the digit what plain ICU 72 reaches on two test sets of Universal
/// Dependencies.
@Suite(
  .enabled(if: corpora != nil, "LMCTL_CORPORA names no folder"),
  .enabled(if: ICU.version.hasPrefix("72."), "not ICU 72"))
struct SegmentationF1Tests {
  /// Precision, recall and F1, of 100.
  private struct Agreement {
    var both = 0
    var found = 0
    var wanted = 0

    mutating func add<Item: Hashable>(_ found: [Item], _ wanted: [Item]) {
      both += Set(found).intersection(wanted).count
      self.found += found.count
      self.wanted += wanted.count
    }

    var figures: [String] {
      let (precision, recall) = (100 * Double(both) / Double(found), 100 * Double(both) / Double(wanted))
      return [precision, recall, 2 * precision * recall / (precision + recall)].map { String(format: "%.2f", $0) }
    }
  }

  /// The words' places, counted in characters that are no white space.
  private func places(_ words: [String]) -> [Range<Int>] {
    var end = 0
    return words.map { word in
      let start = end
      end += word.unicodeScalars.count { !$0.properties.isWhitespace }
      return start..<end
    }
  }

  @Test(arguments: [
    ("ja_gsd", "ja", 543, 13034, 12739, ["81.45", "79.61", "80.52"], ["92.81", "90.62", "91.70"]),
    ("ja_gsd", "", 543, 13034, 12739, ["81.45", "79.61", "80.52"], ["92.81", "90.62", "91.70"]),
    ("en_ewt", "en", 2077, 24740, 26387, ["91.81", "97.93", "94.77"], ["93.11", "99.87", "96.37"]),
    ("en_ewt", "", 2077, 24740, 26387, ["91.81", "97.93", "94.77"], ["93.11", "99.87", "96.37"]),
  ])
  func theFiguresOfPlainICU(
    set: String, locale: String, sentences: Int, wanted: Int, found: Int, word: [String], boundary: [String]
  ) throws {
    let folder = try #require(corpora) + "/segmentation/"
    let raw = [UInt8](try Data(contentsOf: URL(filePath: folder + set + "-ud-test.raw.txt")))
    let gold = try String(contentsOfFile: folder + set + "-ud-test.gold.txt", encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: true).map { $0.split(separator: "\t").map(String.init) }
    #expect(gold.count == sentences)
    for path in SegmentationPath.available {
      let segments = try Tokenized(raw, TokenizerSettings(locale: locale), path: path).segments
      try #require(segments.count == sentences)
      var (words, boundaries) = (Agreement(), Agreement())
      for (tokens, gold) in zip(segments, gold) {
        let (mine, theirs) = (places(tokens), places(gold))
        #expect(mine.last?.upperBound == theirs.last?.upperBound)
        words.add(mine, theirs)
        // A sentence's end is no merit.
        boundaries.add(mine.dropLast().map(\.upperBound), theirs.dropLast().map(\.upperBound))
      }
      #expect((words.wanted, words.found) == (wanted, found))
      #expect(words.figures == word && boundaries.figures == boundary, "\(path)")
    }
  }
}
