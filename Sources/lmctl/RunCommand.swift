import ArgumentParser
import Corpus
import Experiment
import Foundation
import Ledger
import Platform
import Report

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Text to leaderboard: tokenize, ngram, train-rnn and compare in one.",
    discussion: """
      Tokenizes with --min-count 2, trains Laplace models of orders 1, 2 and 3 and a tanh network, scores all on the \
      same test stream, prints the leaderboard and writes the page with all that is known (--html). What stands already \
      is left as it is; changed text or settings need --replace, which removes all models and checkpoints of the corpus.

      Example:
        lmctl run Corpora/english

      Memory: the most that one of the four needs; for a million words under 200 MB.
      """)

  @Argument(help: ArgumentHelp("Files or folders.", valueName: "file|dir"), completion: .file())
  var sources: [String]

  @Option(help: ArgumentHelp("The name of the corpus (default: that of the file or folder).", valueName: "name"))
  var corpus: String?

  @Option(
    help: ArgumentHelp(
      "The page that tells of the corpus's models (default: the database's name with .html).", valueName: "file"),
    completion: .file())
  var html: String?

  @OptionGroup var options: TokenizeOptions
  @OptionGroup var training: TrainingOptions
  @OptionGroup var replacing: ReplaceFlag
  @OptionGroup var formats: FormatOptions
  @OptionGroup var common: CommonOptions

  /// The folder's name, or the file's without its extension.
  private static func name(of path: String) -> String {
    let url = URL(fileURLWithPath: path)
    return (url.hasDirectoryPath ? url : url.deletingPathExtension()).standardizedFileURL.lastPathComponent
  }

  private var page: String { html ?? common.databaseFiles[0].replacing(/\.[^.\/]*$/, with: "") + ".html" }

  func validate() throws {
    if html == nil && page == common.databaseFiles[0] {
      throw ValidationError(
        "the page would have the database's name, '\(Figures.safe(page))'; give it another with --html")
    }
    _ = try training.settings
    _ = try formats.chosen(json: common.json)
    if corpus == nil {
      do {
        try Ledger.check(name: Self.name(of: sources[0]))
      } catch {
        throw ValidationError(
          "the corpus would have its name from '\(Figures.safe(sources[0]))', and \(error), with --corpus")
      }
    }
  }

  func run() throws {
    let name = corpus ?? Self.name(of: sources[0])
    var recipe = RunAll(
      tokenize: Tokenize(
        sources: [.train: sources], name: name, settings: options.settings(minCount: 2, ownFiles: false),
        replaces: replacing.replace, vocabulary: options.vocabularyFrom),
      ngrams: TrainNGrams(corpus: name, orders: [1, 2, 3], alphas: [.value(1)]),
      network: TrainNetwork(corpus: name, embedding: 128, hidden: 128, training: try training.settings))
    // A file that cannot be made is found out before the work.
    try WholeFile.check(page, keeping: common.databaseFiles)
    recipe.page = page
    let comparison = try recipe(common.bench())
    try CompareCommand.show(comparison, as: try formats.chosen(json: common.json), csvSafe: formats.csvSafe)
    CompareCommand.hint(comparison)
  }
}
