import Testing

@testable import Ledger

@Suite struct ModelsTests {
  @Test func comesBackAsItWentIn() throws {
    let sample = try Sample(.inMemory())
    let ids = sample.ids.id
    var model = modelRecord("a", corpus: sample.corpus.id, artifact: ids, unseen: "uniform", run: sample.run)
    model.seed = 7
    model.isNormalized = false
    let scores = [scoreRecord(.valid, nats: 28, artifact: ids), scoreRecord(.test, nats: nil, artifact: ids)]
    let grams = [
      TopNGramRecord(n: 1, place: 1, gram: "the", count: 8), TopNGramRecord(n: 2, place: 1, gram: "of the", count: 3),
    ]
    let added = try sample.ledger.add(models: [(model, scores, grams)])
    let read = try sample.ledger.model(in: sample.corpus)
    model.id = try #require(added.first)
    model.createdAt = read.createdAt
    #expect(read == model)
    #expect(try sample.ledger.scores(of: read) == scores)
    #expect(try sample.ledger.topNGrams(of: read) == grams)
    #expect(try sample.ledger.runs().first?.modelID == read.id)
  }

  @Test func infinityAndNaNAreStoredAsNull() throws {
    let sample = try Sample(.inMemory())
    var score = scoreRecord(nats: .infinity, artifact: sample.ids.id)
    score.perplexityExcludingOOV = .nan
    score.zeroAt = 0
    try sample.ledger.add(models: [(modelRecord("a", corpus: sample.corpus.id, artifact: sample.ids.id), [score], [])])
    let row = try #require(sample.ledger.leaderboard().first)
    #expect((row.nats, row.perplexity, row.perplexityExcludingOOV, row.place) == (nil, nil, nil, nil))
    #expect(try sample.ledger.scores(of: sample.ledger.model(in: sample.corpus)).first?.zeroAt == 0)
  }

  @Test func namesAreUniqueInTheirCorpus() throws {
    let ledger = try Ledger.inMemory()
    let (one, two) = (try Sample(ledger, name: "one"), try Sample(ledger, name: "two"))
    try one.add([("a", 30)])
    try two.add([("a", 30)])
    let taken = LedgerError.nameTaken(path: ":memory:", kind: .model, name: "a")
    #expect(throws: taken) { try ledger.checkFree(model: "a", in: one.corpus) }
    #expect(throws: Never.self) { try ledger.checkFree(model: "b", in: one.corpus) }
    #expect(throws: LedgerError.badName("")) { try ledger.checkFree(model: "", in: one.corpus) }
    // Neither of a call's models appears where one is refused.
    #expect(throws: taken) { try one.add([("b", 1), ("a", 20)]) }
    #expect(try ledger.models(of: one.corpus).map(\.name) == ["a"])
    #expect(throws: taken) { try one.add([("a", 1), ("a", 2)], replacing: true) }
    #expect(try ledger.leaderboard(corpus: "one").map(\.nats) == [30])
    try one.add([("a", 20)], replacing: true)
    #expect(try ledger.leaderboard(corpus: "one").map(\.nats) == [20])
    #expect(try ledger.leaderboard(corpus: "two").map(\.nats) == [30])
    #expect(try ledger.scalar("SELECT count(*) FROM top_ngrams") == "2")
  }

  @Test func namesTheModelsThatThereAre() throws {
    let sample = try Sample(.inMemory())
    let none = LedgerError.noModel(path: ":memory:", name: nil, corpus: "novels", names: [])
    #expect(throws: none) { try sample.ledger.model(in: sample.corpus) }
    try sample.add([("b", 30), ("a", 30)])
    let several = LedgerError.severalModels(path: ":memory:", corpus: "novels", names: ["a", "b"])
    #expect(throws: several) { try sample.ledger.model(in: sample.corpus) }
    let unknown = LedgerError.noModel(path: ":memory:", name: "c", corpus: "novels", names: ["a", "b"])
    #expect(throws: unknown) { try sample.ledger.model(named: "c", in: sample.corpus) }
  }

  @Test func aRunOfSeveralModelsIsNonesAlone() throws {
    let sample = try Sample(.inMemory())
    let models = ["a", "b"].map { modelRecord($0, corpus: sample.corpus.id, artifact: sample.ids.id, run: sample.run) }
    try sample.ledger.add(models: models.map { ($0, [], []) })
    #expect(try sample.ledger.runs().first?.modelID == nil)
  }

  @Test func aModelOfNoCorpusOrArtifactIsRefused() throws {
    let sample = try Sample(.inMemory())
    func refusal(corpus: Int, artifact: Int) -> LedgerError? {
      failure { try sample.ledger.add(models: [(modelRecord("a", corpus: corpus, artifact: artifact), [], [])]) }
    }
    #expect(refusal(corpus: 99, artifact: sample.ids.id) == .corpusGone(path: ":memory:"))
    let noArtifact = refusal(corpus: sample.corpus.id, artifact: 99)
    guard case .refused = noArtifact else {
      Issue.record("\(String(describing: noArtifact))")
      return
    }
    #expect(try sample.ledger.models(of: sample.corpus).isEmpty)
  }

  /// What was found out about a model that has gone, or about a score that has, is no defect: it is told, and nothing of it
  /// is stored, not of the models that stand either.
  @Test func findingsOfWhatHasGoneAreNotStored() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30), ("b", 40)])
    let ledger = sample.ledger
    let models = try ledger.models(of: sample.corpus)
    let (a, b) = (models[0].id, models[1].id)
    try ledger.write { db in try db.run("DELETE FROM model WHERE model_id = ?", b) }
    func findings(_ split: SplitName, _ last: Int) -> [() throws -> Void] {
      [
        {
          try ledger.add(differences: [
            DifferenceRecord(
              modelA: a, modelB: last, split: split, nats: 1, standardError: 0.1, low: 0.8, high: 1.2, pValue: 0.01,
              block: 5, resamples: 9, seed: 1)
          ])
        },
        {
          try ledger.add(
            scoreErrors: [a, last].map {
              ScoreErrorRecord(
                modelID: $0, split: split, standardError: 0.1, low: 1, high: 2, block: 5, resamples: 9, seed: 1)
            })
        },
        {
          try ledger.add(
            breakdown: [a, last].map {
              BreakdownRecord(
                modelID: $0, split: split, dimension: "kind", place: 0, label: "a", positions: 5, nats: 10)
            })
        },
        {
          try ledger.add(
            horizon: [a, last].map {
              HorizonRecord(
                modelID: $0, split: split, k: 1, origins: 4, hits: 2, nats: 8, oneStepHits: 3, oneStepNats: 4)
            })
        },
        {
          try ledger.add(
            dataPoints: [a, last].map {
              DataPointRecord(
                modelID: $0, split: split, percent: 10, positions: 9, scored: 15, nats: 30, perplexity: 7.5, seconds: 1)
            })
        },
      ]
    }
    for (split, last) in [(SplitName.test, b), (.valid, a)] {
      for add in findings(split, last) {
        let error = failure { try add() }
        #expect(error == .scoreGone(path: ":memory:", split: split))
      }
    }
    for table in ["difference", "score_error", "breakdown", "horizon_point", "data_point"] {
      #expect(try ledger.scalar("SELECT count(*) FROM \(table)") == "0", "\(table)")
    }
    let score = scoreRecord(nats: 20, artifact: models[1].artifactID)
    #expect(throws: LedgerError.gone(path: ":memory:", name: "b")) { try ledger.add(score: score, to: models[1]) }
  }

  /// A mixture whose part is removed while it is made stands as one whose part was removed since.
  @Test func aPartMayGoBeforeTheWholeIsThere() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30)])
    let part = try sample.ledger.model(in: sample.corpus)
    try sample.ledger.write { db in try db.run("DELETE FROM model WHERE model_id = ?", part.id) }
    var mixture = modelRecord("m", corpus: sample.corpus.id, artifact: part.artifactID)
    mixture.components = [ComponentRecord(place: 0, component: "a", componentID: part.id, role: "part", weight: 1)]
    try sample.ledger.add(models: [(mixture, [], [])])
    let components = try sample.ledger.components(of: sample.ledger.model(in: sample.corpus))
    #expect(components.map(\.component) == ["a"] && components[0].componentID == nil)
  }
}
