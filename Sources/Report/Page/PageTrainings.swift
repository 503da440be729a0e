/// How the networks learned: perplexity after each epoch, and against the time that it took.
enum PageTrainings {
  static func write(_ chapter: PageChapter, _ models: ChartedModels, into html: inout HTMLDocument) {
    let shown = Array(zip(models.styles(for: chapter.trainings.map(\.model)), chapter.trainings))
    guard shown.contains(where: { $0.1.epochs.contains { $0.valid != nil || $0.train != nil } }) else { return }
    html.section("Learning", "Whole lines: perplexity on valid. Dashed: on the text that was trained on.") { html in
      html.charts([
        (
          Chart(
            title: "By epoch", description: words(shown), x: Chart.Axis(title: "epochs"),
            y: Chart.Axis(title: "perplexity", kind: .logarithmic), lines: lines(shown) { $0.epoch }), ""
        ),
        (
          Chart(
            title: "By time", description: words(shown), x: Chart.Axis(title: "seconds of training"),
            y: Chart.Axis(title: "perplexity", kind: .logarithmic), lines: lines(shown) { $0.seconds }), ""
        ),
      ])
    }
  }

  private static func lines(
    _ trainings: [(style: Int, training: PageTraining)], x: (PageTraining.Epoch) -> Double
  ) -> [Chart.Line] {
    trainings.flatMap { style, training in
      let hasValid = training.epochs.contains { $0.valid != nil }
      let every = (training.epochs.count + 11) / 12
      func line(_ name: String?, _ what: String, _ stroke: Chart.Stroke, _ y: (PageTraining.Epoch) -> Double?)
        -> Chart.Line
      {
        Chart.Line(
          name: name, style: style, stroke: stroke,
          points: training.epochs.enumerated().map { place, epoch in
            let words =
              "\(training.model), epoch \(ChartScale.label(epoch.epoch)): \(what) perplexity \(Figures.perplexity(y(epoch)))"
            return Chart.Point(
              x(epoch), y(epoch), name != nil && (training.epochs.count - 1 - place) % every == 0 ? words : nil)
          })
      }
      return [
        line(hasValid ? training.model : nil, "valid", .whole) { $0.valid },
        line(hasValid ? nil : training.model, "train", .dashed) { $0.train },
      ]
    }
  }

  private static func words(_ trainings: [(style: Int, training: PageTraining)]) -> String {
    trainings.compactMap { _, training in
      training.epochs.compactMap(\.valid).min().map { "\(training.model) reaches \(Figures.perplexity($0)) on valid" }
    }.joined(separator: "; ")
  }
}
