internal import Ledger
internal import Recurrent
internal import Report
internal import Text

/// `lmctl run`: text to leaderboard. This is the whole flow; each stage is one of the other commands, and what stands
/// already is left as it is.
public struct RunAll {
  public var tokenize: Tokenize
  public var ngrams: TrainNGrams
  public var network: TrainNetwork
  /// The file of the page that ends it; nil for none.
  public var page: String?

  public init(tokenize: Tokenize, ngrams: TrainNGrams, network: TrainNetwork) {
    self.tokenize = tokenize
    self.ngrams = ngrams
    self.network = network
  }

  public func callAsFunction(_ bench: Workbench) throws -> Comparison {
    try network.training.check()
    if try !stands(bench) { bench.progress(.note(try tokenize(bench).summary)) }
    for train in try missing(bench) { try train(bench) }
    let comparison = try Compare(corpus: tokenize.name, split: .test)(bench)
    if let page, !comparison.rows.isEmpty {
      do {
        try Where(corpus: tokenize.name, split: .test)(bench)
      } catch let error as CompareError {
        // The page goes without it; everything else stands.
        bench.progress(.warning("\(error)"))
      }
      let bytes = try WritePage(corpus: tokenize.name, split: .test, path: page)(bench)
      bench.progress(.note("\(page): the report, \(Figures.bytes(bytes)), to be opened in a browser"))
    }
    return comparison
  }

  /// Whether the corpus is there, made from the same text by the same settings.
  private func stands(_ bench: Workbench) throws -> Bool {
    let sources = try tokenize.expandedSources()
    if sources.contains(where: { $0.source.size == nil }) { throw ExperimentError.standardInput(command: "run") }
    guard !tokenize.replaces, let ledger = try bench.openIfThere(),
      let corpus = try ledger.corpora().meant(by: tokenize.name, \.name)
    else { return false }
    let digests = try sources.map { ($0.split, try $0.source.digest()) }
    guard corpus.inputSHA256 == "\(try Tokenize.fingerprint(tokenize.prepared(bench).settings, digests))" else {
      throw ExperimentError.inputChanged(corpus: tokenize.name)
    }
    bench.progress(.note("corpus \(tokenize.name) stands: \(corpus.tokens) tokens, made \(corpus.createdAt)"))
    return true
  }

  /// The trainings whose models are not there yet; what they would refuse is found out before the first one.
  private func missing(_ bench: Workbench) throws -> [(Workbench) throws -> Void] {
    let ledger = try bench.openForReading()
    let corpus = try StoredCorpus(tokenize.name, in: ledger)
    let models = try ledger.models(of: corpus.record)
    func stands(_ name: String, _ settings: String?) throws -> Bool {
      guard let model = models.meant(by: name, \.name) else { return false }
      guard model.settings == settings ?? model.settings else { throw ExperimentError.settingsChanged(model: name) }
      bench.progress(.note("model \(name) stands"))
      return true
    }
    var ngrams = ngrams
    for variant in ngrams.variants {
      let name = ngrams.name(of: variant)
      if try stands(name, ngrams.settings(of: variant)) { ngrams.standing.insert(name) }
    }
    let needsNetwork = try !stands(network.modelName, network.settings(for: corpus.record))
    var network = network
    if needsNetwork {
      _ = try network.prepare(corpus, bench)
      // A run that was interrupted while its network was trained goes on there.
      network.resumes = try ledger.checkpoint(of: network.modelName, in: corpus.record) != nil
    }
    return (ngrams.names.isEmpty ? [] : [{ try ngrams($0) }])
      + (needsNetwork ? [{ [network] in try network.toItsEnd($0) }] : [])
  }
}
