import Testing

@testable import Report

@Suite struct PageVerdictTests {
  private func words(_ chapter: PageChapter) -> String { PageSection.words { PageVerdict.write(chapter, into: &$0) } }

  @Test func theBestComesFirst() {
    let words = words(PageSample.chapter())
    #expect(words.contains("lstm-256+kn-5 predicts best: perplexity 131.0 ± 1.6"))
    #expect(words.contains("It is significantly better than each of the other 6 models."))
    #expect(words.contains("95 % interval128.0–134.1"))
    #expect(words.contains("below the next7.7 %"))
    #expect(words.contains("positions scored39,843") && words.contains("of them <unk>1.87 %"))
  }

  @Test func whatIsDoubtfulIsSaid() {
    var chapter = PageSample.chapter()
    chapter.differences[0].isSignificant = false
    #expect(words(chapter).contains("It is significantly better than 5 of the other 6, but not than lstm-256."))
    for one in chapter.differences.indices { chapter.differences[one].isSignificant = false }
    #expect(
      words(chapter).contains(
        "It is not significantly better than lstm-256, gru-200, kn-5, witten-bell-3, kn-3 and laplace-1."))
    chapter.differences = []
    #expect(words(chapter).contains("Whether it is better by more than chance was not tested."))
  }

  @Test func oneOtherIsOneOther() {
    var chapter = PageSample.chapter()
    chapter.models = Array(chapter.models.prefix(2))
    chapter.differences = Array(chapter.differences.prefix(1))
    #expect(words(chapter).contains("The difference to the other model is significant."))
    chapter.models = Array(chapter.models.prefix(1))
    chapter.differences = []
    #expect(words(chapter).contains("It is the only model that is ranked."))
  }

  /// A difference in which the first of the leaderboard is the worse one proves nothing for it.
  @Test func beingWorseIsNotBeingBetter() {
    var chapter = PageSample.chapter()
    (chapter.differences[0].better, chapter.differences[0].worse) = ("lstm-256", "lstm-256+kn-5")
    let words = words(chapter)
    #expect(words.contains("It is significantly better than each of the other 5 models."))
    #expect(words.contains("by them it is significantly worse than lstm-256.") && !words.contains("not than"))
  }

  /// Two rules for unseen words have two first places: the lowest perplexity is the answer, whatever the names.
  @Test func theBestOfAllRulesIsNamed() {
    var chapter = PageSample.chapter()
    var apart = chapter.models[0]
    (apart.name, apart.unseen, apart.perplexity, apart.place) = ("a-kenlm", "leftover", 500, 1)
    chapter.models.insert(apart, at: 0)
    chapter.differences.append(
      PageDifference(
        better: "a-kenlm", worse: "lstm-256+kn-5", nats: 1, standardError: 0.1, interval: 0.8...1.2, adjustedP: 0.001,
        isSignificant: true))
    let words = words(chapter)
    #expect(words.contains("lstm-256+kn-5 predicts best") && words.contains("below the next7.7 %"))
    #expect(words.contains("each of the other 6 models.") && !words.contains("a-kenlm"))
    chapter.models = Array(chapter.models.prefix(2))
    #expect(self.words(chapter).contains("the only model that is ranked by its rule for unseen words."))
    #expect(!self.words(chapter).contains("below the next"))
  }

  @Test func whatWasNotTestedIsCounted() {
    var chapter = PageSample.chapter()
    chapter.differences.removeAll { $0.worse == "kn-5" || $0.worse == "kn-3" }
    #expect(words(chapter).contains("each of the other 4 models. 2 more were not tested."))
  }

  @Test func nothingRankedIsSaid() {
    var chapter = PageSample.chapter()
    for model in chapter.models.indices { chapter.models[model].place = nil }
    #expect(words(chapter).contains("No model is ranked yet"))
  }
}
