internal import Text

/// What a user should know of the sources that were read: how they were decoded, and what may be wrong with them.
struct SourceNotes {
  /// Of each kind so many are told one by one: a folder may hold thousands.
  private static let most = 5

  private let settings: TokenizerSettings
  private var detected: [String] = []
  private var damaged: [String] = []
  private var unbroken: [String] = []

  init(_ settings: TokenizerSettings) { self.settings = settings }

  mutating func add(_ source: SourceSummary) {
    let path = DisplayText.escaped(Array(source.path.utf8), limit: .max)
    if settings.decoding.encoding == .automatic, let confidence = source.confidence {
      detected.append("\(path): read as \(source.encoding), confidence \(confidence) of 100")
    }
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

  func tell(_ bench: Workbench) {
    for (lines, event) in [
      (detected, ProgressEvent.note), (damaged, ProgressEvent.warning), (unbroken, ProgressEvent.warning),
    ] {
      for line in lines.prefix(Self.most) { bench.progress(event(line)) }
      if lines.count > Self.most { bench.progress(event("and \(lines.count - Self.most) more files like these")) }
    }
  }
}
