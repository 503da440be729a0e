internal import CText
internal import Platform

/// Reads a source as pieces of UTF-8 text that has been checked, about one MiB each, cut at line ends.
///
/// Memory: a chunk and a block; a chunk is as long as its longest line, unless lines may be cut.
struct TextReader: ~Copyable {
  /// Some of a source's text.
  struct Chunk {
    var bytes: [UInt8]
    /// The number of the line that it begins in.
    var firstLine: Int
    var extent: SourceExtent
    /// Whether the source ends with it.
    var isLast: Bool
  }

  static let chunkSize = 1 << 20
  /// The longest text that cannot be cut: mapping and segmenting it must stay within ICU's 32-bit counts.
  static let longestStretch = 1 << 28

  private let path: String
  private let cuts: SafeCuts
  private let chunkSize: Int
  private let blockSize: Int
  private let decoding: Decoding
  private var source: SourceBytes
  /// Known once something has been read.
  private var encoding: EncodingChoice?
  /// For every encoding but UTF-8.
  private var decoder: TextDecoder?
  /// `auto` only: whether all text so far is ASCII, which nearly every encoding has.
  private var isUndecided = false
  /// While that is so, the end of what has been given: the detector sees the same whatever the pieces were.
  private var header: [UInt8] = []
  private static let headerSize = 512
  /// Bytes of text before what the decoder got.
  private var decodedFrom = 0
  /// What is to be decoded by it.
  private var block: [UInt8] = []
  private var atEnd = false
  /// Why there is no more, once the text before it has been given.
  private var failure: TextError?

  /// Decoded text that has not been given yet; its first `checked` bytes are UTF-8.
  private var pending: [UInt8] = []
  private var checked = 0
  /// Ill-formed sequences of UTF-8 that were replaced or skipped.
  private var repaired = 0
  /// What has been given.
  private var given = SourceExtent()
  private var lineEnds = 0
  private var spaces = SpaceCounts()
  /// Up to here there is memory for what cannot be cut.
  private var asked = 0
  private static let modest = 8 << 20
  /// What a byte of such text takes on its way: as UTF-16, as spans, as numbers.
  private static let memoryPerByte = 24
  /// The last byte of what has been given.
  private var lastByte: UInt8?

  /// - Parameters:
  ///   - cuts: where chunks may end.
  ///   - chunkSize: the least size of a chunk but the last; tests show that neither it nor `blockSize` changes the text.
  /// - Throws: a ``TextError`` where the source cannot be opened, or the encoding is none.
  init(
    _ source: Source, _ decoding: Decoding = Decoding(), cuts: SafeCuts, chunkSize: Int = Self.chunkSize,
    blockSize: Int = SourceBytes.blockSize
  ) throws(TextError) {
    let decoding = try decoding.checked()
    let bytes = try SourceBytes(source, decoding)
    self.decoding = decoding
    self.source = bytes
    path = source.path
    self.cuts = cuts
    self.chunkSize = chunkSize
    self.blockSize = blockSize
  }

  /// The next chunk, never an empty one, or nil at the source's end.
  ///
  /// What stands before a fault is given before it is told, as far as it can be cut: so the first of several faults in a
  /// text is the one that is met first, in whatever pieces it came.
  mutating func next() throws(TextError) -> Chunk? {
    if failure == nil {
      do { return try nextWhole() } catch { failure = error }
    }
    guard let failure else { return nil }
    guard let cut = cuts.last(in: pending, from: 0, to: checked) else { throw failure }
    return give(cut)
  }

  private mutating func nextWhole() throws(TextError) -> Chunk? {
    if encoding == nil { try begin() }
    // Before this position no place to cut was found.
    var searched = 0
    var wanted = chunkSize
    while true {
      while !atEnd, checked < wanted { try readBlock() }
      if atEnd { return pending.isEmpty ? nil : give(pending.count) }
      if let cut = cuts.last(in: pending, from: searched, to: checked) {
        // What ends just here may be the source's end, which the last chunk is to know.
        while cut == pending.count, !atEnd { try readBlock() }
        return give(cut)
      }
      if cuts.sentences == nil {
        // A cut may lie just where the text so far ends: after its last character.
        searched = checked - 1
        while searched > 0, pending[searched] & 0xC0 == 0x80 { searched -= 1 }
        wanted = checked + 1
      } else {
        // Sentences are known only from a cut on: all is searched again, so it must have grown by a share.
        wanted = checked + checked / 2 + 1
      }
      try requireMemory()
      let limit = Self.longestStretch
      guard checked <= limit else {
        let line = lineEnds + 1
        throw cuts.cutsLines
          ? .stretchTooLong(path: path, line: line, limit: limit) : .lineTooLong(path: path, line: line, limit: limit)
      }
    }
  }

  /// Text that cannot be cut is mapped and segmented as one: whether there is memory for that is asked as it doubles.
  private mutating func requireMemory() throws(TextError) {
    guard checked > asked else { return }
    asked = max(2 * checked, Self.modest)
    guard checked > Self.modest, let available = Memory.available else { return }
    if available < Self.memoryPerByte * asked {
      throw .outOfMemory(operation: "\(checked) bytes of \(path) without a place to cut them")
    }
  }

  /// How much of the file has been read, packed as it lies there: what tells how long is left.
  var fileBytes: Int { source.fileBytes }

  /// How far into the file, or into what it unpacks to, text read as UTF-8 begins: after its mark. 0 for every other
  /// encoding, where places in the text say nothing about the file.
  var textStart: Int { encoding.map { $0.isUTF8 ? $0.markLength : 0 } ?? 0 }

  /// What the source was; all of it only once ``next()`` has returned nil.
  consuming func summary() -> SourceSummary {
    let (path, extent, encoding, spaces) = (path, given, encoding, spaces)
    let endsInLine = lastByte.map { $0 != ByteScan.lineFeed } ?? false
    let (lines, invalid) = (lineEnds + (endsInLine ? 1 : 0), repaired + (decoder?.invalid ?? 0))
    let (fileBytes, isCompressed) = (source.fileBytes, source.isCompressed)
    return SourceSummary(
      path: path, fileBytes: fileBytes, sha256: source.digest(), extent: extent, lines: lines,
      encoding: encoding?.name ?? "UTF-8", confidence: encoding?.confidence, isCompressed: isCompressed,
      invalid: invalid, endsInLine: endsInLine, spaces: spaces)
  }

  /// The first `count` pending bytes, without a copy of them; what is left is mostly less than a line.
  private mutating func give(_ count: Int) -> Chunk {
    var rest: [UInt8] = []
    if !atEnd { rest.reserveCapacity(chunkSize + 2 * blockSize) }
    rest.append(contentsOf: pending[count...])
    var bytes: [UInt8] = []
    swap(&bytes, &pending)
    swap(&rest, &pending)
    bytes.removeSubrange(count...)
    checked -= min(checked, count)
    let counts = UTF8Validation.allCounts(of: bytes.span)
    let extent = SourceExtent(bytes: count, scalars: counts.scalars)
    let chunk = Chunk(
      bytes: bytes, firstLine: lineEnds + 1, extent: extent, isLast: atEnd && pending.isEmpty && failure == nil)
    if isUndecided { header = Array((header + chunk.bytes.suffix(Self.headerSize)).suffix(Self.headerSize)) }
    given += extent
    lineEnds += counts.line_feeds
    spaces.add(counts, of: chunk.bytes, endedInReturn: lastByte == ByteScan.carriageReturn)
    lastByte = chunk.bytes.last
    return chunk
  }

  /// Reads as much as tells the encoding, however short the reads of a pipe are.
  private mutating func begin() throws(TextError) {
    var start: [UInt8] = []
    let needed = EncodingChoice.needed(decoding.encoding)
    while start.count < needed, !atEnd { atEnd = try !source.read(into: &start, limit: blockSize) }
    let choice = try EncodingChoice(decoding.encoding, start: start, path: path)
    encoding = choice
    start.removeSubrange(..<choice.markLength)
    if choice.isUTF8 {
      pending = start
      isUndecided =
        decoding.encoding == .automatic && choice.markLength == 0
        && UTF8Validation.asciiPrefix(of: start.span) >= min(start.count, EncodingDetection.sampleSize)
      try check()
    } else {
      decoder = try TextDecoder(choice.name, decoding.invalid)
      block = start
      try decode()
    }
  }

  private mutating func readBlock() throws(TextError) {
    if decoder != nil {
      atEnd = try !source.read(into: &block, limit: blockSize)
      try decode()
    } else {
      // UTF-8 is read to where it stays.
      atEnd = try !source.read(into: &pending, limit: blockSize)
      try check()
    }
  }

  private mutating func decode() throws(TextError) {
    guard let decoder else { return }
    let malformed = try decoder.decode(&block, flush: atEnd, into: &pending)
    checked = pending.count
    if let malformed {
      throw .malformed(
        path: path, line: line(at: pending.count), encoding: encoding?.name ?? "",
        byteOffset: offset(afterMark: decodedFrom + malformed.offset))
    }
  }

  /// The first character that is not ASCII decides, with what follows it.
  private mutating func decide() throws(TextError) {
    let foreign = checked + UTF8Validation.asciiPrefix(of: pending.span.extracting(checked...))
    guard foreign < pending.count else { return }
    checked = foreign
    while pending.count - foreign < EncodingDetection.sampleSize, !atEnd {
      atEnd = try !source.read(into: &pending, limit: blockSize)
    }
    let before = (header + pending[max(0, foreign - Self.headerSize)..<foreign]).suffix(Self.headerSize)
    let sample = before + pending[foreign...].prefix(EncodingDetection.sampleSize)
    (isUndecided, header) = (false, [])
    let guess = try EncodingDetection.detect(Array(sample), path: path)
    let choice = EncodingChoice(name: guess.encoding, confidence: guess.confidence)
    encoding = choice
    guard !choice.isUTF8 else { return }
    decoder = try TextDecoder(choice.name, decoding.invalid)
    decodedFrom = given.bytes + foreign
    block = Array(pending[foreign...])
    pending.removeSubrange(foreign...)
    try decode()
  }

  /// Checks what has come as UTF-8.
  private mutating func check() throws(TextError) {
    if isUndecided {
      try decide()
      if decoder != nil { return }
    }
    switch UTF8Validation.verdict(on: pending.span, from: checked) {
    case .valid(let end) where end == pending.count || !atEnd: checked = end
    case .valid(let wrong), .invalid(let wrong):
      guard decoding.invalid != .error else {
        checked = wrong
        // Nothing was repaired, so that what was given is what was read.
        throw .notUTF8(path: path, line: line(at: wrong), byteOffset: offset(afterMark: given.bytes + wrong))
      }
      let (end, invalid) = UTF8Validation.repair(
        &pending, from: wrong, last: atEnd, replace: decoding.invalid == .replace)
      checked = end
      repaired += invalid
    }
  }

  private func line(at position: Int) -> Int {
    lineEnds + UTF8Validation.counts(of: pending.span.extracting(..<position)).lineFeeds + 1
  }

  private func offset(afterMark position: Int) -> ByteOffset {
    ByteOffset((encoding?.markLength ?? 0) + position, isUnpacked: source.isCompressed)
  }
}
