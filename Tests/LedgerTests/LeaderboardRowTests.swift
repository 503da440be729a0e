import Foundation
import Testing

@testable import Ledger

@Suite struct LeaderboardRowTests {
  @Test func tiesShareAPlaceAndTheInfiniteHaveNone() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("d", 50), ("infinite", nil), ("b", 40), ("c", 40), ("a", 30)])
    let rows = try sample.ledger.leaderboard()
    #expect(rows.map(\.model) == ["a", "b", "c", "d", "infinite"])
    #expect(rows.map(\.place) == [1, 2, 2, 4, nil])
    #expect(rows.last?.perplexity == nil)
  }

  @Test func ranksOnlyWhatIsScoredAlike() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("network", 45)])
    try sample.add([("uniform", 40)], unseen: "uniform")
    try sample.add([("none", 20)], unseen: "impossible")
    let artifact = sample.ids.id
    let other = modelRecord("other stream", corpus: sample.corpus.id, artifact: artifact)
    try sample.ledger.add(
      models: [(other, [scoreRecord(nats: 10, artifact: artifact, stream: digest("another"))], [])])
    let places = try sample.ledger.leaderboard().map { ($0.model, $0.place) }.sorted { $0.0 < $1.0 }
    #expect(places.map(\.0) == ["network", "none", "other stream", "uniform"])
    #expect(places.map(\.1) == [2, 1, 1, 1])
  }

  /// A model that does not sum to 1 is listed last, and takes nobody's place.
  @Test func theUnnormalizedAreListed() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("stupid", 10)], unseen: "uniform", isNormalized: false)
    try sample.add([("a", 30), ("b", 40)], unseen: "uniform")
    let rows = try sample.ledger.leaderboard()
    #expect(rows.map(\.model) == ["a", "b", "stupid"] && rows.map(\.place) == [1, 2, nil])
    #expect(rows.map(\.isNormalized) == [true, true, false] && rows.allSatisfy { $0.unseen == "uniform" })
    #expect(rows[2].perplexity != nil)
  }

  @Test func filters() throws {
    let ledger = try Ledger.inMemory()
    try Sample(ledger).add([("a", 30)])
    try Sample(ledger, name: "plays").add([("a", 30)])
    #expect(try ledger.leaderboard().map(\.corpus) == ["novels", "plays"])
    #expect(try ledger.leaderboard(corpus: "plays", split: .test).map(\.corpus) == ["plays"])
    #expect(try ledger.leaderboard(corpus: "plays", split: .valid).isEmpty)
    #expect(try ledger.leaderboard(corpus: "' OR 1=1 --").isEmpty)
  }

  @Test func jsonHasEveryColumnAndNulls() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("infinite", nil), ("a", 30)])
    let rows = try sample.ledger.leaderboard()
    let encoder = JSONEncoder()
    let data = try encoder.encode(rows)
    let objects = try #require(JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    for object in objects {
      #expect(Set(object.keys) == Set(LeaderboardRow.CodingKeys.allCases.map(\.rawValue)))
    }
    #expect(objects[0]["place"] as? Int == 1)
    #expect(objects[1]["perplexity"] is NSNull)
    #expect(objects[1]["place"] is NSNull)
    #expect(try JSONDecoder().decode([LeaderboardRow].self, from: data) == rows)
  }
}
