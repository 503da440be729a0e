import Testing

@testable import Experiment

@Suite struct PageChapterMakerCurvesTests {
  @Test func thinningKeepsBothEnds() {
    #expect(PageChapterMaker.thinned(Array(1...5), to: 5) == [1, 2, 3, 4, 5])
    #expect(PageChapterMaker.thinned(Array(1...100), to: 4) == [1, 34, 67, 100])
    #expect(PageChapterMaker.thinned([Int](), to: 4) == [])
  }
}
