internal import CNGrams
internal import Platform

/// What an ARPA file and a vocabulary have in common, and what not.
public struct ARPAFacts: Sendable, Equatable {
  /// N-grams of each order that were left out, because a word of theirs is none of our types.
  public var dropped: [Int]
  /// N-grams of each order that were left out, because `<s>` stands in them after a word, or `</s>` before one: no history
  /// crosses a segment's start.
  public var unreachable: [Int]
  /// Histories of each order that the file lacks and continues: their probability is that by back-off, which changes
  /// nothing.
  public var created: [Int]
  /// Types of the file that are none of ours.
  public var unknownTypes: Int
  /// Types of ours, `<unk>` and `<eos>` among them, that the file lacks: they have the probability of the file's
  /// `<unk>`, or zero where it has none.
  public var missingTypes: Int

  /// Whether both have the same types. If not, the probabilities over V do not sum to 1.
  public var vocabulariesAgree: Bool { unknownTypes == 0 && missingTypes == 0 }

  public init(dropped: [Int], unreachable: [Int], created: [Int], unknownTypes: Int, missingTypes: Int) {
    self.dropped = dropped
    self.unreachable = unreachable
    self.created = created
    self.unknownTypes = unknownTypes
    self.missingTypes = missingTypes
  }
}

extension BackoffModel {
  /// Reads an ARPA file, as KenLM, SRILM, IRSTLM and ``writeARPA(tokens:threads:write:)`` write it.
  ///
  /// Text before `\data\` is passed over; fields are divided by spaces or tabs; back-offs may be missing; -99 is −∞;
  /// `<UNK>` is `<unk>`. N-grams may come in any order, and are sorted.
  /// Memory: 4 n + 8 bytes an n-gram of order n while the file is read (24 more of one order at a time where it is not in
  /// our order), then those of the model.
  ///
  /// - Parameters:
  ///   - tokens: the words of our ids.
  ///   - next: gives the next bytes of the file, unpacked, or nil at its end.
  /// - Throws: ``ARPAError/malformed(line:_:)``; `OutOfMemory`; what `next` throws.
  public static func readARPA(
    tokens: ARPATokens, from next: () throws -> [UInt8]?
  ) throws -> (model: BackoffModel, facts: ARPAFacts) {
    let reader = try ARPAReader(tokens)
    while let bytes = try next() { try reader.feed(bytes) }
    try reader.finish()
    return reader.take()
  }
}

/// The reader of C as an object.
@safe private final class ARPAReader {
  private let handle: OpaquePointer
  private let tokens: ARPATokens
  private var bytesRead = 0

  init(_ tokens: ARPATokens) throws(OutOfMemory) {
    self.tokens = tokens
    let made = unsafe tokens.withTokens {
      unsafe ngrams_arpa_reader_new($0, tokens.endOfSegment ?? .max, .random(in: 0 ... .max))
    }
    guard let made = unsafe made else { throw OutOfMemory(bytes: 64 * tokens.ends.count) }
    unsafe handle = made
  }

  deinit { unsafe ngrams_arpa_reader_free(handle) }

  func feed(_ bytes: [UInt8]) throws {
    bytesRead += bytes.count
    try check(unsafe bytes.withUnsafeBufferPointer { unsafe ngrams_arpa_feed(handle, $0.baseAddress, $0.count) })
  }

  func finish() throws { try check(unsafe ngrams_arpa_finish(handle)) }

  func take() -> (model: BackoffModel, facts: ARPAFacts) {
    let order = Int(unsafe ngrams_arpa_order(handle))
    let sections = (1...order).map { unsafe ngrams_arpa_section_of(handle, UInt32($0)) }
    let levels = sections.enumerated().map { index, section in
      level(index + 1, Int(section.count), isHighest: index + 1 == order)
    }
    let facts = ARPAFacts(
      dropped: sections.map { Int($0.dropped) }, unreachable: sections.map { Int($0.unreachable) },
      created: sections.map { Int($0.created) },
      unknownTypes: Int(unsafe ngrams_arpa_unknown_types(handle)),
      missingTypes: Int(unsafe ngrams_arpa_missing_types(handle)))
    let model = BackoffModel(
      vocabularySize: tokens.vocabularySize, endOfSegment: tokens.endOfSegment, levels: levels,
      isNormalized: facts.vocabulariesAgree)
    return (model, facts)
  }

  private func level(_ order: Int, _ count: Int, isHighest: Bool) -> BackoffModel.Level {
    var level = BackoffModel.Level(words: [], continuations: [], logProbabilities: [], logBackoffs: [])
    level.words = Array(repeating: 0, count: count)
    level.continuations = Array(repeating: 0, count: isHighest ? 0 : count + 1)
    level.logProbabilities = Array(repeating: 0, count: count)
    level.logBackoffs = Array(repeating: 0, count: isHighest ? 0 : count)
    unsafe level.words.withUnsafeMutableBufferPointer { words in
      unsafe level.continuations.withUnsafeMutableBufferPointer { continuations in
        unsafe level.logProbabilities.withUnsafeMutableBufferPointer { probabilities in
          unsafe level.logBackoffs.withUnsafeMutableBufferPointer { backoffs in
            unsafe ngrams_arpa_take(
              handle, UInt32(order), words.baseAddress, continuations.baseAddress, probabilities.baseAddress,
              backoffs.baseAddress)
          }
        }
      }
    }
    return level
  }

  private func check(_ fault: ngrams_arpa_fault) throws {
    let (order, expected, found) = (Int(fault.order), Int(clamping: fault.expected), Int(clamping: fault.found))
    let problem: ARPAError.Problem
    switch fault.problem {
    case NGRAMS_ARPA_FINE: return
    case NGRAMS_ARPA_NO_DATA: problem = .noData
    case NGRAMS_ARPA_INTERMEDIATE: problem = .intermediate
    case NGRAMS_ARPA_BAD_COUNTS: problem = .badCounts
    case NGRAMS_ARPA_ORDER_SEQUENCE: problem = .orderSequence(expected: expected, found: found)
    case NGRAMS_ARPA_ORDER_TOO_HIGH: problem = .orderTooHigh(found)
    case NGRAMS_ARPA_SECTION: problem = .section(expected: expected)
    case NGRAMS_ARPA_TOO_FEW: problem = .tooFew(order: order, announced: expected, found: found)
    case NGRAMS_ARPA_TOO_MANY: problem = .tooMany(order: order, announced: expected)
    case NGRAMS_ARPA_BAD_PROBABILITY: problem = .badProbability
    case NGRAMS_ARPA_POSITIVE: problem = .positiveProbability
    case NGRAMS_ARPA_WORDS: problem = .wordCount(order: order)
    case NGRAMS_ARPA_BAD_BACKOFF: problem = .badBackoff
    case NGRAMS_ARPA_HIGHEST_BACKOFF: problem = .backoffAtHighestOrder
    case NGRAMS_ARPA_UNLISTED: problem = .unlistedWord
    case NGRAMS_ARPA_NOT_UTF8: problem = .notUTF8
    case NGRAMS_ARPA_REPEATED: problem = .repeated(before: expected > 0 ? expected : nil)
    case NGRAMS_ARPA_LONG_LINE: problem = .longLine(limit: expected)
    case NGRAMS_ARPA_CUT_OFF: problem = .cutOff
    case NGRAMS_ARPA_AFTER_END: problem = .afterEnd
    case NGRAMS_ARPA_TOO_LARGE: problem = .tooLarge(order: order)
    default: throw OutOfMemory(bytes: 2 * bytesRead)
    }
    throw ARPAError.malformed(line: Int(clamping: fault.line), problem)
  }
}
