import Foundation
import Platform
import Testing

@testable import Corpus
@testable import Text

/// The corpus is the same for any number of threads and any path, whatever the settings.
@Suite struct SameCorpusTests {
  /// All of a corpus that anyone can see.
  private struct Seen: Equatable {
    var vocabulary: PackedBytes
    var counts: [UInt64]
    var typeCounts: [UInt64]
    var ids: [[UInt32]]
    var digests: [Digest]
    var tokens: [Int]
    var extents: [SourceExtent]
    var oov: [Int]
    var summaries: [SourceSummary]

    init(_ corpus: Corpus, _ summaries: [SourceSummary]) {
      vocabulary = corpus.vocabulary.tokens
      counts = corpus.vocabulary.counts
      typeCounts = corpus.typeCounts
      ids = corpus.splits.map(\.ids)
      digests = corpus.splits.map(\.sha256)
      tokens = corpus.splits.flatMap { [$0.tokens, $0.segments] }
      extents = corpus.splits.map { SourceExtent(bytes: $0.bytes, scalars: $0.characters) }
      oov = corpus.splits.map(\.oov)
      self.summaries = summaries
    }
  }

  private func corpus(
    _ texts: [[UInt8]], _ settings: CorpusSettings, threads: Int, path: SegmentationPath = .best
  ) throws -> Seen {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let builder = try CorpusBuilder(settings, threads: threads)
    let tokenizer = try Tokenizer(settings.tokenizer, path: path)
    var summaries: [SourceSummary] = []
    for (index, text) in texts.enumerated() {
      let file = folder.appending(path: "\(index).txt")
      try Data(text).write(to: file)
      let summary = try builder.read(.file(path: file.path), with: tokenizer, into: .train)
      summaries.append(
        SourceSummary(
          path: "\(index)", fileBytes: summary.fileBytes, sha256: summary.sha256, extent: summary.extent,
          lines: summary.lines, encoding: summary.encoding, confidence: summary.confidence,
          isCompressed: summary.isCompressed, invalid: summary.invalid, endsInLine: summary.endsInLine,
          spaces: summary.spaces))
    }
    return Seen(try builder.finish(), summaries)
  }

  /// Two sources of some chunks each, the second without an LF at its end; between them one that has nothing, one that
  /// is a mark alone and one of three bytes.
  private static let texts: [[UInt8]] = {
    var text = ""
    for line in 0..<4500 {
      text +=
        "Line \(line % 997) of it: Größe, naïve Ω\(line % 13).5 «Σ\(line % 7)Σ» (no. \(line))?  日本語 x\(line * 7919 % 5003). "
      text += ["\n", "\r\n", "\n\n", " \n \t\n", " And so on ", "\n"][line % 6]
    }
    let second = String(repeating: "one line. No end! Word \u{301}x ", count: 40_000) + "é"
    return [Array(text.utf8), [], [0xEF, 0xBB, 0xBF], Array("a b".utf8), Array((text + second).utf8)]
  }()

  static let tokenizers: [TokenizerSettings] = [
    TokenizerSettings(caseMapping: .fold),
    TokenizerSettings(caseMapping: .lower, normalization: .nfc, skipEmptyLines: true, keep: .words, numbers: .mask),
    TokenizerSettings(caseMapping: .fold, boundary: .sentence), TokenizerSettings(boundary: .paragraph, keep: .letters),
    TokenizerSettings(caseMapping: .lower, locale: "tr", boundary: .none),
    TokenizerSettings(unit: .char, boundary: .none), TokenizerSettings(unit: .whitespace, boundary: .line),
    TokenizerSettings(preset: .d2lWord),
  ]

  @Test(arguments: tokenizers) func anyThreadsAndAnyPath(tokenizer: TokenizerSettings) throws {
    let settings = CorpusSettings(tokenizer: tokenizer, minCount: 2)
    let one = try corpus(Self.texts, settings, threads: 1)
    for threads in takesLong ? [2, 3, 7] : [3] {
      #expect(try corpus(Self.texts, settings, threads: threads) == one, "\(threads) threads")
    }
    if takesLong {
      for path in SegmentationPath.available {
        #expect(try corpus(Self.texts, settings, threads: 2, path: path) == one)
      }
    }
    // Every byte and character belongs to one split.
    let whole = one.summaries.map(\.extent).reduce(SourceExtent(), +)
    #expect(one.extents.reduce(SourceExtent(), +) == whole)
    #expect(whole.bytes == Self.texts.map(\.count).reduce(0, +) - 3)
  }

  /// Bytes that are no text, by the hundred thousand, in encodings whose state runs on over chunks.
  @Test(arguments: ["utf-8", "UTF-16LE", "GB18030", "ISO-2022-JP"]) func anyBytes(encoding: String) throws {
    var bytes: [UInt8] = []
    var state: UInt64 = 77
    while bytes.count < (takesLong ? 9_000_000 : 1_200_000) {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let part: [[UInt8]] = [
        Array("word ".utf8), Array("é日本 \n".utf8), [0x0A, 0], [0x20, 0, 0x61, 0], [0x1B, 0x24, 0x42, 0x46, 0x7C],
        [0x1B, 0x28, 0x42, 0x0A], [0x81, 0x30, 0x81, 0x30], [0x00, 0xD8], [0xE6, 0x97],
        [UInt8(truncatingIfNeeded: state >> 40)],
        [UInt8(truncatingIfNeeded: state >> 48), UInt8(truncatingIfNeeded: state >> 32)],
      ]
      bytes += part[Int(state >> 33) % part.count]
    }
    for invalid in [InvalidInput.replace, .skip] {
      let decoding = Decoding(encoding: .init(encoding), invalid: invalid)
      let settings = CorpusSettings(
        tokenizer: TokenizerSettings(caseMapping: .fold, maxTokenBytes: 1 << 22, decoding: decoding))
      let one = try corpus([bytes], settings, threads: 1)
      #expect(one.summaries[0].invalid > bytes.count / 100)
      for threads in takesLong ? [2, 3, 8] : [3] {
        #expect(try corpus([bytes], settings, threads: threads) == one, "\(invalid), \(threads) threads")
      }
    }
  }

  /// The cut of a text that is kept in part knows its bytes too, however large the chunks were that came.
  @Test(arguments: [Boundary.line, .none], [1, 3]) func keptInPart(boundary: Boundary, threads: Int) throws {
    let line = "some words of a line\n"
    let text = Array(String(repeating: line, count: 120_000).utf8)  // two chunks and a half
    for tokens in takesLong ? [1000, 250_000, 260_000, 400_000, 500_000] : [260_000] {
      let settings = CorpusSettings(
        tokenizer: TokenizerSettings(unit: .whitespace, boundary: boundary),
        splitting: .shares(train: 80, valid: 10, test: 10), maxTokens: tokens)
      let seen = try corpus([text], settings, threads: threads)
      #expect(seen.tokens[0] == tokens * 8 / 10)
      guard boundary == .line else { continue }
      let lines = tokens / 5
      #expect(seen.extents.map(\.bytes) == [lines * 8 / 10, lines / 10, lines / 10].map { $0 * line.utf8.count })
    }
  }

  /// Of two errors the one that comes first in the text is told, whatever thread meets which.
  @Test(arguments: [1, 2, 7]) func theFirstErrorCounts(threads: Int) throws {
    let fill = String(repeating: "word word word word\n", count: 60_000)
    let long = String(repeating: "x", count: 300)
    let text = Array((fill + long + "\n" + fill + fill + long + "\n" + fill).utf8) + [0xFF]
    let settings = CorpusSettings(tokenizer: TokenizerSettings(maxTokenBytes: 100))
    let error = #expect(throws: TextError.self) { try corpus([text], settings, threads: threads) }
    guard case .tokenTooLong(_, let line, 300, 100) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(line == 60_001)
  }
}

private let takesLong = ProcessInfo.processInfo.environment["LMCTL_LONG"] == "1"
