internal import Evaluation
internal import Ledger
public import NGrams
internal import Report
internal import Text

/// `lmctl import`: an ARPA file of any program → a model of a corpus → scores → database.
public struct Import {
  public var file: String
  public var corpus: String?
  public var name: String
  /// How the program that made the file treats unseen words; nil to read it off the file.
  public var unseen: Unseen?
  /// The most bytes that a gzip file may become; nil stands for 100 × its size + 1 GiB.
  public var maxExpanded: Int?
  public var replaces: Bool

  public init(
    file: String, corpus: String?, name: String, unseen: Unseen? = nil, maxExpanded: Int? = nil,
    replaces: Bool = false
  ) {
    self.file = file
    self.corpus = corpus
    self.name = name
    self.unseen = unseen
    self.maxExpanded = maxExpanded
    self.replaces = replaces
  }

  /// - Throws: what is wrong with the file, with its line; what is wrong with the database. Nothing is changed then.
  public func callAsFunction(_ bench: Workbench) throws {
    let ledger = try bench.openForWriting()
    let corpus = try StoredCorpus(corpus, in: ledger)
    try replaces ? Ledger.check(newModel: name) : ledger.checkFree(model: name, in: corpus.record)
    let streams = try corpus.streamsToScore()
    bench.progress(.stage("reading \(DisplayText.escaped(Array(file.utf8), limit: .max))"))
    let imported = try ImportedFile(file, corpus.arpaTokens(), maxExpanded: maxExpanded, bench)
    for note in imported.notes(corpus.record.name) { bench.progress(note) }
    let (model, facts) = (imported.model, imported.facts)
    let isNormalized = facts.vocabulariesAgree && sumsToOne(model, corpus, bench)
    let unseen = unseen ?? Self.unseen(of: model, corpus)
    if self.unseen == nil && facts.vocabulariesAgree {
      bench.progress(
        .note(
          """
          taken for a model with --unseen \(unseen.rawValue), as the probability of <unk> has it; give --unseen where \
          that is wrong
          """))
    }
    let settings = try JSON.string(ImportSettings(imported))
    let run = NewRun(command: "import", subject: name, corpusID: corpus.record.id, settings: settings)
    try bench.recorded(in: ledger, run) { run in
      bench.progress(.stage("scoring \(name)"))
      let artifact = try bench.patiently {
        let writer = ledger.artifactWriter(kind: "ngram-backoff", run: run)
        try model.encode(threads: bench.threads) { try writer.append($0) }
        return try writer.finish()
      }
      // How long it was trained is not known.
      let record = ModelRecord(
        corpusID: corpus.record.id, name: name, kind: "ngram", smoothing: "imported", order: model.order,
        context: corpus.record.hasEOS ? .segment : .stream,
        unseen: facts.vocabulariesAgree ? unseen.rawValue : "other-vocabulary",
        isNormalized: isNormalized, parameters: model.count,
        settings: settings, seconds: 0, artifactID: artifact.id, runID: run)
      let scores = try corpus.scores(of: model, on: streams, in: ledger, run: run, bench)
      _ = try bench.patiently { try ledger.add(models: [(record, scores, [])], replacing: replaces, endsRun: true) }
    }
  }
}

extension Import {
  /// Whether what the file calls probabilities are some, after every history that it lists.
  private func sumsToOne(_ model: BackoffModel, _ corpus: StoredCorpus, _ bench: Workbench) -> Bool {
    bench.progress(.stage("summing probabilities"))
    guard let furthest = model.furthestSum() else { return true }
    let history = furthest.history.map(corpus.shown)
    bench.progress(
      .warning(
        """
        the probabilities after '\(history.joined(separator: " "))' sum to \(Figures.significant(furthest.sum)): the \
        model is listed, not ranked
        """))
    return false
  }

  /// Spread evenly, what is left over makes nothing more probable than a word that was seen. Where `<unk>` was seen itself,
  /// the rules hardly differ.
  private static func unseen(of model: BackoffModel, _ corpus: StoredCorpus) -> Unseen {
    if corpus.trainingHasUnknown { return .uniform }
    let unigrams = model.levels[0].logProbabilities
    let unknown = unigrams[Int(SpecialID.unknown)]
    let least = unigrams[..<model.vocabularySize].dropFirst().min() ?? unknown
    return unknown <= least ? .uniform : .leftover
  }
}

/// What is recorded of an imported model.
private struct ImportSettings: Encodable {
  let file: String
  let sha256: String
  let order: Int
  let unknownTypes: Int
  let missingTypes: Int
  let dropped: [Int]
  let unreachable: [Int]
  let created: [Int]

  enum CodingKeys: String, CodingKey {
    case file, sha256, order, dropped, unreachable, created
    case unknownTypes = "unknown_types"
    case missingTypes = "missing_types"
  }

  init(_ imported: ImportedFile) {
    file = DisplayText.escaped(Array(imported.path.utf8), limit: .max)
    sha256 = imported.sha256
    order = imported.model.order
    unknownTypes = imported.facts.unknownTypes
    missingTypes = imported.facts.missingTypes
    dropped = imported.facts.dropped
    unreachable = imported.facts.unreachable
    created = imported.facts.created
  }
}
