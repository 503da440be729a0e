import Testing

@testable import Report

@Suite struct RankedModelsTests {
  private func chapter(_ models: [(name: String, unseen: String?, stream: String, perplexity: Double?)]) -> PageChapter
  {
    PageChapter(
      corpus: "c", split: "test", scored: 1, unknown: 0, stream: "",
      models: models.map { one in
        var model = PageModel(
          name: one.name, kind: "ngram", place: one.perplexity == nil ? nil : 1, perplexity: one.perplexity)
        (model.unseen, model.stream) = (one.unseen, one.stream)
        return model
      })
  }

  @Test func onlyOneRuleAndStreamRankTogether() {
    let chapter = chapter([
      ("a", "leftover", "s", 50), ("b", "uniform", "s", 40), ("c", nil, "s", 30), ("d", nil, "old", 35),
      ("e", nil, "s", nil),
    ])
    #expect(chapter.measured.map(\.name) == ["c", "d", "b", "a"])
    #expect(chapter.contest.map(\.name) == ["c", "b"])
  }

  /// A figure that is no perplexity is in no chart.
  @Test func whatDoesNotSumToOneIsNotMeasured() {
    var chapter = chapter([("a", nil, "s", 50), ("b", nil, "s", 40)])
    (chapter.models[1].isNormalized, chapter.models[1].place) = (false, nil)
    #expect(chapter.measured.map(\.name) == ["a"])
  }

  @Test func nothingRanksWithNothing() { #expect(chapter([("e", nil, "s", nil)]).contest.isEmpty) }
}
