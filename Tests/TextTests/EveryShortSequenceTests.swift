import Testing

@testable import Text

/// Every sequence of one, two and three bytes: as a text of its own, and as a line of one.
@Suite struct EveryShortSequenceTests {
  /// One byte of each class that UTF-8 knows, and what means something of its own.
  private static let classes: [UInt8] = [
    0x00, 0x0A, 0x0D, 0x1B, 0x20, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1,
    0xEC,
    0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFE, 0xFF,
  ]

  /// The bytes come `step` at a time.
  private func repaired(_ bytes: [UInt8], step: Int, replace: Bool) -> (text: [UInt8], invalid: Int) {
    var (text, checked, invalid) = ([UInt8](), 0, 0)
    for start in stride(from: 0, to: bytes.count, by: step) {
      let end = min(start + step, bytes.count)
      text += bytes[start..<end]
      let result = UTF8Validation.repair(&text, from: checked, last: end == bytes.count, replace: replace)
      checked = result.end
      invalid += result.invalid
    }
    return (text, invalid)
  }

  /// Whether a text of these bytes alone is repaired as by the standard library, in any pieces.
  private func isRight(_ bytes: [UInt8]) -> Bool {
    // A mark would be no text: before it stands what is none.
    let expected = IndependentDecoding(utf8: bytes)
    return (1...bytes.count).allSatisfy { step in
      let (replaced, skipped) = (
        repaired(bytes, step: step, replace: true), repaired(bytes, step: step, replace: false)
      )
      return replaced.text == expected.replaced && skipped.text == expected.skipped
        && replaced.invalid == expected.invalid && skipped.invalid == expected.invalid
    }
  }

  @Test func asTextsOfTheirOwn() {
    for first in UInt8.min...UInt8.max {
      #expect(isRight([first]))
      for second in UInt8.min...UInt8.max where !isRight([first, second]) { Issue.record("\([first, second])") }
    }
    for first in Self.classes {
      for second in Self.classes {
        for third in Self.classes where !isRight([first, second, third]) { Issue.record("\([first, second, third])") }
      }
    }
  }

  /// All files of up to two bytes of these classes: marks and gzip's magic number too.
  @Test func asFiles() throws {
    let folder = try TemporaryFolder()
    let bytes = Self.classes + [0x1F, 0x8B, 0xBB]
    for invalid in InvalidInput.allCases {
      let settings = TokenizerSettings(unit: .char, boundary: .none, decoding: Decoding(invalid: invalid))
      var files: [[UInt8]] = bytes.map { [$0] } + [[0xEF, 0xBB, 0xBF]]
      for first in bytes { files += bytes.map { [first, $0] } }
      for file in files {
        let source = Source.file(path: try folder.write("t", file))
        let readings = try [1, 2, 1 << 18].map { try Reading(source, settings, chunkSize: 1, blockSize: $0) }
        #expect(readings.dropFirst().allSatisfy { $0 == readings[0] }, "\(file)")
        guard let known = IndependentDecoding(file, "utf-8"), file != [0x1F, 0x8B] else {
          #expect(readings[0].error != nil)
          continue
        }
        let expected = invalid == .replace ? known.replaced : known.skipped
        let isRefused = invalid == .error && known.invalid > 0
        #expect((readings[0].error != nil) == isRefused && (isRefused || readings[0].text == expected), "\(file)")
      }
    }
  }

  /// A byte, then every sequence of two that begin so, or all of three: a line each.
  private func lines(_ prefixes: [[UInt8]]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(prefixes.count * 256 * 4)
    for prefix in prefixes {
      for last in UInt8.min...UInt8.max { text += prefix + [last, 0x0A] }
    }
    return text
  }

  private func checkLines(_ bytes: [UInt8], sizes: [(Int, Int)]) throws {
    let folder = try TemporaryFolder()
    let source = Source.file(path: try folder.write("t", bytes))
    let expected = IndependentDecoding(utf8: bytes)
    for (settings, text) in [
      (TokenizerSettings(unit: .char, boundary: .none, decoding: Decoding(invalid: .replace)), expected.replaced),
      (TokenizerSettings(caseMapping: .fold, decoding: Decoding(invalid: .skip)), expected.skipped),
    ] {
      let whole = try Reading(source, settings)
      if let fault = whole.fault(settings) { Issue.record("\(fault)") }
      #expect(whole.error == nil && whole.text == text && whole.summary?.invalid == expected.invalid)
      if settings.unit == .char { #expect(Array(whole.tokens.joined()) == text) }
      for (chunkSize, blockSize) in sizes {
        let pieces = try Reading(source, settings, chunkSize: chunkSize, blockSize: blockSize)
        if let found = pieces.difference(from: whole) { Issue.record("\(chunkSize), \(blockSize): \(found)") }
      }
    }
    let wrong = TokenizerSettings(decoding: Decoding(invalid: .error))
    guard let place = expected.firstFault else { return }
    let line = bytes[..<place].count { $0 == 0x0A } + 1
    #expect(
      try Reading(source, wrong).error == .notUTF8(path: source.path, line: line, byteOffset: ByteOffset(place)))
  }

  /// Before them a letter, so that no mark stands at the file's start.
  @Test func asLines() throws {
    try checkLines([0x61] + lines((0...255).map { [UInt8($0)] }), sizes: [(1, 4096), (1000, 333)])
    for first in Self.classes where first > 0x7F {
      try checkLines([0x61] + lines(Self.classes.map { [first, $0] }), sizes: [(100, 7)])
    }
  }

  /// All 16.8 million of three bytes.
  @Test(.enabled(if: takesLong), arguments: UInt8.min...UInt8.max) func asLinesOfThree(first: UInt8) throws {
    try checkLines([0x61] + lines((0...255).map { [first, UInt8($0)] }), sizes: [(1 << 14, 4097)])
  }
}
