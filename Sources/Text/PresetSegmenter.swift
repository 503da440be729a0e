/// The cleaning of Dive into Deep Learning (d2l.ai, "Text Preprocessing"; `re.sub('[^A-Za-z]+', ' ', line)`).
struct PresetSegmenter {
  private static let space: [UInt8] = [0x20]

  private let preset: Preset
  private let maxTokenBytes: Int
  /// Whether something other than letters has come since the last letter, or since the text's start.
  private var afterGap = false
  /// Where what came since the last letter begins, in bytes of the chunk: below 0 in a chunk before it.
  private var gapStart = 0
  /// Whether the line has had a letter; what comes before it is stripped.
  private var lineHasLetters = false

  init(_ preset: Preset, maxTokenBytes: Int) {
    self.preset = preset
    self.maxTokenBytes = maxTokenBytes
  }

  /// Makes the batch the chunk's tokens; the byte position of a word over the limit ends it, with the word's length.
  ///
  /// A text cleaned as one keeps the space at its end.
  mutating func segment(
    _ chunk: [UInt8], isLast: Bool, into batch: inout TokenBatch
  ) -> (position: Int, bytes: Int)? {
    var lowered = chunk
    ByteScan.lowerASCII(&lowered)
    batch.padded = PaddedText(lowered)
    batch.spans.removeAll(keepingCapacity: true)
    batch.places.removeAll(keepingCapacity: true)
    // Every run of other characters is this one space.
    let gap = batch.padded.append(Self.space)
    let text = lowered.span
    func add(_ range: Range<Int>, from place: Range<Int>) {
      batch.spans.append(TokenSpan(range))
      batch.places.append(place)
    }
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
        add(gap, from: gapStart..<start)
      }
      add(start..<position, from: start..<position)
      gapStart = position
      afterGap = false
      lineHasLetters = true
    }
    if isLast && afterGap && preset == .d2lChar2022 { add(gap, from: gapStart..<position) }
    gapStart -= text.count
    return nil
  }

  private static func isLetter(_ lowered: UInt8) -> Bool { (0x61...0x7A).contains(lowered) }
}
