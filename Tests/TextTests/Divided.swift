import CText
import Foundation

@testable import Text

/// Every boundary of a text, in bytes, and what ICU calls it.
struct Boundaries: Equatable {
  var ends: [UInt32]
  var statuses: [Int32]
}

/// Finds the boundaries of texts by one path: what tests of the paths compare.
final class Divider {
  let path: SegmentationPath
  /// Nil where ICU's engine does it.
  let rules: BreakRules?
  private var segmenter: Segmenter

  init(
    _ division: Division, locale: String = "", whole: Bool = true, lines: Bool = false, path: SegmentationPath
  ) throws {
    self.path = path
    rules = try BreakRules.ofICU(division, locale: locale, whole: whole, lines: lines, path: path)
    segmenter = Segmenter(division, rules: rules, locale: locale, whole: whole, lines: lines)
  }

  /// ICU's own engine first, then every path of this machine.
  static func all(
    _ division: Division, locale: String = "", whole: Bool = true, lines: Bool = false
  ) throws -> [Divider] {
    try SegmentationPath.available.map {
      try Divider(division, locale: locale, whole: whole, lines: lines, path: $0)
    }
  }

  func spans(_ text: PaddedText, isLast: Bool = true) throws -> [TokenSpan] {
    var (spans, none) = ([TokenSpan](), [Int32]?.none)
    try segmenter.segment(text, isLast: isLast, into: &spans, statuses: &none)
    return spans
  }

  func boundaries(_ text: PaddedText, isLast: Bool = true) throws -> Boundaries {
    var (spans, statuses) = ([TokenSpan](), [Int32]?([]))
    try segmenter.segment(text, isLast: isLast, into: &spans, statuses: &statuses)
    return Boundaries(ends: spans.map(\.end), statuses: statuses ?? [])
  }
}

extension [Divider] {
  /// The first path that does not find what ICU finds, with the text; nil where all agree.
  func disagreement(on text: PaddedText) throws -> String? {
    guard let icu = first else { return "no path" }
    let (spans, boundaries) = (try icu.spans(text), try icu.boundaries(text))
    for divider in dropFirst() {
      guard try divider.spans(text) == spans, try divider.boundaries(text) == boundaries else {
        let scalars = String(decoding: text.bytes.prefix(text.count), as: UTF8.self).unicodeScalars
        return "\(divider.path): \(scalars.prefix(200).map { String($0.value, radix: 16) }.joined(separator: " "))"
      }
    }
    return nil
  }
}

/// Whether the environment asks for tests that take minutes.
let takesLong = ProcessInfo.processInfo.environment["LMCTL_LONG"] == "1"

extension Dice {
  /// Blocks from which strings are mixed: all scripts that rules know, those with dictionaries, and what joins and parts.
  private static let blocks: [ClosedRange<UInt32>] = [
    0x20...0x7E, 0x20...0x7E, 0x20...0x7E, 0x00...0x7F, 0x80...0xFF, 0x100...0x24F, 0x300...0x36F, 0x370...0x3FF,
    0x400...0x52F, 0x531...0x58F, 0x591...0x5F4, 0x600...0x6FF, 0x700...0x74F, 0x7C0...0x7FA, 0x900...0x97F,
    0x980...0x9FE, 0xB80...0xBFA, 0xD00...0xD7F, 0xE01...0xE5B, 0xE81...0xEDF, 0xF00...0xFDA, 0x1000...0x109F,
    0x10A0...0x10FF, 0x1100...0x11FF, 0x13A0...0x13FD, 0x1680...0x169C, 0x1780...0x17F9, 0x1800...0x18AA,
    0x1950...0x1974, 0x1A20...0x1AAD, 0x2000...0x206F, 0x2010...0x2044, 0x20A0...0x20FF, 0x2100...0x218B,
    0x2190...0x23FF, 0x2460...0x24FF, 0x2600...0x27BF, 0x3000...0x303F, 0x3041...0x309F, 0x30A0...0x30FF,
    0x3105...0x312F, 0x31F0...0x32FF, 0x4E00...0x4FFF, 0x5000...0x9FFF, 0xA000...0xA4C6, 0xA960...0xA97C,
    0xAA60...0xAADF, 0xAC00...0xD7A3, 0xD7B0...0xD7FB, 0xE000...0xE0FF, 0xFB00...0xFB4F, 0xFE00...0xFE6F,
    0xFF00...0xFFEF, 0x10000...0x100FF, 0x10400...0x1044F, 0x11000...0x1107F, 0x16FE0...0x16FF1, 0x1B000...0x1B12F,
    0x1D400...0x1D7FF, 0x1F1E6...0x1F1FF, 0x1F300...0x1F64F, 0x1F3FB...0x1F3FF, 0x1F900...0x1F9FF,
    0x20000...0x200FF, 0xE0001...0xE007F, 0xE0100...0xE01EF, 0x10FF00...0x10FFFF, 0x0...0xD7FF, 0xE000...0x10FFFF,
  ]
  /// What rules look at most.
  private static let marks: [UInt32] = [
    0x0A, 0x0D, 0x20, 0x22, 0x27, 0x28, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x40, 0x5F, 0x85, 0xA0, 0xAD, 0xB7, 0x30A, 0x308,
    0x200B, 0x200C, 0x200D, 0x200E, 0x2018, 0x2019, 0x2024, 0x2026, 0x2028, 0x2060, 0x3002, 0xFE0E, 0xFE0F, 0xFEFF,
    0xFF0E,
  ]

  /// A string of up to `scalars` characters: of one to four blocks, and of marks.
  mutating func string(upTo scalars: Int) -> [UInt8] {
    let chosen = (0..<Int.random(in: 1...4, using: &self)).map { _ in
      Int.random(in: 0..<Self.blocks.count, using: &self)
    }
    var text: [UInt8] = []
    for _ in 0..<Int.random(in: 1...scalars, using: &self) {
      let dice = Int.random(in: 0..<5, using: &self)
      let value =
        dice == 0
        ? Self.marks[Int.random(in: 0..<Self.marks.count, using: &self)]
        : UInt32.random(in: Self.blocks[chosen[Int.random(in: 0..<chosen.count, using: &self)]], using: &self)
      guard let scalar = Unicode.Scalar(value) else { continue }
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
    return text
  }
}
