internal import Evaluation
internal import Ledger

extension StoredCorpus {
  /// The streams that models are scored on: `valid` and `test`, where there is something in them.
  func streamsToScore() throws -> [(split: SplitRecord, ids: [UInt32])] {
    try splits.filter { $0.name != .train && $0.scored > 0 }.map { ($0, try ids($0.name)) }
  }

  /// Scores a model: the arrays of ln p are stored under the run, the figures returned.
  /// - Parameter bench: waits with the storing, and that alone, while another program holds the database: what took hours to
  ///   score is not scored twice. Nil where it was fast: a lock that lasts is an error at once.
  func scores(
    of model: some LanguageModel, on streams: [(split: SplitRecord, ids: [UInt32])], in ledger: Ledger, run: String,
    _ bench: Workbench? = nil
  ) throws -> [ScoreRecord] {
    try scores(on: streams, in: ledger, run: run, bench, Self.scorer(model))
  }

  /// What scores a stream from its beginning.
  static func scorer(_ model: some LanguageModel) -> ([UInt32]) throws -> [Double] {
    { ids in
      var state = model.start()
      return model.score(ids, from: &state)
    }
  }

  /// As above.
  /// - Parameter scorer: from a stream to ln p of each of its ids.
  func scores(
    on streams: [(split: SplitRecord, ids: [UInt32])], in ledger: Ledger, run: String,
    _ bench: Workbench? = nil, _ scorer: ([UInt32]) throws -> [Double]
  ) throws -> [ScoreRecord] {
    try streams.map { split, ids in
      let clock = ContinuousClock()
      let begun = clock.now
      let logProbabilities = try scorer(ids)
      let seconds = (clock.now - begun).seconds
      let score = Score(
        logProbabilities, of: ids, hasEOS: record.hasEOS, characters: split.characters, bytes: split.bytes)
      func store() throws -> Artifact {
        try ledger.storeArtifact(logProbabilities, kind: "log-probabilities", run: run)
      }
      let artifact = try bench?.patiently(store) ?? store()
      return ScoreRecord(
        split: split.name, streamSHA256: split.streamSHA256, scored: score.scored, oov: score.oov, nats: score.nats,
        perplexity: score.perplexity, perplexityExcludingOOV: score.perplexityExcludingOOV,
        perplexityWithoutEOS: score.perplexityWithoutEOS, bitsPerCharacter: score.bitsPerCharacter,
        bitsPerByte: score.bitsPerByte, zeroAt: score.zeroAt, artifactID: artifact.id, seconds: seconds)
    }
  }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
