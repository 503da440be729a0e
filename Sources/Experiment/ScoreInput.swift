internal import Evaluation
internal import Ledger
internal import NGrams
internal import Platform
internal import Report
internal import Text

/// `lmctl score`: text that was never seen → tokens and ids as a corpus has them → what a stored model says of each.
///
/// The text is read as the corpus's own was: encoding, case, unit, boundary. Positions are scored as those of a split are:
/// every token and each `<eos>`, in one stream. Nothing is stored.
///
/// Memory: the model and the vocabulary, and some MiB, however long the text.
public struct ScoreInput {
  public enum Detail: String, Sendable, CaseIterable {
    /// A line a position, and one for each segment's sum (``ScoreLines``).
    case tokens
    /// A line a segment.
    case segments
    /// The figures of the whole (``ScoreSummary``).
    case summary
  }

  /// Arguments of the form FILE, DIR or `-`.
  public var sources: [String]
  public var corpus: String?
  public var model: String?
  /// The most bytes that a gzip file may become; nil stands for what the corpus was read with.
  public var maxExpanded: Int?
  public var detail: Detail
  public var form: Print.Form

  public init(
    sources: [String], corpus: String? = nil, model: String? = nil, maxExpanded: Int? = nil,
    detail: Detail = .summary, form: Print.Form = .plain
  ) {
    self.sources = sources
    self.corpus = corpus
    self.model = model
    self.maxExpanded = maxExpanded
    self.detail = detail
    self.form = form
  }

  /// Nobody reads on.
  private struct ReaderGone: Error {}

  /// - Parameter write: gets the output as it comes; false ends the work, which is no error.
  /// - Returns: the figures of all sources; nil where nobody read to the end.
  /// - Throws: what is wrong with sources, corpus or model, and what `write` throws.
  @discardableResult
  public func callAsFunction(_ bench: Workbench, write: ([UInt8]) throws -> Bool) throws -> ScoreSummary? {
    let sources = try Source.expand(sources)
    Memory.keep()
    let (_, corpus, model) = try StoredModel.open(model, ofCorpus: corpus, bench)
    var settings = try corpus.tokenizerSettings()
    if let maxExpanded {
      let own = settings.decoding
      settings = settings.decoding(
        by: Decoding(encoding: own.encoding, invalid: own.invalid, maxExpanded: maxExpanded))
    }
    let tokenizer = try Tokenizer(settings)
    let predict = Self.predictor(model.model, threads: bench.threads)
    var text = ScoreText(settings, try ScoreVocabulary(corpus), keepsTokens: detail == .tokens)
    var lines = ScoreLines(
      detail, form.tokens, escapesSpaces: settings.unit != .whitespace, hasEOS: corpus.record.hasEOS)
    var totals = ScoreTotals(hasEOS: corpus.record.hasEOS)
    func flush() throws {
      if try !lines.output.isEmpty && !write(lines.output) { throw ReaderGone() }
      lines.clear()
    }
    var (extent, notes) = (SourceExtent(), SourceNotes(settings))
    let clock = ContinuousClock()
    let begun = clock.now
    bench.progress(.stage("scoring with \(model.record.name)"))
    if !model.record.isNormalized {
      bench.progress(
        .warning(
          """
          the probabilities of \(Figures.safe(model.record.name)) do not sum to 1: what it gives compares with no \
          other model's
          """))
    }
    do {
      for source in sources {
        let size = source.size
        let summary: SourceSummary
        do {
          summary = try text.read(source, with: tokenizer) { piece, fileBytes in
            let predictions = predict(piece.ids)
            for (position, id) in piece.ids.enumerated() {
              let (logProbability, order) = predictions[position]
              totals.add(id, logProbability)
              lines.add(
                id, detail == .tokens ? piece.token(position) : [], order: order, logProbability)
            }
            try flush()
            bench.progress(.amount(done: fileBytes, total: size, unit: "bytes"))
          }
        } catch {
          throw NewTextError.naming(error, corpus: corpus.record.name)
        }
        extent += summary.extent
        notes.add(summary)
      }
      lines.finish()
      try flush()
      let summary = ScoreSummary(totals, characters: extent.scalars, bytes: extent.bytes)
      if detail == .summary {
        _ = try write(Array((form == .json ? summary.object : summary.table).utf8))
      }
      notes.tell(bench)
      bench.progress(.note(Self.note(summary, seconds: (clock.now - begun).seconds)))
      return summary
    } catch is ReaderGone { return nil }
  }

  /// What a model says of the positions that follow: ln p of each, and the order of the n-gram that was found.
  private static func predictor(
    _ model: any LanguageModel, threads: Int
  ) -> ([UInt32]) -> [(logProbability: Double, order: Int?)] {
    if let model = model as? BackoffModel {
      var state = model.start()
      return { ids in
        model.predictions(ids, from: &state).map { ($0.logProbability, $0.order) }
      }
    }
    func predictor(_ model: some LanguageModel) -> ([UInt32]) -> [(logProbability: Double, order: Int?)] {
      var state = model.start()
      return { ids in model.score(ids, from: &state).map { ($0, nil) } }
    }
    return predictor(model)
  }

  private static func note(_ summary: ScoreSummary, seconds: Double) -> String {
    """
    \(Figures.grouped(summary.positions)) positions, \(Figures.grouped(summary.oov)) of them <unk>: perplexity \
    \(Figures.perplexity(summary.perplexity)), without OOV \(Figures.perplexity(summary.perplexityWithoutOOV)); \
    \(Figures.duration(seconds)), \(Figures.grouped(Double(summary.positions) / max(seconds, 1e-9))) tokens/s
    """
  }
}

extension Print.Form {
  /// How tokens are written in it.
  var tokens: TokenWriter.Form {
    switch self {
    case .plain: .exact
    case .terminal: .visible
    case .json: .json
    }
  }
}
