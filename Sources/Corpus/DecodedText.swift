internal import Evaluation
internal import Platform
internal import Text

/// Writes ids as text: tokens as they are, with a space between those that white space divides, and an LF where a line
/// ends.
struct DecodedText {
  private let tokens: PackedBytes
  private let endOfSegment: UInt32?
  private let spaces: Bool
  private let endsLines: Bool

  init(_ vocabulary: Vocabulary, _ settings: TokenizerSettings) {
    tokens = vocabulary.tokens
    endOfSegment = vocabulary.endOfSegment
    spaces = settings.unit == .whitespace
    endsLines = settings.boundary == .line
  }

  /// The bytes of the text.
  func count(of stream: IDStream) -> Int {
    let lengths = tokens.lengths.map { UInt32(truncatingIfNeeded: $0) }
    var (count, isFirst) = (0, true)
    stream.forEachPart { ids in
      for index in ids.indices {
        let isEnd = ids[index] == endOfSegment
        if isEnd {
          count += endsLines ? 1 : 0
        } else {
          count += Int(lengths[Int(ids[index])]) + (spaces && !isFirst ? 1 : 0)
        }
        isFirst = isEnd
      }
    }
    return count
  }

  func bytes(of stream: IDStream) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(count(of: stream))
    var isFirst = true
    stream.forEachPart { ids in
      for index in ids.indices {
        let isEnd = ids[index] == endOfSegment
        if isEnd {
          if endsLines { text.append(0x0A) }
        } else {
          if spaces && !isFirst { text.append(0x20) }
          text += tokens.slice(Int(ids[index]))
        }
        isFirst = isEnd
      }
    }
    return text
  }
}

extension Corpus {
  /// The text of a split, from its ids; nil where they do not give it back (``isReversible``).
  ///
  /// - Complexity: O(bytes), time and memory.
  public func decoded(_ name: Split.Name) -> [UInt8]? {
    guard isReversible else { return nil }
    return DecodedText(vocabulary, settings.tokenizer).bytes(of: split(name).stream)
  }
}
