/// What is known of a run before it begins.
public struct NewRun: Sendable {
  public var command: String
  /// The name of the corpus or model that it makes.
  public var subject: String?
  /// The corpus that it works on.
  public var corpusID: Int?
  /// JSON: the command line, an array of strings.
  public var argv: String
  /// JSON.
  public var settings: String
  /// JSON: lmctl, icu, unicode, sqlite, matrix library, instruction set.
  public var versions: String
  public var threads: Int
  public var seed: Int?

  public init(
    command: String, subject: String? = nil, corpusID: Int? = nil, argv: String = "[]", settings: String = "{}",
    versions: String = "{}", threads: Int = 1, seed: Int? = nil
  ) {
    self.command = command
    self.subject = subject
    self.corpusID = corpusID
    self.argv = argv
    self.settings = settings
    self.versions = versions
    self.threads = threads
    self.seed = seed
  }
}
