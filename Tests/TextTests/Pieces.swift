import Testing

@testable import Text

/// What a source becomes when it is read in chunks of at least some size, from blocks of at most some size.
struct Pieces: Equatable {
  var tokens: [[UInt8]] = []
  /// By segment: how many tokens came before its end.
  var ends: [Int] = []
  var kinds: [TokenKind] = []
  /// In the source's text.
  var places: [Range<Int>] = []
  var extent = SourceExtent()
  /// Which are the only thing that sizes may change.
  var chunks: Int? = 0

  init(_ source: Source, _ parts: TokenizerParts, chunkSize: Int, blockSize: Int) throws {
    let boundary = parts.settings.boundary
    let reader = try ChunkReader(source, parts, chunkSize: chunkSize, blockSize: blockSize)
    var tokenizer = try ChunkTokenizer(parts, details: true)
    var count = 0
    while let chunk = try reader.next() {
      #expect(String(validating: chunk.bytes, as: UTF8.self) != nil, "a chunk is whole characters")
      count += 1
      let extents = try tokenizer.tokenize(chunk, of: source) { batch in
        for (index, span) in batch.spans.enumerated() {
          if span.isSegmentEnd {
            if ends.last != tokens.count || boundary == .line { ends.append(tokens.count) }
          } else {
            tokens.append(Array(batch.token(span)))
            let place = batch.places[index]
            places.append(place.lowerBound + chunk.offset..<place.upperBound + chunk.offset)
            if !batch.kinds.isEmpty { kinds.append(batch.kinds[index]) }
          }
        }
      }
      extent += extents.stretches.sum + extents.trailing
    }
    chunks = count
  }

  /// ICU's engine first.
  static func paths(_ settings: TokenizerSettings) throws -> [TokenizerParts] {
    try [SegmentationPath.icu, .plain, .best].map { try TokenizerParts(settings, $0) }
  }

  /// Against ICU's engine on the text as one piece; returns the most chunks that there were.
  static func check(_ source: Source, _ paths: [TokenizerParts], sizes: [(Int, Int)]) throws -> Int {
    var whole = try Pieces(source, paths[0], chunkSize: 1 << 26, blockSize: 1 << 20)
    whole.chunks = nil
    var most = 0
    for (chunkSize, blockSize) in sizes {
      for (path, parts) in paths.enumerated() {
        var made = try Pieces(source, parts, chunkSize: chunkSize, blockSize: blockSize)
        most = max(most, made.chunks ?? 0)
        made.chunks = nil
        if made != whole {
          Issue.record("\(source.path), \(parts.settings), path \(path), \(chunkSize), \(blockSize)")
        }
      }
    }
    return most
  }

  static func check(_ text: [UInt8], _ paths: [TokenizerParts], sizes: [(Int, Int)]) throws -> Int {
    let folder = try TemporaryFolder()
    return try check(.file(path: try folder.write("t", text)), paths, sizes: sizes)
  }
}
