internal import Corpus
internal import Platform
internal import Text

/// What a user should know of the sources that were read: how they were decoded, and what may be wrong with them.
struct SourceNotes {
  /// Of each kind so many are told one by one: a folder may hold thousands.
  private static let most = 5

  private let settings: TokenizerSettings
  private var detected: [String] = []
  private var damaged: [String] = []
  private var unbroken: [String] = []
  private var repeated: [String] = []
  /// By digest, where each content was read first.
  private var first: [Digest: String] = [:]

  init(_ settings: TokenizerSettings) { self.settings = settings }

  /// - Parameter split: what it was read into; nil where it is not for a corpus, and may well be read twice.
  mutating func add(_ source: SourceSummary, into split: Split.Name? = nil) {
    let path = DisplayText.escaped(Array(source.path.utf8), limit: .max)
    if settings.decoding.encoding == .automatic, let confidence = source.confidence {
      detected.append("\(path): read as \(source.encoding), confidence \(confidence) of 100")
    }
    if let split { compare(source, "\(path) (\(split.rawValue))") }
    if source.invalid > 0 {
      let places = source.invalid == 1 ? "1 place is" : "\(source.invalid) places are"
      damaged.append(
        """
        \(path): \(places) not \(source.encoding), and \(source.invalid == 1 ? "was" : "were") \
        \(settings.decoding.invalid == .skip ? "left out" : "replaced by U+FFFD"); is --encoding right?
        """)
    }
    if settings.boundary.endsWithLines, source.spaces.loneReturns > source.lines {
      unbroken.append(
        """
        \(path): \(source.spaces.loneReturns) carriage returns without a line feed end no line here; \
        for lines, convert the text with tr '\\r' '\\n'
        """)
    }
  }

  /// A text that is there twice: models would be scored on what they were made of, or learn it twice over.
  private mutating func compare(_ source: SourceSummary, _ shown: String) {
    if source.fileBytes == 0 { return }
    if let earlier = first[source.sha256] {
      repeated.append("\(shown) has the very text of \(earlier): is that meant?")
    } else {
      first[source.sha256] = shown
    }
  }

  func tell(_ bench: Workbench) {
    for (lines, event) in [
      (detected, ProgressEvent.note), (damaged, ProgressEvent.warning), (unbroken, ProgressEvent.warning),
      (repeated, ProgressEvent.warning),
    ] {
      for line in lines.prefix(Self.most) { bench.progress(event(line)) }
      if lines.count > Self.most { bench.progress(event("and \(lines.count - Self.most) more files like these")) }
    }
  }
}
