import ArgumentParser
import Counts
import Evaluation
import Foundation
import NGrams
import Platform
import Text

/// A model in memory → ln p of each position; its bytes → the model.
struct ScoreBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "A modified Kneser–Ney model of a text: estimating, loading, and scoring the text.")

  @Argument(help: "A text.") var file: String
  @Option(help: "What a token is.") var unit = TokenUnit.whitespace
  @Option(help: "The order.") var order = 3
  @Option(help: "How often each is timed.") var rounds = 3
  @Option(help: "Threads.") var threads = 1

  func run() throws {
    Memory.keep()
    let corpus = try BenchCorpus(file, unit)
    let trie = try TrieCounter(
      order: order, vocabularySize: corpus.vocabularySize, endOfSegment: corpus.endOfSegment, threads: threads
    ).count(corpus.ids)
    let estimator = BackoffEstimator(trie, EstimationSettings(.modifiedKneserNey), threads: threads)
    let model = estimator.estimate().model
    var bytes: [UInt8] = []
    try model.encode { (piece: borrowing Span<UInt8>) in
      for index in piece.indices { bytes.append(piece[index]) }
    }
    var timing = Timing([Subject(name: "estimating") { estimator.estimate().model.count }])
    try timing.run(rounds: rounds)
    for line in timing.table(trie.count, of: " n-grams") { print(line) }
    let stored = bytes
    timing = Timing([
      Subject(name: "loading") { try BackoffModel(decoding: stored, threads: threads).count }
    ])
    try timing.run(rounds: rounds)
    for line in timing.table(bytes.count, of: "B") { print(line) }
    timing = Timing([
      Subject(name: "scoring") {
        // As a text comes, in pieces.
        var (state, sum) = (model.start(), 0.0)
        for start in stride(from: 0, to: corpus.ids.count, by: 1 << 16) {
          let piece = Array(corpus.ids[start..<min(start + 1 << 16, corpus.ids.count)])
          sum -= model.score(piece, from: &state).reduce(0, +)
        }
        return Int(sum)
      }
    ])
    try timing.run(rounds: rounds)
    for line in timing.table(corpus.ids.count, of: " tokens") { print(line) }
  }
}
