import Testing

@testable import Text

/// A source's tokens and sentences are the same whatever pieces it is read in.
@Suite struct AnyPiecesTests {
  /// What a text becomes when chunks have at least `chunkSize` bytes and blocks at most `blockSize`.
  private struct Pieces: Equatable {
    var tokens: [[UInt8]] = []
    /// By segment: how many tokens came before its end.
    var ends: [Int] = []
    var kinds: [TokenKind] = []
    var places: [Range<Int>] = []
    var extent = SourceExtent()
  }

  private func pieces(
    _ source: Source, _ parts: TokenizerParts, chunkSize: Int, blockSize: Int
  ) throws -> (Pieces, chunks: Int) {
    let settings = parts.settings
    let chunks = try ChunkReader(source, parts, chunkSize: chunkSize, blockSize: blockSize)
    var tokenizer = try ChunkTokenizer(parts, details: true)
    var (made, count) = (Pieces(), 0)
    while let chunk = try chunks.next() {
      #expect(String(validating: chunk.bytes, as: UTF8.self) != nil, "a chunk is whole characters")
      count += 1
      let extents = try tokenizer.tokenize(chunk, of: source) { batch in
        for (index, span) in batch.spans.enumerated() {
          let place = batch.places[index]
          if span.isSegmentEnd {
            if made.ends.last != made.tokens.count || settings.boundary == .line { made.ends.append(made.tokens.count) }
          } else {
            made.tokens.append(Array(batch.token(span)))
            made.places.append(place.lowerBound + chunk.offset..<place.upperBound + chunk.offset)
            if !batch.kinds.isEmpty { made.kinds.append(batch.kinds[index]) }
          }
        }
      }
      made.extent += extents.stretches.sum + extents.trailing
    }
    return (made, count)
  }

  static let settings: [TokenizerSettings] = [
    TokenizerSettings(), TokenizerSettings(caseMapping: .fold, boundary: .sentence),
    TokenizerSettings(caseMapping: .lower, normalization: .nfkc, boundary: .sentence),
    TokenizerSettings(caseMapping: .lower, normalization: .nfc, locale: "tr", boundary: .paragraph, numbers: .mask),
    TokenizerSettings(caseMapping: .lower, locale: "el", boundary: .none, keep: .words),
    TokenizerSettings(unit: .char, caseMapping: .fold, normalization: .nfkc, boundary: .none),
    TokenizerSettings(unit: .char, boundary: .sentence), TokenizerSettings(unit: .char, boundary: .paragraph),
    TokenizerSettings(unit: .whitespace, caseMapping: .lower, boundary: .sentence),
  ]

  /// ICU's engine first.
  private func paths(_ settings: TokenizerSettings) throws -> [TokenizerParts] {
    try [SegmentationPath.icu, .plain, .best].map { try TokenizerParts(settings, $0) }
  }

  /// Against ICU's engine on the text as one piece; returns the most chunks that there were.
  private func check(_ text: [UInt8], _ paths: [TokenizerParts], sizes: [(Int, Int)]) throws -> Int {
    let folder = try TemporaryFolder()
    let source = Source.file(path: try folder.write("t", text))
    let (whole, _) = try pieces(source, paths[0], chunkSize: 1 << 26, blockSize: 1 << 20)
    var most = 0
    for (chunkSize, blockSize) in sizes {
      for (path, parts) in paths.enumerated() {
        let (made, count) = try pieces(source, parts, chunkSize: chunkSize, blockSize: blockSize)
        if made != whole { Issue.record("\(parts.settings), path \(path), \(chunkSize), \(blockSize)") }
        most = max(most, count)
      }
    }
    return most
  }

  @Test(arguments: settings) func mixedText(settings: TokenizerSettings) throws {
    var dice = Dice(state: 59)
    let paths = try paths(settings)
    for _ in 0..<(takesLong ? 200 : 4) {
      var text = "." + dice.text(pieces: 120).replacing("<unk>", with: "<u>")
      text +=
        "The end. of it? \"No!\" he said (U.S. law). Ja. " + String(decoding: dice.string(upTo: 60), as: UTF8.self)
      let chunks = try check(
        Array(text.utf8), paths, sizes: [(1, 1), (1, 7), (20, 3), (100, 64), (333, 100), (1 << 20, 1 << 18)])
      #expect(chunks > 3)
    }
  }

  /// Where nothing can be cut for long, blocks end within characters and words of all lengths.
  @Test(arguments: [
    "ภาษาเไทยเก่าเ", "日本語の文章，とても長い", "àaàb", "слово", "a", "é\u{301}", "àaàb. ", "ऐसा है। ", "слово. ",
    "it is so, and so ",
    "U.S. and 3.5 etc. of it (no. 5). ",
  ])
  func textWithFewCuts(unit: String) throws {
    let text = Array(String(repeating: unit, count: 150).utf8)
    for settings in [TokenizerSettings(), TokenizerSettings(boundary: .sentence)] {
      _ = try check(text, try paths(settings), sizes: [(1, 1), (100, 1), (100, 2), (64, 5), (256, 256)])
    }
  }
}
