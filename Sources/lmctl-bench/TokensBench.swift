public import ArgumentParser
import Corpus
import Foundation
import Platform
public import Text

extension TokenUnit: ExpressibleByArgument {}
extension CaseMapping: ExpressibleByArgument {}

/// Text in memory → boundaries, mapped case, numbered types; against ICU's break iterator.
struct TokensBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokens",
    abstract: "Segmenting, mapping case and counting, against ICU's break iterator over the same bytes.",
    discussion: """
      The first subject only asks ICU for boundaries, of text that it gets as UTF-16 in pieces of 64 KiB. All others \
      also map case, drop white space, and number the types.
      """)

  @Argument(help: "A text.") var file: String
  @Option(help: "What a token is.") var unit = TokenUnit.word
  @Option(name: .customLong("case"), help: "What becomes of case.") var caseMapping = CaseMapping.fold
  @Option(help: "Language tag.") var locale = ""
  @Option(help: "How often each is timed.") var rounds = 5
  @Option(help: "Only subjects whose names hold this: for a profile.") var only: String?
  @Option(help: "Threads of the last subject.") var threads = ProcessInfo.processInfo.activeProcessorCount

  func run() throws {
    let settings = TokenizerSettings(unit: unit, caseMapping: caseMapping, locale: locale)
    let source = Source.file(path: file)
    let reader = try Tokenizer(settings).reader(of: source)
    var chunks: [TextChunk] = []
    while let chunk = try reader.next() { chunks.append(chunk) }
    let bytes = chunks.reduce(0) { $0 + $1.extent.bytes }

    var subjects: [Subject] = []
    if unit != .whitespace {
      let boundaries = try ICUBoundaries(settings)
      let texts = chunks
      subjects.append(
        Subject(name: "ICU: boundaries alone") { try texts.reduce(0) { try $0 + boundaries.count(in: $1) } })
      subjects.append(try counting("ICU: and map, number", chunks, source, Tokenizer(settings, path: .icu), 1))
    }
    for path in SegmentationPath.available where path != .icu {
      subjects.append(
        try counting("lmctl, \(path.rawValue)", chunks, source, Tokenizer(settings, path: path), 1))
    }
    subjects.append(
      try counting("lmctl, \(threads) threads", chunks, source, Tokenizer(settings), threads))
    if let only { subjects.removeAll { !$0.name.contains(only) } }
    guard !subjects.isEmpty else { throw ValidationError("no subject's name holds that") }
    var timing = Timing(subjects)
    try timing.run(rounds: rounds)
    for line in timing.table(bytes, of: "B") { print(line) }
  }

  private func counting(
    _ name: String, _ chunks: [TextChunk], _ source: Source, _ tokenizer: Tokenizer, _ threads: Int
  ) throws -> Subject {
    Subject(name: name) {
      let workers = try (0..<threads).map { _ in try Worker(tokenizer) }
      concurrently(threads) { number in
        for index in part(number, of: threads, in: chunks.count) { workers[number].take(chunks[index], source) }
      }
      return try workers.reduce(0) { try $0 + $1.tokens() }
    }
  }
}

/// What one thread does.
private final class Worker {
  private var tokenizer: ChunkTokenizer
  private let table: TypeTable
  private var counts: [UInt64] = []
  private var numbers: [UInt32] = []
  private var failure: (any Error)?

  init(_ tokenizer: Tokenizer) throws {
    self.tokenizer = try tokenizer.chunkTokenizer()
    table = try TypeTable()
  }

  func take(_ chunk: TextChunk, _ source: Source) {
    do {
      _ = try tokenizer.tokenize(chunk, of: source) { batch in
        numbers.removeAll(keepingCapacity: true)
        try table.intern(batch, into: &numbers)
        Self.count(numbers, into: &counts)
      }
    } catch {
      failure = error
    }
  }

  /// Adds to `counts`, which grows as needed, how often each number occurs.
  private static func count(_ numbers: [UInt32], into counts: inout [UInt64]) {
    let highest = Int(numbers.max() ?? 0)
    if highest >= counts.count { counts.append(contentsOf: repeatElement(0, count: highest + 1)) }
    var counts = counts.mutableSpan
    for number in numbers { counts[Int(number)] += 1 }
  }

  func tokens() throws -> Int {
    if let failure { throw failure }
    return counts.dropFirst().reduce(0) { $0 + Int($1) }
  }
}
