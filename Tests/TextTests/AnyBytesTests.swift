import Testing

@testable import Text

/// Whatever bytes a file has: valid tokens with their places, faults counted and placed as the standard library finds
/// them, and the same in any pieces.
@Suite struct AnyBytesTests {
  /// Every unit, boundary, mapping and preset; short limits, so that they are met.
  static func settings(_ decoding: Decoding) -> [TokenizerSettings] {
    [
      TokenizerSettings(unit: .char, boundary: .none, decoding: decoding),
      TokenizerSettings(maxTokenBytes: 24, decoding: decoding),
      TokenizerSettings(
        caseMapping: .lower, normalization: .nfkc, boundary: .sentence, maxTokenBytes: 40, decoding: decoding),
      TokenizerSettings(
        unit: .whitespace, caseMapping: .fold, boundary: .paragraph, maxTokenBytes: 60, decoding: decoding),
      TokenizerSettings(
        caseMapping: .fold, normalization: .nfc, locale: "tr", boundary: .line, skipEmptyLines: true, keep: .words,
        numbers: .mask, decoding: decoding),
      TokenizerSettings(unit: .whitespace, boundary: .line, decoding: decoding),
      TokenizerSettings(unit: .char, caseMapping: .lower, normalization: .nfc, boundary: .sentence, decoding: decoding),
      TokenizerSettings(locale: "el", boundary: .paragraph, keep: .letters, decoding: decoding),
      TokenizerSettings(preset: .d2lWord, maxTokenBytes: 30, decoding: decoding),
      TokenizerSettings(preset: .d2lChar, decoding: decoding),
      TokenizerSettings(preset: .d2lChar2022, decoding: decoding),
    ]
  }

  @Test(arguments: AnyBytes.Kind.allCases) func randomFiles(kind: AnyBytes.Kind) throws {
    let folder = try TemporaryFolder()
    var dice = Dice(state: UInt64(AnyBytes.Kind.allCases.firstIndex(of: kind) ?? 0) + 6000)
    // 10,010 files in all.
    for round in 0..<(takesLong ? 715 : 11) {
      let file = AnyBytes(kind, upTo: round % 4 == 0 ? 3000 : 200, &dice)
      let source = Source.file(path: try folder.write("t", file.bytes))
      for invalid in InvalidInput.allCases {
        for encoding in Set([file.encoding, "utf-8", "auto"]).sorted() {
          let decoding = Decoding(encoding: .init(encoding), invalid: invalid)
          let all = Self.settings(decoding)
          try check(source, file.bytes, all[Int.random(in: 0..<all.count, using: &dice)], &dice)
        }
      }
    }
  }

  private func check(_ source: Source, _ bytes: [UInt8], _ settings: TokenizerSettings, _ dice: inout Dice) throws {
    let whole = try Reading(source, settings)
    let told = "\(settings.told) \(bytes)"
    if let fault = whole.fault(settings) { Issue.record("\(fault): \(told)") }
    checkDecoding(whole, bytes, settings)
    let bare = try Reading(source, settings, details: false)
    if case .reservedToken = bare.error {} else { #expect(bare.tokens == whole.tokens && bare.error == whole.error) }
    for _ in 0..<3 {
      let sizes = [(1, 1), (1, 2), (1, 3), (1, 7), (10, 3), (100, 64), (1, 4096), (4096, 1), (777, 333)]
      let (chunkSize, blockSize) = sizes[Int.random(in: 0..<sizes.count, using: &dice)]
      let pieces = try Reading(source, settings, chunkSize: chunkSize, blockSize: blockSize)
      if let found = pieces.difference(from: whole) {
        Issue.record("\(found): chunks of \(chunkSize), blocks of \(blockSize): \(told)")
      }
      let bare2 = try Reading(source, settings, chunkSize: chunkSize, blockSize: blockSize, details: false)
      if let found = bare2.difference(from: bare) {
        Issue.record("\(found): no details, chunks of \(chunkSize), blocks of \(blockSize): \(told)")
      }
    }
    guard whole.error == nil else { return }
    let byICU = try Reading(source, settings, .icu)
    if let found = byICU.difference(from: whole) { Issue.record("ICU: \(found): \(told)") }
  }

  private func checkDecoding(_ reading: Reading, _ bytes: [UInt8], _ settings: TokenizerSettings) {
    if let summary = reading.summary {
      let scalars = String(decoding: reading.text, as: UTF8.self).unicodeScalars
      #expect(summary.extent == SourceExtent(bytes: reading.text.count, scalars: scalars.count))
      #expect(reading.extent == summary.extent && summary.fileBytes == bytes.count)
      #expect(
        summary.lines
          == reading.text.split(separator: 10, omittingEmptySubsequences: false).dropLast(
            reading.text.last == 10 || reading.text.isEmpty ? 1 : 0
          ).count)
      if settings.unit == .char, settings.preset == nil, settings.boundary == .none, settings.caseMapping == .keep {
        #expect(Array(reading.tokens.joined()) == reading.text)
      }
    }
    guard let known = IndependentDecoding(bytes, settings.decoding.encoding.text), !bytes.starts(with: [0x1F, 0x8B])
    else { return }
    switch (settings.decoding.invalid, reading.error) {
    case (.error, .notUTF8(_, let line, let place)), (.error, .malformed(_, let line, _, let place)):
      #expect(known.firstFault == place.value, "\(bytes)")
      let good = known.replaced.prefix(known.prefixLength)
      #expect(line == good.count { $0 == 10 } + 1 && good.starts(with: reading.text), "\(bytes)")
    case (.error, nil): #expect(known.invalid == 0 && reading.text == known.replaced, "\(bytes)")
    case (.replace, nil):
      #expect(reading.text == known.replaced && reading.summary?.invalid == known.invalid, "\(bytes)")
    case (.skip, nil):
      #expect(reading.text == known.skipped && reading.summary?.invalid == known.invalid, "\(bytes)")
    case (_, .tokenTooLong), (_, .contradictingMark): break
    default: Issue.record("\(String(describing: reading.error)): \(settings.told) \(bytes)")
    }
  }
}
