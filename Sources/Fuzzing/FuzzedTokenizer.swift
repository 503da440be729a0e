internal import Text

/// Raw bytes as tokens: the same for any size of chunks, and by ICU's own engine.
///
/// The first byte chooses the settings, the second the sizes.
enum FuzzedTokenizer: FuzzedReader {
  /// All that settings can be, in turn: each value of each stands beside several of the others.
  private static let settings: [TokenizerSettings] =
    (0..<48).map { number in
      let unit = TokenUnit.allCases[number % 3]
      let isWord = unit == .word
      return TokenizerSettings(
        unit: unit, caseMapping: CaseMapping.allCases[number / 3 % 3],
        normalization: Normalization.allCases[number / 5 % 3], locale: ["", "tr", "th", "lt"][number / 2 % 4],
        boundary: Boundary.allCases[number / 4 % 4], skipEmptyLines: number % 7 == 0,
        keep: isWord ? KeptTokens.allCases[number / 6 % 3] : .all,
        numbers: isWord ? NumberMapping.allCases[number / 9 % 2] : .keep, maxTokenBytes: number % 5 == 4 ? 24 : 65536,
        decoding: Decoding(
          invalid: number % 11 == 0 ? .error : number % 2 == 0 ? .replace : .skip, maxExpanded: 1 << 16))
    }
    + Preset.allCases.map { TokenizerSettings(preset: $0, decoding: Decoding(invalid: .replace, maxExpanded: 1 << 16)) }

  /// A tokenizer for each of them and way, made when it is first needed; from one thread.
  nonisolated(unsafe) private static var made: [Int: Way] = [:]

  static func run(_ bytes: [UInt8]) throws(BrokenPromise) -> Bool {
    guard bytes.count >= 2 else { return false }
    let number = Int(bytes[0]) % settings.count
    let way = try way(number, .best)
    MemoryFile.shared.hold(bytes[2...])
    let whole = tokens(way, chunkSize: bytes.count, blockSize: bytes.count)
    let inPieces = tokens(way, chunkSize: 1 + 4 * Int(bytes[1] >> 4), blockSize: 1 + 3 * Int(bytes[1] & 15))
    try compare(whole, inPieces, "pieces")
    // ICU's own engine takes long; but what it gives is what all must give.
    if bytes.count % 32 == 0 {
      let byICU = tokens(try Self.way(number, .icu), chunkSize: bytes.count, blockSize: bytes.count)
      try compare(whole, byICU, "ICU's engine")
    }
    guard case .success(let tokens) = whole else { return false }
    try check(tokens, settings[number])
    return true
  }

  private static func compare(
    _ one: Result<Tokens, TextError>, _ other: Result<Tokens, TextError>, _ what: String
  ) throws(BrokenPromise) {
    switch (one, other) {
    case (.success(let one), .success(let other)):
      try BrokenPromise.unless(one == other, "\(what): other tokens: \(one), \(other)")
    // Of what is wrong with the bytes and with a token that they make, either may be seen first.
    case (.failure(.notUTF8), .failure(.tokenTooLong)), (.failure(.tokenTooLong), .failure(.notUTF8)): break
    case (.failure(let one), .failure(let other)):
      try BrokenPromise.unless(one == other, "\(what): refused otherwise: \(one), \(other)")
    default: throw BrokenPromise("\(what): only one is refused: \(one), \(other)")
    }
  }

  private static func check(_ tokens: Tokens, _ settings: TokenizerSettings) throws(BrokenPromise) {
    var last = 0
    // A sentence that ends within a token ends before it.
    for (token, place) in zip(tokens.tokens, tokens.places) where !token.isEmpty {
      try BrokenPromise.unless(String(validating: token, as: UTF8.self) != nil, "tokens are UTF-8")
      try BrokenPromise.unless(token.count <= settings.maxTokenBytes, "tokens are no longer than allowed")
      try BrokenPromise.unless(place.lowerBound >= last && place.upperBound <= tokens.extent.bytes, "places rise")
      last = place.lowerBound
    }
  }

  private static func way(_ number: Int, _ path: SegmentationPath) throws(BrokenPromise) -> Way {
    let key = path == .icu ? settings.count + number : number
    if let known = unsafe made[key] { return known }
    let way = Way(
      try BrokenPromise.on("a tokenizer of each settings") { try Tokenizer(settings[number], path: path) })
    unsafe made[key] = way
    return way
  }

  /// A tokenizer, and what a thread of it has for one chunk after another.
  private final class Way {
    let tokenizer: Tokenizer
    private var idle: ChunkTokenizer?

    init(_ tokenizer: Tokenizer) { self.tokenizer = tokenizer }

    /// What the last text left, where that ended well: chunks do not depend on the chunks before them, but for presets.
    func takeChunks() throws(TextError) -> ChunkTokenizer {
      if let idle, !tokenizer.isSequential {
        self.idle = nil
        return idle
      }
      return try tokenizer.chunkTokenizer(details: true)
    }

    func giveBack(_ chunks: consuming ChunkTokenizer) { idle = chunks }
  }

  private struct Tokens: Equatable {
    /// An empty one where a segment ends.
    var tokens: [[UInt8]] = []
    var places: [Range<Int>] = []
    var kinds: [TokenKind] = []
    var extent = SourceExtent()
    var invalid = 0
  }

  private static func tokens(_ way: Way, chunkSize: Int, blockSize: Int) -> Result<Tokens, TextError> {
    let source = MemoryFile.shared.source
    do {
      var tokens = Tokens()
      let reader = try way.tokenizer.reader(of: source, chunkSize: chunkSize, blockSize: blockSize)
      var chunks = try way.takeChunks()
      while let chunk = try reader.next() {
        _ = try chunks.tokenize(chunk, of: source) { batch in
          for span in batch.spans { tokens.tokens.append(Array(batch.token(span))) }
          for place in batch.places {
            tokens.places.append(place.lowerBound + chunk.offset..<place.upperBound + chunk.offset)
          }
          tokens.kinds += batch.kinds
        }
      }
      let summary = try reader.finish()
      (tokens.extent, tokens.invalid) = (summary.extent, summary.invalid)
      way.giveBack(chunks)
      return .success(tokens)
    } catch let error as TextError { return .failure(error) } catch {
      return .failure(.icu(operation: "\(error)", code: ""))
    }
  }

  static var seeds: [(name: String, bytes: [UInt8])] {
    let text =
      "Don't panic: it's 3.14, e.g.  I.B.M.'s İstanbul!\n\n \nˈˈ ﬁne ǅ \u{301}e\u{301}\u{327}. “Oui?” 鯨は 🐳👨‍👩‍👧 ประเทศไทย\r\n"
    return settings.indices.map { number in
      // Tokens of up to 24 bytes are there in the first line alone.
      let text = settings[number].maxTokenBytes < 65536 ? text.prefix { $0 != "\n" } : text[...]
      return ("settings-\(number)", [UInt8(number), UInt8(truncatingIfNeeded: 37 * number)] + Array(text.utf8))
    }
  }
}
