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
  }

  static let chunkSize = 1 << 20
  static let blockSize = 1 << 18
  static let longestLine = 1 << 30
  /// The longest text that cannot be cut: mapping and segmenting it must stay within ICU's 32-bit counts.
  static let longestStretch = 1 << 28

  private let path: String
  private let cutsLines: Bool
  private let file: InputFile
  private var hash: SHA256
  private var fileBytes = 0
  private var markLength = 0
  private var decoder: TextDecoder?
  private var block: [UInt8] = []
  private var hasBegun = false
  private var atEnd = false

  /// Decoded text that has not been given yet; its first `checked` bytes are UTF-8.
  private var pending: [UInt8] = []
  private var checked = 0
  /// What has been given.
  private var given = SourceExtent()
  private var lineEnds = 0
  private var endsInLine = false

  /// - Parameter cutsLines: whether a long line may be cut, at a place where that changes no token.
  init(_ source: Source, cutsLines: Bool) throws(TextError) {
    let file = try InputFile(source)
    self.file = file
    path = source.path
    self.cutsLines = cutsLines
    hash = SHA256()
  }

  /// The next chunk, never an empty one, or nil at the source's end.
  mutating func next() throws(TextError) -> Chunk? {
    if !hasBegun { try readMark() }
    // Before this position no place to cut was found.
    var searched = 0
    var wanted = Self.chunkSize
    while true {
      while !atEnd, pending.count < wanted { try readBlock() }
      if atEnd { return pending.isEmpty ? nil : give(pending.count) }
      if let cut = lastCut(from: searched) { return give(cut) }
      // A cut may lie just where the text so far ends.
      searched = pending.count - 1
      wanted = pending.count + 1
      let limit = cutsLines ? Self.longestStretch : Self.longestLine
      guard pending.count <= limit else {
        let line = lineEnds + 1
        throw cutsLines
          ? .stretchTooLong(path: path, line: line, limit: limit) : .lineTooLong(path: path, line: line, limit: limit)
      }
    }
  }

  /// What the source was; all of it only once ``next()`` has returned nil.
  consuming func summary() -> SourceSummary {
    let lines = lineEnds + (endsInLine ? 1 : 0)
    return SourceSummary(path: path, fileBytes: fileBytes, sha256: hash.finish(), extent: given, lines: lines)
  }

  private func lastCut(from start: Int) -> Int? {
    let text = pending.span
    if let end = ByteScan.lastLineEnd(in: text, from: start, to: text.count) { return end }
    return cutsLines ? ByteScan.lastSafeCut(in: text, from: start, to: text.count) : nil
  }

  private mutating func give(_ count: Int) -> Chunk {
    let chunk = Chunk(bytes: Array(pending[..<count]), firstLine: lineEnds + 1)
    pending.removeSubrange(..<count)
    checked -= min(checked, count)
    let text = chunk.bytes.span
    given += SourceExtent(bytes: count, scalars: ByteScan.scalars(in: text, from: 0, to: count))
    lineEnds += ByteScan.lineEnds(in: text, from: 0, to: count)
    endsInLine = chunk.bytes.last != ByteScan.lineFeed
    return chunk
  }

  /// Reads what may be a mark, however short the reads of a pipe are.
  private mutating func readMark() throws(TextError) {
    hasBegun = true
    var start: [UInt8] = []
    while start.count < TextEncoding.markCapacity, !atEnd {
      atEnd = try !file.read(into: &start, limit: TextEncoding.markCapacity - start.count)
    }
    // 1F 8B cannot begin UTF-8.
    if start.starts(with: [0x1F, 0x8B]) { throw .compressed(path: path) }
    let (encoding, length) = TextEncoding.detect(start)
    if encoding != .utf8 { decoder = try TextDecoder(encoding) }
    markLength = length
    hash.update(start.span)
    fileBytes = start.count
    block = Array(start[length...])
    try takeBlock(offset: length)
  }

  private mutating func readBlock() throws(TextError) {
    let offset = fileBytes
    block.removeAll(keepingCapacity: true)
    atEnd = try !file.read(into: &block, limit: Self.blockSize)
    let read = block
    hash.update(read.span)
    fileBytes += block.count
    try takeBlock(offset: offset)
  }

  /// Decodes the block, which begins at `offset` of the file, and checks what has come.
  private mutating func takeBlock(offset: Int) throws(TextError) {
    if let decoder {
      try decoder.decode(block, flush: atEnd, path: path, offset: offset, into: &pending)
      checked = pending.count
      return
    }
    pending.append(contentsOf: block)
    switch UTF8Validation.verdict(on: pending.span, from: checked) {
    case .valid(let end) where end == pending.count || !atEnd: checked = end
    case .valid(let wrong), .invalid(let wrong):
      let line = lineEnds + ByteScan.lineEnds(in: pending.span, from: 0, to: wrong) + 1
      throw .notUTF8(path: path, line: line, byteOffset: markLength + given.bytes + wrong)
    }
  }
}
