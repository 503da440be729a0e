import Testing

@testable import Ledger

@Suite struct ComponentRecordTests {
  /// A mixture of `a` and `b`, and a cache over it.
  private func mixture(_ sample: Sample) throws -> ModelRecord {
    try sample.add([("a", 30), ("b", 15)])
    let parts = try sample.ledger.models(of: sample.corpus)
    var model = modelRecord("a+b", corpus: sample.corpus.id, artifact: parts[0].artifactID)
    model.trained = 12
    model.components = [
      ComponentRecord(place: 0, component: "a", componentID: parts[0].id, role: "part", weight: 0.25),
      ComponentRecord(place: 1, component: "b", componentID: parts[1].id, role: "part", weight: 0.75),
      ComponentRecord(place: 2, component: "words", componentID: nil, role: "cache", weight: nil),
    ]
    try sample.ledger.add(models: [(model, [scoreRecord(nats: 20, artifact: model.artifactID)], [])])
    return model
  }

  @Test func componentsAreStoredWithTheModel() throws {
    let sample = try Sample(.inMemory())
    let made = try mixture(sample)
    let model = try sample.ledger.model(named: "a+b", in: sample.corpus)
    #expect(try sample.ledger.components(of: model) == made.components && model.trained == 12)
    #expect(try sample.ledger.outdatedModels(of: sample.corpus).isEmpty)
    #expect(try sample.ledger.components(of: sample.ledger.model(named: "a", in: sample.corpus)) == [])
    #expect(
      try sample.ledger.query("SELECT * FROM mixture_weights") == [
        ["novels", "a+b", "0", "a", "part", "0.25"], ["novels", "a+b", "1", "b", "part", "0.75"],
        ["novels", "a+b", "2", "words", "cache", nil],
      ])
  }

  /// A part that is replaced is another model: the mixture keeps its name and its own scores.
  @Test func aPartThatGoesLeavesItsName() throws {
    let sample = try Sample(.inMemory())
    _ = try mixture(sample)
    try sample.add([("b", 10)], replacing: true)
    let model = try sample.ledger.model(named: "a+b", in: sample.corpus)
    let parts = try sample.ledger.components(of: model)
    #expect(parts.map(\.component) == ["a", "b", "words"])
    #expect(parts.map { $0.componentID == nil } == [false, true, true])
    #expect(try sample.ledger.scores(of: model).count == 1)
    #expect(try sample.ledger.outdatedModels(of: sample.corpus) == ["a+b"])
  }

  /// What is made of what is outdated is outdated too, however many steps away.
  @Test func whatIsMadeOfTheOutdatedIsToo() throws {
    let sample = try Sample(.inMemory())
    _ = try mixture(sample)
    let ledger = sample.ledger
    for (name, part) in [("outer", "a+b"), ("outermost", "outer")] {
      let inner = try ledger.model(named: part, in: sample.corpus)
      var model = modelRecord(name, corpus: sample.corpus.id, artifact: inner.artifactID)
      model.components = [
        ComponentRecord(place: 0, component: part, componentID: inner.id, role: "part", weight: 1)
      ]
      try ledger.add(models: [(model, [scoreRecord(nats: 20, artifact: model.artifactID)], [])])
    }
    #expect(try ledger.outdatedModels(of: sample.corpus).isEmpty)
    try sample.add([("b", 10)], replacing: true)
    #expect(try ledger.outdatedModels(of: sample.corpus) == ["a+b", "outer", "outermost"])
  }

  @Test func placesAreUnique() throws {
    let sample = try Sample(.inMemory())
    let artifact = sample.ids.id
    var model = modelRecord("m", corpus: sample.corpus.id, artifact: artifact)
    model.components = [0, 0].map {
      ComponentRecord(place: $0, component: "a", componentID: nil, role: "part", weight: 1)
    }
    let refused = model
    guard case .refused = failure({ try sample.ledger.add(models: [(refused, [], [])]) }) else {
      Issue.record("two parts at one place")
      return
    }
    #expect(try sample.ledger.models(of: sample.corpus).isEmpty)
  }
}
