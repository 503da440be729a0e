import Testing

@testable import Report

@Suite struct ChartedModelsTests {
  private func models(_ count: Int) -> ChartedModels {
    ChartedModels(
      PageChapter(
        corpus: "c", split: "test", scored: 1, unknown: 0, stream: "",
        models: [PageModel(name: "infinite", kind: "ngram", place: nil, perplexity: nil)]
          + (0..<count).map { PageModel(name: "m\($0)", kind: "ngram", place: $0 + 1, perplexity: 10 + Double($0)) }))
  }

  @Test func theBestHaveColours() {
    let models = models(9)
    #expect(models.names == (0..<8).map { "m\($0)" })
    #expect(models.style(of: "m3") == 3 && models.style(of: "m8") == nil && models.style(of: "infinite") == nil)
    #expect(models.note == "Charts show the 8 models of lowest perplexity, of 9.")
  }

  /// Networks beyond the best eight have free colours; those among them keep theirs.
  @Test func chartsOfOthersHaveColoursToo() {
    let models = models(12)
    #expect(models.styles(for: ["m2", "m10", "m0", "m11"]) == [2, 1, 0, 3])
    let all = models.styles(for: (3..<12).map { "m\($0)" })
    #expect(all.count == 8 && Set(all).count == 8 && all[0] == 3)
  }

  /// Places of two rules for unseen words: 1, 1, 2, 2.
  @Test func placesOfTwoRulesAreNotTheOrder() {
    var models = [("a", 1, 50.0), ("z", 1, 10), ("b", 2, 60), ("y", 2, 20)].map {
      PageModel(name: $0.0, kind: "ngram", place: $0.1, perplexity: $0.2)
    }
    models.append(PageModel(name: "unnormalized", kind: "ngram", place: nil, perplexity: 1))
    let chapter = PageChapter(corpus: "c", split: "test", scored: 1, unknown: 0, stream: "", models: models)
    #expect(ChartedModels(chapter).names == ["z", "y", "a", "b", "unnormalized"])
  }

  @Test func nothingIsSaidWhereAllAreShown() { #expect(models(8).note == nil) }
}
