import Counts
import Evaluation
import Foundation
import Testing

@testable import NGrams

/// KJV as the truth files read it: a line a segment, white space between tokens, ids by count.
struct KingJames {
  static let folder = ProcessInfo.processInfo.environment["LMCTL_CORPORA"].map { $0 + "/kjv" }

  let size: Int
  let train: [UInt32]
  let valid: [UInt32]
  let test: [UInt32]

  init() throws {
    let folder = try #require(Self.folder)
    func segments(_ name: String) throws -> [[Substring]] {
      let text = try String(contentsOfFile: "\(folder)/\(name).txt", encoding: .utf8)
      return text.split(separator: "\n").map { $0.split(separator: " ") }
    }
    let lines = try segments("train")
    var counts: [Substring: Int] = [:]
    for line in lines { for word in line { counts[word, default: 0] += 1 } }
    var ids: [Substring: UInt32] = [:]
    for (word, _) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      ids[word] = UInt32(ids.count + 2)
    }
    func stream(_ lines: [[Substring]]) -> [UInt32] { lines.flatMap { $0.map { ids[$0] ?? 0 } + [1] } }
    size = ids.count + 2
    train = stream(lines)
    valid = stream(try segments("valid"))
    test = stream(try segments("test"))
  }

  func trie(_ order: Int) throws -> NGramTrie {
    try TrieCounter(order: order, vocabularySize: size, endOfSegment: 1, threads: 2).count(train)
  }
}

@Suite struct BackoffEstimatorTests {
  @Test(.enabled(if: KingJames.folder != nil)) func kenLM() throws {
    let text = try KingJames()
    print(text.size)
    for order in 2...5 {
      let (model, discounts) = BackoffEstimator(
        try text.trie(order), EstimationSettings(.modifiedKneserNey), threads: 2
      ).estimate()
      print(discounts)
      for stream in [text.valid, text.test] {
        var state = model.start()
        let p = model.score(stream, from: &state)
        let score = Score(p, of: stream, hasEOS: true, characters: 1, bytes: 1)
        print(order, score.perplexity as Any, score.perplexityExcludingOOV as Any)
      }
    }
    for order in 2...3 {
      for smoothing in [Smoothing.wittenBell, .goodTuring, .absolute(discount: 0.7), .kneserNey, .modifiedKneserNey] {
        for interpolates in [true, false] {
          let (model, _) = BackoffEstimator(
            try text.trie(order), EstimationSettings(smoothing, interpolates: interpolates, unseen: .leftover),
            threads: 2
          ).estimate()
          for stream in [text.valid, text.test] {
            var state = model.start()
            let p = model.score(stream, from: &state)
            let score = Score(p, of: stream, hasEOS: true, characters: 1, bytes: 1)
            print(order, smoothing, interpolates, score.perplexity as Any, score.perplexityExcludingOOV as Any)
          }
        }
      }
    }
  }
}
