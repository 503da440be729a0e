import Foundation
import Synchronization
import Testing

@testable import Text

/// All that a reader of a source meets: tokens, places, counts, and the fault that ends it.
struct Reading: Equatable {
  var tokens: [[UInt8]] = []
  /// By segment: how many tokens came before its end.
  var ends: [Int] = []
  var kinds: [TokenKind] = []
  /// In the source's text.
  var places: [Range<Int>] = []
  var extent = SourceExtent()
  /// All chunks' text.
  var text: [UInt8] = []
  var summary: SourceSummary?
  var error: TextError?

  init(
    _ source: Source, _ settings: TokenizerSettings, _ path: SegmentationPath = .best, chunkSize: Int = 1 << 26,
    blockSize: Int = 1 << 20, details: Bool = true
  ) throws {
    let parts = try Partitions.shared.parts(settings, path)
    do throws(TextError) {
      var reader = try TextReader(
        source, settings.decoding, cuts: parts.cuts, chunkSize: chunkSize, blockSize: blockSize)
      var tokenizer = try ChunkTokenizer(parts, details: details)
      while let given = try reader.next() {
        let chunk = TextChunk(
          bytes: given.bytes, number: 0, firstLine: given.firstLine, offset: text.count, textStart: reader.textStart,
          fileBytes: reader.fileBytes, isLast: given.isLast, extent: given.extent)
        text += chunk.bytes
        do {
          let extents = try tokenizer.tokenize(chunk, of: source) { take($0, chunk, settings, details) }
          extent += extents.stretches.sum + extents.trailing
        } catch let error as TextError { throw error } catch { fatalError("\(error)") }
      }
      summary = reader.summary()
    } catch { self.error = error }
  }

  /// The first thing in which two readings differ, or nil.
  func difference(from other: Reading) -> String? {
    if error != other.error {
      return "\(error.map(\.shortly) ?? "no") error, not \(other.error.map(\.shortly) ?? "none")"
    }
    // Of the piece that has the token at fault, more or less may have been looked at before.
    if error?.isOfAToken == true {
      return zip(tokens, other.tokens).contains(where: !=) ? "tokens before the one at fault" : nil
    }
    if text != other.text { return "text \(text.count) bytes, not \(other.text.count)" }
    if let index = (0..<max(tokens.count, other.tokens.count)).first(where: {
      $0 >= tokens.count || $0 >= other.tokens.count || tokens[$0] != other.tokens[$0]
    }) {
      return "token \(index): \(tokens.dropFirst(index).prefix(2)), not \(other.tokens.dropFirst(index).prefix(2))"
    }
    if ends != other.ends { return "ends \(ends), not \(other.ends)" }
    if let index = places.indices.first(where: { places[$0] != other.places[$0] }) {
      return "token \(index) at \(places[index]), not \(other.places[index])"
    }
    if kinds != other.kinds { return "kinds" }
    if extent != other.extent { return "extent \(extent), not \(other.extent)" }
    return summary == other.summary ? nil : "\(String(describing: summary)), not \(String(describing: other.summary))"
  }

  private mutating func take(
    _ batch: borrowing TokenBatch, _ chunk: TextChunk, _ settings: TokenizerSettings, _ details: Bool
  ) {
    for (index, span) in batch.spans.enumerated() {
      if span.isSegmentEnd {
        if ends.last != tokens.count || settings.boundary == .line { ends.append(tokens.count) }
      } else {
        tokens.append(Array(batch.token(span)))
        guard details else { continue }
        let place = batch.places[index]
        places.append(place.lowerBound + chunk.offset..<place.upperBound + chunk.offset)
        if !batch.kinds.isEmpty { kinds.append(batch.kinds[index]) }
      }
    }
  }

  /// What a reader may rely on, whatever the bytes were; nil where it all holds.
  func fault(_ settings: TokenizerSettings) -> String? {
    for (index, token) in tokens.enumerated() {
      guard !token.isEmpty, token.count <= settings.maxTokenBytes else { return "token \(index): \(token.count) bytes" }
      guard String(validating: token, as: UTF8.self) != nil else { return "token \(index) is not UTF-8: \(token)" }
      guard index < places.count else { continue }
      let place = places[index]
      guard place.lowerBound >= 0, place.upperBound <= text.count, !place.isEmpty else {
        return "\(index) is at \(place)"
      }
      guard index == 0 || place.lowerBound >= places[index - 1].lowerBound else {
        return "\(index) comes before \(index - 1)"
      }
      guard String(validating: text[place], as: UTF8.self) != nil else { return "\(place) cuts a character" }
      let isAsItWas = settings.caseMapping == .keep && settings.normalization == .none && settings.numbers == .keep
      if isAsItWas, settings.preset == nil, Array(text[place]) != token { return "\(place) is not \(token)" }
    }
    return nil
  }
}

/// The tables of settings that tests read many files with: made once.
final class Partitions: Sendable {
  static let shared = Partitions()

  private struct Key: Hashable {
    let settings: TokenizerSettings
    let path: SegmentationPath
  }

  private let made = Mutex<[Key: TokenizerParts]>([:])

  /// Of the same settings, but for how they decode.
  func parts(_ settings: TokenizerSettings, _ path: SegmentationPath) throws -> TokenizerParts {
    let settings = settings.decoding(Decoding())
    let key = Key(settings: settings, path: path)
    if let known = made.withLock({ $0[key] }) { return known }
    let parts = try TokenizerParts(settings, path)
    made.withLock { $0[key] = parts }
    return parts
  }
}

extension TextError {
  /// What is wrong and where, without what to do.
  var shortly: String { String((description.split(separator: "/").last ?? "").prefix { $0 != ";" }) }

  var isOfAToken: Bool {
    switch self {
    case .tokenTooLong, .reservedToken: true
    default: false
    }
  }
}

extension TokenizerSettings {
  /// In short, for a test that fails.
  var told: String {
    let json = try? JSONEncoder().encode(self)
    return String(decoding: json ?? Data(), as: UTF8.self)
  }

  func decoding(_ decoding: Decoding) -> TokenizerSettings {
    if let preset { return TokenizerSettings(preset: preset, maxTokenBytes: maxTokenBytes, decoding: decoding) }
    return TokenizerSettings(
      unit: unit, caseMapping: caseMapping, normalization: normalization, locale: locale, boundary: boundary,
      skipEmptyLines: skipEmptyLines, keep: keep, numbers: numbers, maxTokenBytes: maxTokenBytes, decoding: decoding)
  }
}
