public import Corpus
internal import Ledger
internal import Platform
internal import Statistics
internal import Text

/// `lmctl tokenize`: sources → tokens → vocabulary, ids, first statistics → database.
public struct Tokenize {
  public var sources: [Split.Name: [String]]
  public var name: String
  public var settings: CorpusSettings
  public var replaces: Bool
  /// The corpus or exported file whose ids these texts are to have, instead of ids of their own.
  public var vocabulary: String?

  /// - Parameter sources: arguments of the form FILE, DIR or `-`; only `train` where shares divide the text.
  public init(
    sources: [Split.Name: [String]], name: String, settings: CorpusSettings, replaces: Bool = false,
    vocabulary: String? = nil
  ) {
    self.sources = sources
    self.name = name
    self.settings = settings
    self.replaces = replaces
    self.vocabulary = vocabulary
  }

  /// - Throws: what is wrong with sources, settings or database; nothing is changed then.
  public func callAsFunction(_ bench: Workbench) throws -> TokenizeResult {
    let tokenizer = try Tokenizer(settings.tokenizer)
    let sources = try expandedSources()
    try checkName(bench)
    let (settings, types) = try prepared(bench)
    let clock = ContinuousClock()
    let begun = clock.now
    let (corpus, summaries) = try read(sources, tokenizer, settings, types, bench)
    Memory.trim()
    let seconds = (clock.now - begun).seconds
    let result = TokenizeResult(name: name, corpus: corpus, sources: summaries.map(\.summary), seconds: seconds)
    tell(summaries, corpus, bench)
    bench.progress(.stage("storing \(name)"))
    let ledger = try bench.patiently { try bench.openOrCreate() }
    let gone = replaces ? try bench.patiently { try madeOfIt(ledger) } : []
    let run = NewRun(command: "tokenize", subject: name, settings: try JSON.string(settings))
    try bench.recorded(in: ledger, run) { run in
      try bench.patiently { try store(corpus, summaries, result, in: ledger, run: run) }
    }
    if let note = Self.removed(gone, of: name) { bench.progress(.note(note)) }
    return result
  }

  /// Models and checkpoints of the corpus that has the name now.
  private func madeOfIt(_ ledger: Ledger) throws -> [StoredThing] {
    guard let standing = try ledger.corpora().meant(by: name, \.name) else { return [] }
    // One that only looks the same stands beside it, in files that have both.
    return try ledger.inventory().filter {
      $0.corpus.utf8.elementsEqual(standing.name.utf8) && $0.kind != .corpus
    }
  }

  /// What to tell of things that went with the corpus; nil where there were none.
  static func removed(_ things: [StoredThing], of corpus: String) -> String? {
    let counts = [(StoredThing.Kind.model, "model"), (.checkpoint, "checkpoint")].compactMap { kind, word in
      let count = things.count { $0.kind == kind }
      return count == 0 ? nil : "\(count) \(word)\(count == 1 ? "" : "s")"
    }
    guard !counts.isEmpty else { return nil }
    // A checkpoint bears its model's name.
    let names = things.map(\.name).enumerated().filter { !things.prefix($0).map(\.name).contains($1) }.map { "'\($1)'" }
    let most = 5
    return
      "with the corpus '\(corpus)' that was replaced went \(counts.joined(separator: " and ")) made of it: "
      + names.prefix(most).joined(separator: ", ") + (names.count > most ? " and \(names.count - most) more" : "")
  }

  /// The settings with what is known of the vocabulary before the text, and its types.
  func prepared(_ bench: Workbench) throws -> (settings: CorpusSettings, types: [[UInt8]]?) {
    guard let vocabulary else { return (settings, nil) }
    let source = try VocabularySource(vocabulary, for: settings.tokenizer, bench)
    var settings = settings
    settings.vocabulary = source.origin
    return (settings, source.types)
  }

  /// What the corpus is made from: the same where neither settings nor text have changed. A vocabulary counts by what is
  /// in it, not by where it lies.
  static func fingerprint(_ settings: CorpusSettings, _ digests: [(Split.Name, Digest)]) throws -> Digest {
    var settings = settings
    settings.vocabulary?.name = ""
    let text = try JSON.string(settings) + digests.map { "\n\($0.rawValue) \($1)" }.joined()
    return SHA256.digest(of: Array(text.utf8))
  }

  func expandedSources() throws -> [(split: Split.Name, source: Source)] {
    let all = try Split.Name.allCases.flatMap { split in
      try Source.expand(sources[split] ?? []).map { (split, $0) }
    }
    guard all.count(where: { $0.1 == .standardInput }) <= 1 else { throw TextError.standardInputTwice }
    return all
  }

  /// A name that is taken or none, a database that is not ours or cannot be written, is found out before the text is
  /// read.
  private func checkName(_ bench: Workbench) throws {
    try Ledger.check(name: name)
    guard try bench.openIfThere() != nil else { return try Ledger.checkCreatable(bench.database) }
    let ledger = try bench.openForWriting()
    try replaces ? ledger.checkReplaceable(corpus: name) : ledger.checkFree(corpus: name)
  }

  private func read(
    _ sources: [(split: Split.Name, source: Source)], _ tokenizer: Tokenizer, _ settings: CorpusSettings,
    _ types: [[UInt8]]?, _ bench: Workbench
  ) throws -> (Corpus, [(split: Split.Name, summary: SourceSummary)]) {
    let builder = try CorpusBuilder(settings, threads: bench.threads)
    // Nil where one of the sources is a pipe.
    let total = sources.reduce(0 as Int?) { sum, next in sum.flatMap { sum in next.source.size.map { sum + $0 } } }
    // Of files as they lie there: of what is packed nobody knows how much text it will be.
    var before = 0
    bench.progress(.stage("tokenizing \(name)"))
    let summaries = try sources.map { split, source in
      let summary = try builder.read(source, with: tokenizer, into: split) { _, fileBytes in
        try bench.require(builder.memoryToGoOn + Workbench.leastMemory, for: "the corpus '\(name)'")
        let done = before + fileBytes
        bench.progress(.amount(done: done, total: total.flatMap { $0 < done ? nil : $0 }, unit: "bytes"))
      }
      before += summary.fileBytes
      return (split, summary)
    }
    let paths = Dictionary(grouping: sources, by: \.split).mapValues { $0.map(\.source.path) }
    return (try builder.finish(vocabulary: types, paths: paths), summaries)
  }

  private func tell(_ summaries: [(split: Split.Name, summary: SourceSummary)], _ corpus: Corpus, _ bench: Workbench) {
    var notes = SourceNotes(settings.tokenizer)
    for (split, summary) in summaries { notes.add(summary, into: split) }
    notes.tell(bench)
    let train = corpus.split(.train)
    if train.oov == train.tokens, let vocabulary {
      bench.progress(.warning("no token of train is in the vocabulary of '\(vocabulary)': all of it is <unk>"))
    }
  }

  private func store(
    _ corpus: Corpus, _ summaries: [(split: Split.Name, summary: SourceSummary)], _ result: TokenizeResult,
    in ledger: Ledger, run: String
  ) throws {
    let (vocabulary, settings) = (corpus.vocabulary, corpus.settings)
    // What is to be shown of the types is found out while the ids go to the disk.
    var tokens: TokenRows?
    let splits = try concurrently {
      try corpus.splits.map { split in
        let ids = ledger.artifactWriter(kind: "ids", run: run, expected: 4 * split.scored)
        try split.stream.forEachPart { try ids.append($0) }
        return SplitRecord(
          name: split.name.recorded, idsArtifact: try ids.finish().id,
          tokens: split.tokens, segments: split.segments, oov: split.oov, characters: split.characters,
          bytes: split.bytes, streamSHA256: "\(split.sha256)")
      }
    } with: {
      tokens = TokenRows(vocabulary)
    }
    let record = CorpusRecord(
      name: name, settings: try JSON.string(settings), sources: try JSON.string(result.sources),
      inputSHA256: "\(try Self.fingerprint(settings, summaries.map { ($0.split, $0.summary.sha256) }))",
      vocabularySHA256: "\(vocabulary.sha256)", vocabularySize: vocabulary.count,
      boundary: settings.tokenizer.boundary.rawValue, hasEOS: vocabulary.hasEOS, isReversible: corpus.isReversible,
      bytes: result.bytes, characters: result.characters, tokens: result.tokens, types: corpus.types,
      versions: try JSON.string(Workbench.versions), runID: run)
    _ = try ledger.add(
      corpus: record, splits: splits, tokens: tokens ?? TokenRows(vocabulary), statistics: result.statistics,
      replacing: replaces, endsRun: true)
  }
}

extension Split.Name {
  var recorded: SplitName {
    switch self {
    case .train: .train
    case .valid: .valid
    case .test: .test
    }
  }
}
