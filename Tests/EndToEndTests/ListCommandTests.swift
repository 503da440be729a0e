import Foundation
import Testing

@Suite struct ListCommandTests {
  @Test func rowsComeInEveryFormat() throws {
    let work = try Workdir.tokenizedStory()
    #expect(try work.lmctl("ngram", "--order", "2", "--quiet").status == 0)
    let table = try work.lmctl("list")
    #expect(table.status == 0 && table.errors.isEmpty, "\(table.errors)")
    let lines = table.output.split(separator: "\n")
    #expect(lines.count == 3 && lines[0].hasPrefix("kind"))
    #expect(lines[1].hasPrefix("corpus  c ") && lines[2].contains("laplace-2"))
    let json = try work.lmctl("list", "--json", "--kind", "model")
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
    #expect(rows.map { $0["name"] as? String } == ["laplace-2"])
    #expect(Set(rows[0].keys) == ["kind", "name", "corpus", "about", "bytes", "created_at"])
    #expect(try work.lmctl("list", "--format", "csv").output.hasPrefix("kind,name,corpus,about,bytes,created_at\n"))
  }

  @Test func whatIsNotThereIsTold() throws {
    let work = try Workdir()
    #expect(try work.lmctl("list").status == 66)
    #expect(!work.exists("lm.sqlite"))
    let story = try Workdir.tokenizedStory()
    let none = try story.lmctl("list", "--kind", "checkpoint")
    #expect(none.status == 0 && none.errors.contains("lmctl tokenize"))
    #expect(try story.lmctl("list", "--corpus", "d").status == 66)
    #expect(try story.lmctl("list", "--kind", "thing").status == 64)
    #expect(try story.lmctl("list", "--json", "--format", "csv").status == 64)
  }
}
