internal import Evaluation
internal import Ledger

extension StoredCorpus {
  /// Scores a model on `valid` and `test`: the arrays of ln p are stored under the run, the figures returned.
  func scores(of model: some LanguageModel, in ledger: Ledger, run: String) throws -> [ScoreRecord] {
    try scoredSplits.map { split in
      let ids = try ids(split.name)
      var state = model.start()
      let clock = ContinuousClock()
      let begun = clock.now
      let logProbabilities = model.score(ids, from: &state)
      let seconds = (clock.now - begun).seconds
      let score = Score(
        logProbabilities, of: ids, hasEOS: record.hasEOS, characters: split.characters, bytes: split.bytes)
      let artifact = try ledger.storeArtifact(logProbabilities, kind: "log-probabilities", run: run)
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
