/// The cleaning of Dive into Deep Learning (d2l.ai, "Text Preprocessing"; `re.sub('[^A-Za-z]+', ' ', line)`).
struct PresetSegmenter {
  private static let space: [UInt8] = [0x20]

  private let preset: Preset
  private let maxTokenBytes: Int
  /// Whether something other than letters has come since the last letter, or since the text's start.
  private var afterGap = false
  /// Whether the line has had a letter; what comes before it is stripped.
  private var lineHasLetters = false

  init(_ preset: Preset, maxTokenBytes: Int) {
    self.preset = preset
    self.maxTokenBytes = maxTokenBytes
  }

  /// Gives the builder the chunk's tokens; the byte position of a word over the limit ends it, with the word's length.
  mutating func segment(_ chunk: [UInt8], into builder: inout BatchBuilder) -> (position: Int, bytes: Int)? {
    var lowered = chunk
    ByteScan.lowerASCII(&lowered)
    let text = lowered.span
    let source = chunk.span
    var position = 0
    while position < text.count {
      let start = position
      guard Self.isLetter(text[position]) else {
        afterGap = true
        if text[position] == ByteScan.lineFeed { lineHasLetters = false }
        position += 1
        continue
      }
      position += 1
      if preset == .d2lWord {
        while position < text.count, Self.isLetter(text[position]) { position += 1 }
        guard position - start <= maxTokenBytes else { return (start, position - start) }
      } else if afterGap && (lineHasLetters || preset == .d2lChar2022) {
        builder.addToken(Self.space.span, from: 0, to: 1, sourceEnd: start, chunk: source)
      }
      builder.addToken(text, from: start, to: position, sourceEnd: position, chunk: source)
      afterGap = false
      lineHasLetters = true
    }
    builder.endChunk(source)
    return nil
  }

  /// The text's end: a text cleaned as one keeps the space there.
  mutating func finish(into builder: inout BatchBuilder) {
    guard preset == .d2lChar2022, afterGap else { return }
    afterGap = false
    let nothing: [UInt8] = []
    builder.addToken(Self.space.span, from: 0, to: 1, sourceEnd: 0, chunk: nothing.span)
  }

  private static func isLetter(_ lowered: UInt8) -> Bool { (0x61...0x7A).contains(lowered) }
}
