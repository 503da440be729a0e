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

  // MARK: Scores in place of others

  /// A model that only has scores, on two splits, with what was found out about them and what was made of it.
  private struct Replaceable {
    let sample: Sample
    let model: ModelRecord
    let other: ModelRecord

    init() throws {
      sample = try Sample(.inMemory())
      try sample.add([("b", 40)])
      let ledger = sample.ledger
      let run = try ledger.beginRun(NewRun(command: "compare"))
      let (test, valid) = (
        try ledger.storeArtifact([1.0], kind: "log-probabilities", run: run).id,
        try ledger.storeArtifact([2.0], kind: "log-probabilities", run: run).id
      )
      var record = modelRecord("a", corpus: sample.corpus.id, artifact: test, run: run)
      record.settings = #"{"test":{"file":"one"}}"#
      let gram = TopNGramRecord(n: 1, place: 1, gram: "the", count: 8)
      try ledger.add(
        models: [
          (record, [scoreRecord(nats: 30, artifact: test), scoreRecord(.valid, nats: 20, artifact: valid)], [gram])
        ],
        endsRun: true)
      model = try ledger.model(named: "a", in: sample.corpus)
      other = try ledger.model(named: "b", in: sample.corpus)
      var whole = modelRecord("m", corpus: sample.corpus.id, artifact: other.artifactID)
      whole.components = [ComponentRecord(place: 0, component: "a", componentID: model.id, role: "part", weight: 1)]
      try ledger.add(models: [(whole, [], [])])
      try addFindings()
    }

    func addFindings() throws {
      let (a, b) = (min(model.id, other.id), max(model.id, other.id))
      try sample.ledger.add(differences: [
        DifferenceRecord(
          modelA: a, modelB: b, split: .test, nats: 1, standardError: 0.1, low: 0.8, high: 1.2, pValue: 0.01, block: 5,
          resamples: 9, seed: 1)
      ])
      for add in findings { try add() }
    }

    /// About the model alone, on both splits.
    var findings: [() throws -> Void] {
      let (ledger, id) = (sample.ledger, model.id)
      return [SplitName.valid, .test].flatMap { split -> [() throws -> Void] in
        [
          {
            try ledger.add(scoreErrors: [
              ScoreErrorRecord(
                modelID: id, split: split, standardError: 0.1, low: 1, high: 2, block: 5, resamples: 9, seed: 1)
            ])
          },
          {
            try ledger.add(breakdown: [
              BreakdownRecord(
                modelID: id, split: split, dimension: "kind", place: 0, label: "a", positions: 5, nats: 10)
            ])
          },
          {
            try ledger.add(horizon: [
              HorizonRecord(
                modelID: id, split: split, k: 1, origins: 4, hits: 2, nats: 8, oneStepHits: 3, oneStepNats: 4)
            ])
          },
          {
            try ledger.add(dataPoints: [
              DataPointRecord(
                modelID: id, split: split, percent: 10, positions: 9, scored: 15, nats: 30, perplexity: 7.5, seconds: 1)
            ])
          },
        ]
      }
    }

    func countOfFindings() throws -> Int {
      try ["difference", "score_error", "breakdown", "horizon_point", "data_point"].reduce(0) { sum, table in
        sum + (Int(try sample.ledger.scalar("SELECT count(*) FROM \(table)") ?? "") ?? 0)
      }
    }

    func partOfWhole() throws -> Int? {
      let whole = try sample.ledger.model(named: "m", in: sample.corpus)
      return try sample.ledger.components(of: whole)[0].componentID
    }

    /// As another process would.
    func put(_ nats: Double, _ array: [Double], _ split: SplitName = .test) throws -> (
      id: Int, artifact: Int, run: String
    ) {
      let run = try sample.ledger.beginRun(NewRun(command: "compare"))
      let artifact = try sample.ledger.storeArtifact(array, kind: "log-probabilities", run: run).id
      let id = try sample.ledger.add(
        score: scoreRecord(split, nats: nats, artifact: artifact), to: model, settings: #"{"test":{"file":"two"}}"#,
        ending: run)
      return (id, artifact, run)
    }
  }

  /// What was found out about the old numbers goes, and is refused where it comes late; what was made of them is told from
  /// what is fresh; the old array goes.
  @Test func otherNumbersAreAnotherModels() throws {
    let old = try Replaceable()
    let ledger = old.sample.ledger
    let (id, artifact, run) = try old.put(35, [3])
    let model = try ledger.model(named: "a", in: old.sample.corpus)
    #expect(id != old.model.id && model.id == id)
    #expect((model.artifactID, model.runID, model.settings) == (artifact, run, #"{"test":{"file":"two"}}"#))
    #expect(try ledger.scores(of: model).map(\.nats) == [20, 35])
    #expect(try ledger.topNGrams(of: model).map(\.gram) == ["the"])
    #expect(try old.partOfWhole() == nil && ledger.outdatedModels(of: old.sample.corpus) == ["m"])
    #expect(try old.countOfFindings() == 0)
    for add in old.findings {
      guard case .scoreGone = failure(add) else {
        Issue.record("stored under the new numbers")
        return
      }
    }
    #expect(failure { try old.addFindings() } == .scoreGone(path: ":memory:", split: .test))
    #expect(failure { _ = try old.put(36, [4]) } == .gone(path: ":memory:", name: "a"))
    // A mixture of the old numbers that comes late is one of something that has gone.
    var late = modelRecord("late", corpus: old.sample.corpus.id, artifact: old.other.artifactID)
    late.components = [ComponentRecord(place: 0, component: "a", componentID: old.model.id, role: "part", weight: 1)]
    try ledger.add(models: [(late, [], [])])
    #expect(try ledger.outdatedModels(of: old.sample.corpus) == ["late", "m"])
    try ledger.finishRun(old.sample.run)
    try ledger.keepHouse()
    #expect(failure { _ = try ledger.loadArtifact(old.model.artifactID) } == .artifactGone(path: ":memory:"))
    #expect(try ledger.query("PRAGMA foreign_key_check").isEmpty)
  }

  @Test func theSameNumbersAgainChangeNothing() throws {
    let old = try Replaceable()
    let before = try old.countOfFindings()
    #expect(try old.put(30, [1]).id == old.model.id)
    // A damaged array is stored anew, and is the same numbers.
    try old.sample.ledger.execute(
      "UPDATE artifact_chunk SET data = zeroblob(8) WHERE artifact_id = \(old.model.artifactID)")
    let (id, artifact, _) = try old.put(30, [1])
    #expect(id == old.model.id && artifact != old.model.artifactID)
    let model = try old.sample.ledger.model(named: "a", in: old.sample.corpus)
    #expect(try model.artifactID == artifact && old.sample.ledger.scores(of: model)[1].artifactID == artifact)
    #expect(try before == 9 && old.countOfFindings() == before && old.partOfWhole() == model.id)
  }

  @Test func aSecondSplitJoins() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30)])
    let (ledger, model) = (sample.ledger, try sample.ledger.model(in: sample.corpus))
    let valid = scoreRecord(.valid, nats: 10, artifact: sample.ids.id)
    #expect(try ledger.add(score: valid, to: model, settings: #"{"valid":1}"#, replacing: false) == model.id)
    #expect(try ledger.scores(of: ledger.model(in: sample.corpus)).map(\.nats) == [10, 30])
    let joined = try ledger.model(in: sample.corpus)
    #expect(joined.settings == #"{"alpha":1,"valid":1}"# && joined.artifactID == model.artifactID)
    // Another process may have joined the same split since it was looked at.
    #expect(throws: LedgerError.nameTaken(path: ":memory:", kind: .model, name: "a")) {
      try ledger.add(score: scoreRecord(.valid, nats: 11, artifact: sample.ids.id), to: model, replacing: false)
    }
    #expect(try ledger.scores(of: joined).map(\.nats) == [10, 30])
  }

  // MARK: Names that look the same

  @Test func aNameThatLooksLikeOneThatIsTakenIsTaken() throws {
    let sample = try Sample(.inMemory())
    let (one, two) = ("caf\u{E9}", "cafe\u{301}")
    try sample.add([(two, 30)])
    let taken = LedgerError.nameTaken(path: ":memory:", kind: .model, name: one)
    #expect(throws: taken) { try sample.ledger.checkFree(model: one, in: sample.corpus) }
    #expect(throws: taken) { try sample.add([(one, 20)]) }
    #expect(throws: taken) { try sample.add([("b", 1), ("b\u{301}", 2), (one, 3)]) }
    // Whoever writes it the other way means the model that is there.
    #expect(try sample.ledger.model(named: one, in: sample.corpus).name.utf8.elementsEqual(two.utf8))
    try sample.add([(one, 20)], replacing: true)
    #expect(try sample.ledger.models(of: sample.corpus).map { Array($0.name.utf8) } == [Array(one.utf8)])
    #expect(failure { try sample.add([(one, 1), (two, 2)], replacing: true) } != nil)
  }

  /// A file of an older lmctl may hold both.
  @Test func bothNamesAreKeptApartWhereTheyStand() throws {
    let sample = try Sample(.inMemory())
    let (one, two) = ("caf\u{E9}", "cafe\u{301}")
    func nats(_ name: String) throws -> [Double?] {
      try sample.ledger.scores(of: sample.ledger.model(named: name, in: sample.corpus)).map(\.nats)
    }
    try sample.add([("x", 30), (two, 40)])
    try sample.ledger.write { db in try db.run("UPDATE model SET name = ? WHERE name = 'x'", one) }
    #expect(try nats(one) == [30] && nats(two) == [40])
    try sample.add([(one, 31)], replacing: true)
    #expect(try nats(one) == [31] && nats(two) == [40])
    try sample.add([(one, 32), (two, 42)], replacing: true)
    #expect(try nats(one) == [32] && nats(two) == [42])
  }
}
