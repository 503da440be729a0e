import ArgumentParser
import Corpus
import Counts
import Foundation
import Platform
import Text

/// Ids in memory → sorted distinct n-grams.
struct CountsBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "counts", abstract: "Ids in memory → the sorted distinct n-grams of all orders up to N.")

  @Argument(help: "A text.") var file: String
  @Option(help: "What a token is.") var unit = TokenUnit.whitespace
  @Option(help: "The highest order.") var order = 3
  @Option(help: "How often each is timed.") var rounds = 5
  @Option(help: "Threads of the last subject.") var threads = ProcessInfo.processInfo.activeProcessorCount

  func run() throws {
    let corpus = try BenchCorpus(file, unit)
    let subjects = [1, threads].map { threads in
      Subject(name: "lmctl, \(threads) threads") {
        try TrieCounter(
          order: order, vocabularySize: corpus.vocabularySize, endOfSegment: corpus.endOfSegment, threads: threads
        ).count(corpus.ids).count
      }
    }
    var timing = Timing(subjects)
    try timing.run(rounds: rounds)
    for line in timing.table(corpus.ids.count, of: " tokens") { print(line) }
  }
}

/// A text as ids, all of it `train`.
struct BenchCorpus {
  let ids: [UInt32]
  let vocabularySize: Int
  let endOfSegment: UInt32?

  init(_ file: String, _ unit: TokenUnit) throws {
    let settings = CorpusSettings(
      tokenizer: TokenizerSettings(unit: unit), splitting: .shares(train: 100, valid: 0, test: 0))
    let builder = try CorpusBuilder(settings, threads: 2)
    _ = try builder.read(.file(path: file), with: Tokenizer(settings.tokenizer), into: .train)
    let corpus = try builder.finish()
    ids = corpus.split(.train).ids
    vocabularySize = corpus.vocabulary.count
    endOfSegment = corpus.vocabulary.endOfSegment
  }
}
