internal import Evaluation
public import Ledger
internal import Platform
internal import Text

/// `lmctl compare --import NAME=FILE`: another program's ln p of each position → scores → database, beside the models that
/// were made here.
///
/// Nothing but these numbers is known of such a model: that its probabilities sum to 1, and that it did not look ahead, is
/// its maker's word. A second split of the same name joins the first.
public struct ImportScores {
  public var name: String
  public var file: String
  public var corpus: String?
  public var split: SplitName
  public var replaces: Bool
  /// The most bytes that a gzip file may become; nil stands for 100 × its size + 1 GiB.
  public var maxExpanded: Int?

  public init(
    name: String, file: String, corpus: String?, split: SplitName, replaces: Bool = false, maxExpanded: Int? = nil
  ) {
    self.name = name
    self.file = file
    self.corpus = corpus
    self.split = split
    self.replaces = replaces
    self.maxExpanded = maxExpanded
  }

  /// The kind of such models.
  static let kind = "imported"

  /// - Throws: what is wrong with the file, with its line; what the database refuses. Nothing is changed then.
  public func callAsFunction(_ bench: Workbench) throws {
    let ledger = try bench.openForWriting()
    let corpus = try StoredCorpus(corpus, in: ledger)
    guard let split = corpus.splits.first(where: { $0.name == split }), split.scored > 0 else {
      throw CompareError.emptySplit(split: split.rawValue, corpus: corpus.record.name)
    }
    let standing = try ledger.models(of: corpus.record).meant(by: name, \.name)
    let isJoined = try standing.map { try joins($0, ledger) } ?? false
    // What stands may bear a name that no new model gets.
    try isJoined ? Ledger.check(name: name) : Ledger.check(newModel: name)
    let ids = try corpus.ids(split.name)
    bench.progress(.stage("reading \(shownFile)"))
    let read = try LogProbabilityFile(file, count: ids.count, maxExpanded: maxExpanded, bench)
    let source = ["file": shownFile, "sha256": read.sha256]
    let run = NewRun(
      command: "compare", subject: name, corpusID: corpus.record.id, settings: try JSON.string(source))
    try bench.recorded(in: ledger, run) { run in
      var scores = try corpus.scores(on: [(split, ids)], in: ledger, run: run, bench) { _ in read.logProbabilities }
      // How long they took is not known.
      scores[0].seconds = 0
      try bench.patiently {
        if isJoined, let standing {
          // An older lmctl told one file for all splits: with a split replaced, that may be the wrong one.
          var change: [String: [String: String]?] = replaces ? ["file": nil, "sha256": nil] : [:]
          change[split.name.rawValue] = source
          try ledger.add(
            score: scores[0], to: standing, settings: try JSON.string(change), replacing: replaces, ending: run)
          return
        }
        let record = ModelRecord(
          corpusID: corpus.record.id, name: name, kind: Self.kind, context: .stream, parameters: 0,
          settings: try JSON.string([split.name.rawValue: source]), seconds: 0, artifactID: scores[0].artifactID,
          runID: run)
        try ledger.add(models: [(record, scores, [])], replacing: replaces, endsRun: true)
      }
    }
  }

  /// Whether the scores join those that stand under the name: of another split, or in place of the split's own.
  private func joins(_ model: ModelRecord, _ ledger: Ledger) throws -> Bool {
    if replaces { return model.kind == Self.kind }
    guard model.kind == Self.kind, try !ledger.scores(of: model).contains(where: { $0.split == split }) else {
      throw ImportScoresError.nameTaken(name: name, kind: model.kind)
    }
    return true
  }

  private var shownFile: String { DisplayText.escaped(Array(file.utf8), limit: .max) }
}
