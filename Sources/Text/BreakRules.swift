internal import CICU
internal import CText
internal import Glibc

/// How text is divided into words, grapheme clusters or sentences.
enum Division: Sendable {
  case graphemes
  case words
  case sentences

  var unit: cicu_text_unit {
    switch self {
    case .graphemes: CICU_GRAPHEMES
    case .words: CICU_WORDS
    case .sentences: CICU_SENTENCES
    }
  }
}

/// Which way boundaries are found; all find the same.
package enum SegmentationPath: String, CaseIterable, Sendable {
  /// ICU's own engine.
  case icu
  /// ICU's rules as an automaton, a byte a step.
  case plain
  /// The same, with vectors where the rules say that this changes nothing.
  case avx2
  case avx512

  /// The fastest one of this machine.
  package static var best: SegmentationPath {
    switch ctext_best_path() {
    case CTEXT_AVX512: .avx512
    case CTEXT_AVX2: .avx2
    default: .plain
    }
  }

  /// Those that this machine can take.
  package static var available: [SegmentationPath] {
    switch best {
    case .avx512: allCases
    case .avx2: [.icu, .plain, .avx2]
    default: [.icu, .plain]
    }
  }

  /// The fastest one, or what the environment asks for: for those who want to see that nothing but the time differs.
  ///
  /// - Throws: ``TextError/badSegmentation(_:available:)``.
  static func chosen() throws(TextError) -> SegmentationPath {
    guard let value = unsafe getenv("LMCTL_SEGMENTATION") else { return best }
    let name = unsafe String(cString: value)
    guard let path = available.first(where: { $0.rawValue == name }) else {
      throw .badSegmentation(name, available: available.map(\.rawValue))
    }
    return path
  }

  fileprivate var code: ctext_path {
    switch self {
    case .avx512: CTEXT_AVX512
    case .avx2: CTEXT_AVX2
    default: CTEXT_PLAIN
    }
  }
}

/// The rules by which the installed ICU divides text, taken from its own compiled form and studied: an automaton that
/// finds the same boundaries several times faster than ICU's engine, which has 32 ns of work at each.
///
/// Nothing is written from a standard, since ICU's rules are not quite UAX #29's, and differ between versions and
/// locales. Where the form is not known, or a sample shows another result than ICU, there are no rules, and ICU does the
/// work. Scripts that need a dictionary are left to ICU always.
@safe final class BreakRules: @unchecked Sendable {
  /// Immutable after `init`, like what it borrows of the automaton.
  private let handle: OpaquePointer
  private let automaton: OpaquePointer?

  /// ICU's rules of a locale; nil where ICU must do it itself.
  ///
  /// - Parameters:
  ///   - whole: every span is a token; otherwise those with a visible character.
  ///   - lines: LF and CR LF are line ends, and no tokens.
  static func ofICU(
    _ division: Division, locale: String, whole: Bool, lines: Bool, path: SegmentationPath
  ) throws(TextError) -> BreakRules? {
    guard path != .icu else { return nil }
    var automaton: OpaquePointer?
    try ICU.check(unsafe cicu_automaton_open(division.unit, locale, &automaton), "reading break rules")
    guard let automaton = unsafe automaton else { return nil }
    guard let handle = unsafe ctext_rules_new(cicu_automaton_get(automaton), whole, lines, false, path.code) else {
      unsafe cicu_automaton_close(automaton)
      throw .outOfMemory(operation: "break rules")
    }
    let rules = unsafe BreakRules(handle: handle, automaton: automaton)
    return try rules.agreesWithICU(division, locale: locale, whole: whole, lines: lines) ? rules : nil
  }

  /// ASCII white space divides, and nothing else.
  static func whitespace(lines: Bool, path: SegmentationPath) throws(TextError) -> BreakRules {
    guard let handle = unsafe ctext_rules_new_whitespace(lines, path.code) else {
      throw .outOfMemory(operation: "the rules of white space")
    }
    return unsafe BreakRules(handle: handle, automaton: nil)
  }

  private init(handle: OpaquePointer, automaton: OpaquePointer?) {
    unsafe self.handle = handle
    unsafe self.automaton = automaton
  }

  deinit {
    unsafe ctext_rules_free(handle)
    unsafe cicu_automaton_close(automaton)
  }

  /// Where a call of ``next(_:_:from:capacity:into:statuses:)`` came to.
  enum Outcome {
    case done
    case full(at: Int)
    /// The stretch is for ICU's dictionaries; both its ends are boundaries.
    case dictionary(Range<Int>)
  }

  /// Appends the spans of `text` from `start`, a boundary, at most `capacity`.
  ///
  /// - Parameters:
  ///   - tail: how the text stops.
  ///   - statuses: with nil, only tokens and line ends; otherwise every boundary with its status.
  func next(
    _ text: PaddedText, _ tail: ctext_tail, from start: Int, capacity: Int, into spans: inout [TokenSpan],
    statuses: inout [Int32]?
  ) -> Outcome {
    var (position, count, stretch) = (start, 0, 0)
    var end = CTEXT_DONE
    func run(_ spans: UnsafeMutablePointer<TokenSpan>?, _ statuses: UnsafeMutablePointer<Int32>?) {
      unsafe text.bytes.withUnsafeBufferPointer { bytes in
        end = unsafe ctext_breaks(
          handle, bytes.baseAddress, text.count, tail, &position, spans, statuses, capacity, &count, &stretch)
      }
    }
    spans.append(addingCapacity: capacity) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
        if statuses == nil {
          unsafe run(buffer.baseAddress, nil)
        } else {
          let spans = buffer.baseAddress
          statuses?.append(addingCapacity: capacity) { output in
            unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
              unsafe run(spans, buffer.baseAddress)
              initialized = count
            }
          }
        }
        initialized = count
      }
    }
    switch end {
    case CTEXT_DICTIONARY: return .dictionary(position..<stretch)
    case CTEXT_FULL: return .full(at: position)
    default: return .done
    }
  }

  /// The last place of `start..<end`, `start` left out, where text may be cut without changing a token, or nil.
  func lastCut(in text: Span<UInt8>, from start: Int, to end: Int) -> Int? {
    let cut = unsafe text.withUnsafeBufferPointer { unsafe ctext_last_cut(handle, $0.baseAddress, start, end) }
    return cut > start ? cut : nil
  }

  /// Whether it may be cut at `place`.
  func isCut(_ text: Span<UInt8>, at place: Int) -> Bool {
    unsafe text.withUnsafeBufferPointer { unsafe ctext_is_cut(handle, $0.baseAddress, 0, $0.count, place) }
  }

  /// The last boundary of a text that goes on, among those that do not depend on what follows, at which `isWanted`.
  func lastCertain(in text: PaddedText, where isWanted: (Int) -> Bool) -> Int? {
    var spans: [TokenSpan] = []
    var statuses: [Int32]? = []
    var (position, last) = (0, Int?.none)
    while case .full(let reached) = next(
      text, CTEXT_OPEN, from: position, capacity: 4096, into: &spans, statuses: &statuses)
    {
      position = reached
    }
    for span in spans.reversed() where isWanted(Int(span.end)) {
      last = Int(span.end)
      break
    }
    return last
  }

  /// What stands between two characters in any text: a boundary always, never, or sometimes.
  func pair(_ before: Unicode.Scalar, _ after: Unicode.Scalar) -> ctext_pair {
    unsafe ctext_pair_of(handle, before.value, after.value)
  }

  // MARK: trust

  private func agreesWithICU(
    _ division: Division, locale: String, whole: Bool, lines: Bool
  ) throws(TextError) -> Bool {
    let breaker = try Breaker(division, locale: locale, whole: whole, lines: lines)
    let sample = sample(seed: 1, bytes: 8192)
    for statuses in [nil, []] as [[Int32]?] {
      var (mine, theirs) = ([TokenSpan](), [TokenSpan]())
      var (myStatuses, theirStatuses) = (statuses, statuses)
      guard case .done = next(sample, CTEXT_ENDS, from: 0, capacity: 16384, into: &mine, statuses: &myStatuses) else {
        return false
      }
      try breaker.start(sample, 0..<sample.count)
      while breaker.next(into: &theirs, statuses: &theirStatuses) {}
      guard mine == theirs, myStatuses == theirStatuses else { return false }
    }
    return true
  }

  /// Text in which characters of all kinds meet.
  func sample(seed: UInt64, bytes: Int) -> PaddedText {
    var text = PaddedText()
    var size = 0
    _ = unsafe text.replace(count: bytes) { size = unsafe ctext_sample(handle, seed, $0, bytes) }
    text.truncate(to: size)
    return text
  }
}
