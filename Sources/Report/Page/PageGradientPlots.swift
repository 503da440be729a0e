/// How far back gradients reached, where that was measured.
enum PageGradientPlots {
  static func write(_ chapter: PageChapter, into html: inout HTMLDocument) {
    let shown = chapter.gradients.prefix(4)
    guard !shown.isEmpty else { return }
    html.section(
      "Gradients",
      """
      How strongly the loss depends on a network's state so many steps before it. What fades by a factor a step is a \
      straight line here.
      """
    ) { html in
      html.charts(
        shown.map { gradients in
          var chart = PageTextLaws.chart(gradients.plot, title: gradients.plot.title)
          chart.labels = .end
          return (chart, gradients.words.joined(separator: "; "))
        })
    }
  }
}
