internal import Corpus
internal import Evaluation
internal import Foundation
internal import Ledger
internal import Recurrent
internal import Report
internal import Text

/// `lmctl generate`: a stored model, of any kind → text, token by token.
///
/// The same model, settings and seed give the same text. Memory: the model, the vocabulary, and V numbers.
public struct Generate {
  public var corpus: String?
  public var model: String?
  /// Positions, `<eos>` among them; nil for as many as `segments` take.
  public var tokens: Int?
  /// Ends after so many `<eos>`.
  public var segments: Int?
  public var sampling: GenerateSampling
  /// Nil to draw; else `tokens` positions at most are looked for, and `segments` is not read.
  public var beam: GenerateBeam?
  public var seed: UInt64
  /// What stands before, tokenized as the corpus's text was; "" to begin with a segment's start.
  public var prefix: String
  public var form: Print.Form

  public init(
    corpus: String? = nil, model: String? = nil, tokens: Int? = nil, segments: Int? = nil,
    sampling: GenerateSampling = GenerateSampling(), beam: GenerateBeam? = nil, seed: UInt64, prefix: String = "",
    form: Print.Form = .plain
  ) {
    self.corpus = corpus
    self.model = model
    self.tokens = tokens
    self.segments = segments
    self.sampling = sampling
    self.beam = beam
    self.seed = seed
    self.prefix = prefix
    self.form = form
  }

  /// - Parameter write: gets the text, some tokens at a time; false ends the work, which is no error.
  /// - Throws: what is wrong with corpus, model or prefix; ``StoredModelError/nothingToGenerate(model:after:position:allowsUnknown:)``;
  ///   and what `write` throws.
  public func callAsFunction(_ bench: Workbench, write: ([UInt8]) throws -> Bool) throws {
    let ledger = try bench.openForReading()
    let corpus = try StoredCorpus(corpus, in: ledger)
    if segments != nil && !corpus.record.hasEOS { throw StoredModelError.noSegments(corpus: corpus.record.name) }
    let settings = try corpus.tokenizerSettings()
    let prefix = try GeneratePrefix(prefix, settings, corpus)
    let model = try StoredModel(model, of: corpus, in: ledger, bench)
    prefix.tell(bench)
    if let beam {
      return try search(beam, model.model, model.record.name, corpus, settings, prefix, bench, write)
    }
    // The most probable alone is not drawn.
    if sampling.temperature > 0 { bench.progress(.note("seed \(seed)")) }
    try generate(model.model, model.record.name, corpus, settings, prefix, write)
  }

  /// Tokens without an end after which there may never be one: of an imported model `</s>` may have probability 0.
  private static let longestSegment = 10_000

  private func generate(
    _ model: some LanguageModel, _ name: String, _ corpus: StoredCorpus, _ settings: TokenizerSettings,
    _ prefix: GeneratePrefix, _ write: ([UInt8]) throws -> Bool
  ) throws {
    var text = GeneratedText(settings, form.tokens)
    var sampler = GenerateSampler(sampling, seed: seed)
    var state = model.start()
    for (id, token) in zip(prefix.ids, prefix.tokens) {
      model.advance(&state, by: id)
      text.addPrefix(token, isEnd: id == corpus.endOfSegment)
    }
    var recent = Array(prefix.ids.suffix(Self.shownTokens))
    var (position, ended, ofSegment) = (0, 0, 0)
    while position < tokens ?? .max, ended < segments ?? .max {
      if tokens == nil && ofSegment == Self.longestSegment {
        _ = try write(text.end())
        throw StoredModelError.endless(model: name, tokens: ofSegment)
      }
      let distribution = model.distribution(after: state)
      guard let id = sampler.draw(distribution) else {
        _ = try write(text.end())
        throw nothing(name, recent, corpus, position: prefix.ids.count + position)
      }
      let isEnd = id == corpus.endOfSegment
      text.add(corpus.tokens[Int(id)].bytes, id, isEnd: isEnd, probability: exp(distribution[Int(id)]))
      model.advance(&state, by: id)
      recent = Array((recent + [id]).suffix(Self.shownTokens))
      position += 1
      ofSegment = isEnd ? 0 : ofSegment + 1
      if isEnd { ended += 1 }
      if text.isWorthWriting {
        guard try write(text.output) else { return }
        text.clear()
      }
    }
    _ = try write(text.end())
  }

  private func search(
    _ beam: GenerateBeam, _ model: some LanguageModel, _ name: String, _ corpus: StoredCorpus,
    _ settings: TokenizerSettings, _ prefix: GeneratePrefix, _ bench: Workbench, _ write: ([UInt8]) throws -> Bool
  ) throws {
    var text = GeneratedText(settings, form.tokens)
    var state = model.start()
    for (id, token) in zip(prefix.ids, prefix.tokens) {
      model.advance(&state, by: id)
      text.addPrefix(token, isEnd: id == corpus.endOfSegment)
    }
    let search = GenerateBeamSearch(
      beam: beam, positions: tokens ?? 1, end: corpus.endOfSegment, allowsUnknown: sampling.allowsUnknown)
    let best = search.best(model, after: state) {
      bench.progress(.amount(done: $0, total: search.positions, unit: "tokens"))
    }
    guard let best else {
      throw nothing(name, Array(prefix.ids.suffix(Self.shownTokens)), corpus, position: prefix.ids.count)
    }
    for (id, logProbability) in zip(best.ids, best.logProbabilities) {
      text.add(corpus.tokens[Int(id)].bytes, id, isEnd: id == corpus.endOfSegment, probability: exp(logProbability))
    }
    bench.progress(.note("ln p of \(best.ids.count) tokens: \(Figures.significant(best.total))"))
    _ = try write(text.end())
  }

  private func nothing(
    _ model: String, _ recent: [UInt32], _ corpus: StoredCorpus, position: Int
  ) -> StoredModelError {
    .nothingToGenerate(
      model: model, after: recent.map(corpus.shown).joined(separator: " "), position: position,
      allowsUnknown: sampling.allowsUnknown)
  }

  /// Of what stands before a place, in an error.
  private static let shownTokens = 8
}
