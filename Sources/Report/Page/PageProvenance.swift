/// How it was made: enough to make it again.
enum PageProvenance {
  private static let most = 40

  static func write(_ chapter: PageChapter, into html: inout HTMLDocument) {
    html.section("How it was made", "") { html in
      html.group("dl", ["class": "facts"]) { html in
        for fact in chapter.facts + [PageFact("stream", chapter.stream)] {
          html.group("div") { html in
            html.add("dt", [:], fact.name)
            html.add("dd", [:], HTMLDocument.clipped(fact.value, 2000))
          }
        }
      }
      for run in chapter.runs.prefix(most) { write(run, into: &html) }
      if chapter.runs.count > most {
        html.add("p", ["class": "note"], "The newest \(most) of \(chapter.runs.count) runs are shown.")
      }
    }
  }

  private static func write(_ run: PageRun, into html: inout HTMLDocument) {
    html.group("details") { html in
      html.group("summary") { html in
        html.add("code", [:], run.command)
        html.text(" ")
        html.name(run.subject)
        html.add("span", ["class": "soft"], " \(run.startedAt.prefix(19).replacing("T", with: " "))")
      }
      html.group("dl", ["class": "facts"]) { html in
        for (name, value) in [
          ("command", run.line), ("settings", run.settings), ("versions", run.versions),
          ("seed, threads", "\(run.seed.map(String.init) ?? "–"), \(run.threads)"),
        ] {
          html.group("div") { html in
            html.add("dt", [:], name)
            html.group("dd") { $0.add("code", [:], HTMLDocument.clipped(value, 2000)) }
          }
        }
      }
    }
  }
}
