/// What a report page shows: figures and text as they stand in the database, nothing of how they look.
///
/// Every name and token may hold anything; ``ReportPage`` escapes it.
public struct PageContent: Equatable, Sendable {
  /// One for each corpus and split that has scores.
  public var chapters: [PageChapter]
  /// What each program and library was, by name.
  public var versions: [PageFact]

  public init(chapters: [PageChapter], versions: [PageFact] = []) {
    self.chapters = chapters
    self.versions = versions
  }
}

/// Everything about the models of one corpus on one split. What was never measured is empty, or nil.
public struct PageChapter: Equatable, Sendable {
  public var corpus: String
  public var split: String
  /// Positions that were scored, how many of them `<unk>`.
  public var scored: Int
  public var unknown: Int
  /// The stream's SHA-256.
  public var stream: String
  /// In the order of the leaderboard.
  public var models: [PageModel]
  /// What must be known to read the figures fairly.
  public var notes: [String] = []
  public var differences: [PageDifference] = []
  public var mixtures: [PageMixture] = []
  public var trainings: [PageTraining] = []
  public var breakdowns: [PageBreakdown] = []
  public var horizons: [PageHorizon] = []
  public var dataCurves: [PageDataCurve] = []
  public var gradients: [PageGradients] = []
  public var passage: PagePassage?
  public var text: PageText?
  public var runs: [PageRun] = []
  /// Of the corpus: sources, settings, sizes.
  public var facts: [PageFact] = []

  public init(corpus: String, split: String, scored: Int, unknown: Int, stream: String, models: [PageModel]) {
    self.corpus = corpus
    self.split = split
    self.scored = scored
    self.unknown = unknown
    self.stream = stream
    self.models = models
  }
}

/// A row of the leaderboard.
public struct PageModel: Equatable, Sendable {
  public var name: String
  public var kind: String
  /// Nil where it is listed and not ranked.
  public var place: Int?
  /// Nil for infinity.
  public var perplexity: Double?
  /// Of the perplexity; nil where it was not estimated.
  public var standardError: Double?
  /// The 95 % interval of the perplexity.
  public var interval: ClosedRange<Double>?
  public var withoutOOV: Double?
  public var withoutEOS: Double?
  public var bitsPerCharacter: Double?
  public var bitsPerByte: Double?
  /// Of the same model on `valid`.
  public var validPerplexity: Double?
  public var context = "segment"
  /// The rule for words that training never saw.
  public var unseen: String?
  /// The SHA-256 of what it was scored on; empty: that of the chapter.
  public var stream = ""
  public var isNormalized = true
  /// The first position of probability 0.
  public var zeroAt: Int?
  public var parameters = 0
  public var storedBytes: Int?
  /// Of training, and how many tokens it read in one of them; nil: not known.
  public var seconds: Double?
  public var tokensPerSecond: Double?

  public init(name: String, kind: String, place: Int?, perplexity: Double?) {
    self.name = name
    self.kind = kind
    self.place = place
    self.perplexity = perplexity
  }
}

/// A name and what it is.
public struct PageFact: Equatable, Sendable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// One command that made something of what is shown.
public struct PageRun: Equatable, Sendable {
  public var command: String
  /// The corpus or model that it made.
  public var subject: String
  public var startedAt: String
  public var seed: Int?
  public var threads: Int
  /// As it was typed.
  public var line: String
  /// JSON.
  public var settings: String
  /// JSON.
  public var versions: String

  public init(
    command: String, subject: String, startedAt: String, seed: Int?, threads: Int, line: String, settings: String,
    versions: String
  ) {
    self.command = command
    self.subject = subject
    self.startedAt = startedAt
    self.seed = seed
    self.threads = threads
    self.line = line
    self.settings = settings
    self.versions = versions
  }
}
