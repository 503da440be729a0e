import Ledger
import Report
import Testing

@testable import Experiment

@Suite struct PageChapterMakerPassageTests {
  private func range(_ a: [Double], _ b: [Double], _ ids: [UInt32]? = nil, eos: UInt32? = nil, length: Int = 3)
    -> Range<Int>
  {
    PageChapterMaker.mostDivided(
      [a, b], ids: ids ?? Array(repeating: 7, count: a.count), endOfSegment: eos, length: length)
  }

  @Test func itIsWhereTheModelsDiffer() {
    let a = Array(repeating: -1.0, count: 20)
    var b = a
    (b[11], b[12], b[13]) = (-4, -3, -5)
    #expect(range(a, b) == 11..<14)
    #expect(range(b, a) == 11..<14)
  }

  @Test func shortTextsAreShownWhole() { #expect(range([-1, -2], [-1, -1]) == 0..<2) }

  /// Without differences it begins at the beginning.
  @Test func equalModelsShowTheBeginning() {
    let a = Array(repeating: -1.0, count: 20)
    #expect(range(a, a) == 0..<3)
  }

  /// Segments of four: the one that is most divided, to its end.
  @Test func itBeginsWithASegment() {
    let ids: [UInt32] = (0..<40).map { $0 % 4 == 3 ? 1 : 7 }
    let a = Array(repeating: -1.0, count: 40)
    var b = a
    b[22] = -9
    #expect(range(a, b, ids, eos: 1, length: 7) == 16..<24)
  }

  /// `<unk>` is where models differ by rule, and infinity is no more than very much.
  @Test func unknownsAndZerosDoNotDecide() {
    let a = Array(repeating: -1.0, count: 20)
    var b = a
    b[3] = -15
    b[10] = -.infinity
    (b[15], b[16]) = (-14, -14)
    var ids = Array(repeating: UInt32(7), count: 20)
    ids[3] = 0
    #expect(range(a, b, ids) == 14..<17)
  }

  /// One model of two whose array is changed: the page is made, without that model's colours, and says so.
  private func note(_ name: String, change: ([Double]) -> [Double]) throws -> (note: String?, models: [String]) {
    let fixture = try TrainingFixture()
    try TrainNGrams(corpus: "t", orders: [1, 2], alphas: [.value(1)], name: "g")(fixture.bench())
    let ledger = try fixture.ledger
    let model = try #require(try ledger.models(of: ledger.corpus(named: "t")).first { $0.name.hasSuffix(name) })
    var score = try #require(try ledger.scores(of: model).first { $0.split == .test })
    let values = try ledger.loadArtifact(score.artifactID, as: Double.self)
    let run = try #require(model.runID)
    score.artifactID = try ledger.storeArtifact(change(values), kind: "log-probabilities", run: run).id
    try ledger.add(score: score, to: model)
    let chapter = try #require(try WritePage(path: "").content(fixture.bench()).chapters.first)
    return (
      chapter.notes.first { $0.hasPrefix("Not in the coloured passage") && $0.contains(model.name) },
      chapter.passage?.readings.map(\.model) ?? []
    )
  }

  @Test func whatIsNoLogProbabilityIsLeftOut() throws {
    for change: ([Double]) -> [Double] in [
      { [0.5] + $0.dropFirst() }, { [.nan] + $0.dropFirst() }, { Array($0.dropFirst()) },
    ] {
      let (note, models) = try note("2", change: change)
      #expect(note != nil && models.count == 1)
    }
  }

  /// What was rounded above 0 is certain.
  @Test func roundingIsNoDamage() throws {
    let (note, models) = try note("2") { [1e-8] + $0.dropFirst() }
    #expect(note == nil && models.count == 2)
  }

  /// As bytes that were changed on the disk, where SQLite's shell is there to change them.
  @Test func aDamagedArrayIsLeftOut() throws {
    let fixture = try ScoreFixture(models: [.laplace], network: true)
    let change = """
      UPDATE artifact_chunk SET data = zeroblob(length(data)) WHERE artifact_id =
        (SELECT s.artifact_id FROM score s JOIN model m USING(model_id) WHERE m.name = 'reset' AND s.split = 'test')
      """
    guard try fixture.sqlite(change) else { return }
    let chapter = try #require(try WritePage(path: "").content(fixture.bench).chapters.first)
    #expect(chapter.notes.contains { $0.hasPrefix("Not in the coloured passage") && $0.hasSuffix("ln p: reset.") })
    #expect(chapter.passage?.readings.contains { $0.model == "laplace-3" } == true)
  }
}
