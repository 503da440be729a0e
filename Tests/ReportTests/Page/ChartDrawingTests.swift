import Testing

@testable import Report

@Suite struct ChartDrawingTests {
  private func svg(_ chart: Chart) -> String { ChartDrawing.draw(chart, name: "c").finish() }

  private func line(_ name: String?, _ style: Int, _ values: [Double?]) -> Chart.Line {
    .init(name: name, style: style, points: values.enumerated().map { .init(Double($0) + 1, $1, "point \($0)") })
  }

  private func chart(_ lines: [Chart.Line]) -> Chart {
    Chart(
      title: "T <1>", description: "D & E", x: .init(title: "steps"), y: .init(title: "loss", kind: .logarithmic),
      lines: lines)
  }

  @Test func itSaysWhatItShows() {
    let svg = svg(chart([line("lstm", 0, [100, 50, 30])]))
    #expect(svg.contains(#"role="img" aria-labelledby="c-title c-description""#))
    for text in ["T &lt;1&gt;", "D &amp; E", ">steps<", ">loss<", ">lstm</text>", ">50<", "<title>point 1</title>"] {
      #expect(svg.contains(text), "\(text)")
    }
  }

  /// Eight lines that end at one point: their labels are a line apart.
  @Test func labelsDoNotCoverEachOther() {
    let svg = svg(chart((0..<8).map { line("model \($0)", $0, [200, 30 + 0.01 * Double($0)]) }))
    let heights = svg.matches(of: /y="([0-9.]+)" class="label"/).compactMap { Double($0.output.1) }.sorted()
    #expect(heights.count == 8)
    #expect(zip(heights, heights.dropFirst()).allSatisfy { $1 - $0 > 14.9 })
    #expect(heights.last.map { $0 <= 280 } == true)
    #expect(Set(svg.matches(of: /mark c([0-7])/).map { String($0.output.1) }).count == 8)
  }

  @Test func aGapBreaksTheLine() throws {
    let path = try #require(
      svg(chart([line("a", 0, [9, 8, nil, 6, 5])])).firstMatch(of: /class="line whole c0"[^>]* d="([^"]*)"/))
    #expect(path.output.1.count { $0 == "M" } == 2)
    #expect(path.output.1.count { $0 == "L" } == 2)
  }

  @Test func whatHasNoPlaceIsLeftOut() {
    let svg = svg(chart([line("a", 0, [9, 0, -1, .infinity, .nan, 5])]))
    #expect(!svg.contains("nan") && !svg.contains("inf"))
    #expect(svg.matches(of: /<title>point/).count == 2)
  }

  /// Names that would touch side by side stand on lines of their own.
  @Test func categoriesDoNotTouch() {
    func levels(_ names: [String]) -> Int {
      var chart = chart([line("model", 0, names.map { _ in 5 })])
      chart.x.categories = names.map { .init(label: $0, share: 0.2) }
      let svg = svg(chart)
      #expect(svg.matches(of: /class="share"/).count == names.count)
      #expect(svg.contains("20.0 % of the positions"))
      return Set(svg.matches(of: /y="([0-9.]+)" class="tick middle"/).map { String($0.output.1) }).count
    }
    #expect(levels(["0", "1", "2"]) == 1)
    #expect(levels(["letters", "digits", "ideographs", "punctuation", "other"]) == 2)
    #expect(levels(["<unk>", "0", "1", "2–9", "10–99", "100–999", "1,000–9,999", "≥ 10,000", "<eos>"]) == 3)
  }

  /// Characters that are shown as their numbers take eight columns each; others are wide.
  @Test(arguments: [
    String(repeating: "\u{202E}", count: 17), String(repeating: "語", count: 400),
    "e" + String(repeating: "\u{E0001}", count: 5000),
  ])
  func noNameTakesTheWidth(name: String) throws {
    #expect(ChartDrawing.width(of: ChartDrawing.short(name)) < 0.4 * ChartDrawing.width)
    var chart = chart((0..<8).map { line("\(name)\($0)", $0, [2, 1]) })
    for labels in [Chart.Place.end, .start] {
      for categories in [0, 7] {
        chart.labels = labels
        chart.x.categories = (0..<categories).map { .init(label: "\(name)\($0)", share: 0.1) }
        let svg = svg(chart)
        let frame = try #require(svg.firstMatch(of: /<clipPath[^>]*>\s*<rect[^>]* width="([0-9.-]+)"/)?.output.1)
        #expect(try #require(Double(frame)) > 60 && !svg.contains("\u{202E}"))
      }
    }
  }

  @Test func shortNamesKeepBothEnds() {
    #expect(ChartDrawing.short("kn-5") == "kn-5")
    #expect(ChartDrawing.short("witten-bell-interpolated-3") == "witten-bell…ted-3")
  }

  @Test func tokensAreEscapedInLabels() {
    let svg = svg(chart([line("</text><script>", 0, [2, 1])]))
    #expect(!svg.contains("<script"))
  }

  @Test func labelsAtTheStartStandLeftOfIt() throws {
    var chart = chart([line("tokens", 0, [100, 1]), line("2-grams", 1, [50, 1])])
    chart.labels = .start
    let xs = svg(chart).matches(of: /<text x="([0-9.]+)" y="[0-9.]+" class="label end"/).compactMap {
      Double($0.output.1)
    }
    let start = try #require(svg(chart).firstMatch(of: /class="line whole c0"[^>]* d="M([0-9.]+)/))
    #expect(xs.count == 2)
    #expect(try xs.allSatisfy { $0 < (try #require(Double(start.output.1))) })
  }

  /// Guides may leave the frame: the axes are those of the others.
  @Test func guidesDoNotStretchTheAxes() {
    var guide = line(nil, 0, [1e9, 1e-9])
    guide.isGuide = true
    let plain = svg(chart([line("a", 0, [100, 50])]))
    let guided = svg(chart([line("a", 0, [100, 50]), guide]))
    func ticks(_ svg: String) -> [String] { svg.matches(of: /class="tick end">([^<]*)</).map { String($0.output.1) } }
    #expect(ticks(plain) == ticks(guided) && !ticks(plain).isEmpty)
  }
}
