import Glibc
import Testing

@testable import Ledger

@Suite struct FindingViewsTests {
  @Test func viewsHaveThePromisedColumns() throws {
    let ledger = try Ledger.inMemory()
    let promised = [
      "mixture_weights": "corpus, model, place, component, role, weight",
      "significance": """
      corpus, split, better, worse, perplexity_ratio, nats, standard_error, low, high, p_value, p_adjusted, significant
      """,
      "perplexity_by": "corpus, split, model, dimension, place, label, positions, share, perplexity",
      "perplexity_by_band": "corpus, split, model, place, band, positions, share, perplexity",
      "horizon": "corpus, split, model, k, origins, accuracy, perplexity, one_step_accuracy, one_step_perplexity",
      "data_curve": "corpus, split, model, percent, positions, scored, perplexity, seconds",
    ]
    #expect(Set(promised.keys) == Set(FindingViews.all.map(\.name)))
    for (view, columns) in promised {
      let found = try ledger.query("SELECT name FROM pragma_table_info('\(view)') ORDER BY cid").compactMap { $0[0] }
      #expect(found.joined(separator: ", ") == columns, "\(view)")
    }
  }

  private func difference(_ a: Int, _ b: Int, nats: Double, p: Double, split: SplitName = .test) -> DifferenceRecord {
    DifferenceRecord(
      modelA: a, modelB: b, split: split, nats: nats, standardError: 0.01, low: nats - 0.02, high: nats + 0.03,
      pValue: p, block: 4, resamples: 100, seed: 1)
  }

  /// Holm's own arithmetic: m p₁, (m − 1) p₂, …, never falling, at most 1.
  @Test func significanceIsHolms() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30), ("b", 45), ("c", 15), ("d", 60)])
    let ids = try sample.ledger.models(of: sample.corpus).map(\.id)
    let (a, b, c, d) = (ids[0], ids[1], ids[2], ids[3])
    try sample.ledger.add(differences: [
      difference(a, b, nats: 1, p: 0.001), difference(a, c, nats: -1, p: 0.03), difference(a, d, nats: 2, p: 0.011),
      difference(b, c, nats: -2, p: 0.012), difference(b, d, nats: 1, p: 0.4), difference(c, d, nats: 3, p: 0.9),
    ])
    let rows = try sample.ledger.query(
      "SELECT better, worse, round(p_adjusted, 6), significant FROM significance ORDER BY p_value")
    #expect(
      rows == [
        ["a", "b", "0.006", "1"],  // 6 · 0.001
        ["a", "d", "0.055", "0"],  // 5 · 0.011
        ["c", "b", "0.055", "0"],  // 4 · 0.012 is less than the one before
        ["c", "a", "0.09", "0"],  // 3 · 0.03
        ["b", "d", "0.8", "0"],  // 2 · 0.4
        ["c", "d", "0.9", "0"],
      ])
  }

  /// Pairs that rank apart are in no family, and enlarge none.
  @Test func rulesForUnseenWordsAreApart() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30), ("b", 45), ("c", 15)])
    let ids = try sample.ledger.models(of: sample.corpus).map(\.id)
    try sample.ledger.add(differences: [
      difference(ids[0], ids[1], nats: 1, p: 0.04), difference(ids[0], ids[2], nats: 1, p: 0.001),
    ])
    try sample.ledger.write { db in try db.run("UPDATE model SET unseen = 'leftover' WHERE name = 'c'") }
    #expect(try sample.ledger.query("SELECT better, worse, p_adjusted FROM significance") == [["a", "b", "0.04"]])
  }

  /// The better one comes first, with figures seen from it.
  @Test func significanceTurnsPairsRound() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30), ("b", 15)])
    let ids = try sample.ledger.models(of: sample.corpus).map(\.id)
    try sample.ledger.add(differences: [difference(ids[0], ids[1], nats: -1, p: 0.01)])
    let rows = try sample.ledger.query(
      "SELECT corpus, split, better, worse, nats, standard_error, low, high, p_adjusted FROM significance")
    #expect(rows == [["novels", "test", "b", "a", "1.0", "0.01", "0.97", "1.02", "0.01"]])
    let ratio = try #require(try Double(sample.ledger.scalar("SELECT perplexity_ratio FROM significance") ?? ""))
    #expect(abs(ratio - exp(1)) < 1e-12)
  }

  /// Pairs are adjusted among those of their own corpus and split.
  @Test func familiesAreApart() throws {
    let ledger = try Ledger.inMemory()
    for name in ["one", "two"] {
      let sample = try Sample(ledger, name: name)
      try sample.add([("a", 30), ("b", 15)])
      let models = try ledger.models(of: sample.corpus)
      for model in models {
        try ledger.add(
          score: scoreRecord(.valid, nats: 20, artifact: model.artifactID, stream: digest("valid")), to: model)
      }
      try ledger.add(differences: [
        difference(models[0].id, models[1].id, nats: -1, p: 0.04),
        difference(models[0].id, models[1].id, nats: -1, p: 0.03, split: .valid),
      ])
    }
    #expect(
      try ledger.query("SELECT corpus, split, p_adjusted, significant FROM significance") == [
        ["one", "test", "0.04", "1"], ["one", "valid", "0.03", "1"], ["two", "test", "0.04", "1"],
        ["two", "valid", "0.03", "1"],
      ])
  }

  @Test func shareIsOfTheSplit() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30)])
    let model = try sample.ledger.model(in: sample.corpus)
    try sample.ledger.add(breakdown: [
      BreakdownRecord(
        modelID: model.id, split: .test, dimension: "frequency", place: 0, label: "1", positions: 3, nats: 0),
      BreakdownRecord(
        modelID: model.id, split: .test, dimension: "kind", place: 0, label: "word", positions: 15, nats: nil),
    ])
    #expect(
      try sample.ledger.query("SELECT dimension, label, positions, share, perplexity FROM perplexity_by") == [
        ["frequency", "1", "3", "0.2", "1.0"], ["kind", "word", "15", "1.0", nil],
      ])
    #expect(
      try sample.ledger.query("SELECT * FROM perplexity_by_band") == [
        ["novels", "test", "a", "0", "1", "3", "0.2", "1.0"]
      ])
  }

  @Test func horizonAndDataCurve() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30)])
    let model = try sample.ledger.model(in: sample.corpus)
    try sample.ledger.add(horizon: [
      HorizonRecord(
        modelID: model.id, split: .test, k: 2, origins: 8, hits: 2, nats: nil, oneStepHits: 4, oneStepNats: 0),
      HorizonRecord(
        modelID: model.id, split: .test, k: 1, origins: 0, hits: 0, nats: 0, oneStepHits: 0, oneStepNats: 0),
    ])
    #expect(
      try sample.ledger.query("SELECT * FROM horizon") == [
        ["novels", "test", "a", "1", "0", nil, nil, nil, nil],
        ["novels", "test", "a", "2", "8", "0.25", nil, "0.5", "1.0"],
      ])
    try sample.ledger.add(dataPoints: [
      DataPointRecord(
        modelID: model.id, split: .test, percent: 100, positions: 1000, scored: 15, nats: 30, perplexity: 7.5,
        seconds: 2),
      DataPointRecord(
        modelID: model.id, split: .test, percent: 0.5, positions: 5, scored: 15, nats: nil, perplexity: nil, seconds: 1),
    ])
    #expect(
      try sample.ledger.query("SELECT * FROM data_curve") == [
        ["novels", "test", "a", "0.5", "5", "15", nil, "1.0"],
        ["novels", "test", "a", "100.0", "1000", "15", "7.5", "2.0"],
      ])
  }
}
