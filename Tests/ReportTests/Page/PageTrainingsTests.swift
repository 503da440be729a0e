import Testing

@testable import Report

@Suite struct PageTrainingsTests {
  private func written(_ trainings: [PageTraining]) -> String {
    var chapter = PageSample.chapter()
    chapter.trainings = trainings
    return PageSection.written { PageTrainings.write(chapter, PageSection.models, into: &$0) }
  }

  private func training(_ model: String, epochs: Int, valid: Bool = true) -> PageTraining {
    PageTraining(
      model: model,
      epochs: (1...epochs).map {
        .init(
          epoch: Double($0), seconds: Double(10 * $0), train: 100 / Double($0), valid: valid ? 90 / Double($0) : nil)
      })
  }

  @Test func validIsWholeAndTrainDashed() {
    let html = written([training("lstm-256", epochs: 3)])
    #expect(
      html.matches(of: /class="line whole c1"/).count == 2 && html.matches(of: /class="line dashed c1"/).count == 2)
    #expect(html.contains("lstm-256, epoch 2: valid perplexity 45.00"))
    #expect(html.contains("lstm-256 reaches 30.00 on valid"))
  }

  @Test func withoutValidTheOtherLineIsNamed() {
    let html = written([training("lstm-256", epochs: 3, valid: false)])
    #expect(html.contains(">lstm-256</text>") && html.contains("train perplexity 50.00"))
  }

  @Test func manyEpochsHaveFewMarks() {
    let marks = written([training("lstm-256", epochs: 100)]).matches(of: /<title>lstm-256, epoch/).count
    #expect((16...24).contains(marks))
  }

  @Test func modelsThatOtherChartsLeaveOutAreShown() {
    #expect(written([training("unknown", epochs: 3)]).contains("unknown reaches 30.00 on valid"))
    #expect(written([]) == "")
  }
}
