import Foundation
import Testing

@testable import Experiment

@Suite struct ShowOneTests {
  @Test func aCorpusIsShownWithItsSplits() throws {
    let fixture = try ScoreFixture(models: [.laplace])
    guard case .corpus(let corpus) = try ShowOne(NamedThing("c"))(fixture.bench) else {
      Issue.record("no corpus")
      return
    }
    #expect(corpus.splits.map(\.name) == ["train", "valid", "test"])
    #expect(corpus.splits.allSatisfy { $0.scored == $0.tokens + $0.segments && $0.stream.count == 64 })
    #expect(corpus.things.map(\.name) == ["laplace-3"])
    #expect(corpus.settings.lines.contains { $0.path == "tokenizer.unit" && $0.value == "word" })
    #expect(corpus.sources.lines.contains { $0.path == "[0].path" })
    #expect(corpus.run?.command == "tokenize" && corpus.run?.status == "finished")
    #expect(corpus.statistics.contains { $0.name == "types" })
  }

  /// Every part is JSON with all of its keys, null where there is nothing.
  @Test(arguments: ["c", "laplace-3", "carry"]) func itIsJSON(name: String) throws {
    let fixture = try ScoreFixture(models: [.laplace], network: true)
    let json = try JSONEncoder().encode(try ShowOne(NamedThing(name))(fixture.bench))
    let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    #expect(object["settings"] is [String: Any])
    #expect((object["run"] as? [String: Any])?.keys.contains("error") == true)
    #expect((object["thing"] as? [String: Any])?["name"] as? String == name)
    if name == "laplace-3" { #expect(object["seed"] is NSNull && object["order"] as? Int == 3) }
  }

  /// Settings of a file from elsewhere may be anything that SQLite calls JSON.
  @Test func strangeSettingsAreShown() throws {
    let fixture = try ScoreFixture(models: [.laplace])
    guard try fixture.sqlite(#"UPDATE corpus SET settings = '[1, {"a": 1e400}]', versions = '7'"#) else { return }
    guard case .corpus(let corpus) = try ShowOne(NamedThing("c"))(fixture.bench) else { return }
    #expect(corpus.settings == .text(#"[1, {"a": 1e400}]"#) && corpus.versions == .integer(7))
  }
}
