import Foundation

@testable import Report

/// A page with everything on it, of made-up figures.
enum PageSample {
  static let names = ["lstm-256+kn-5", "lstm-256", "gru-200", "kn-5", "witten-bell-3", "kn-3", "laplace-1"]

  /// - Parameter name: makes of each name and token what a hostile database would hold.
  static func content(_ name: (String) -> String = { $0 }) -> PageContent {
    PageContent(
      chapters: [chapter(name)], versions: [PageFact("lmctl", "1.0"), PageFact(name("icu"), name("72.1"))])
  }

  static func chapter(_ name: (String) -> String = { $0 }) -> PageChapter {
    let names = names.map(name)
    var chapter = PageChapter(
      corpus: name("kjv"), split: "test", scored: 39_843, unknown: 747, stream: String(repeating: "6da2", count: 16),
      models: names.enumerated().map { place, name in model(name, place) })
    chapter.notes = [name("lstm-256") + " read across segments; models of context 'segment' start anew at each."]
    for (better, a) in names.enumerated() {
      for (worse, b) in names.enumerated() where worse > better {
        let nats = 0.08 * Double(worse - better) - (better == 2 && worse == 3 ? 0.075 : 0)
        chapter.differences.append(
          PageDifference(
            better: a, worse: b, nats: nats, standardError: 0.004, interval: nats - 0.008...nats + 0.008,
            adjustedP: nats < 0.01 ? 0.21 : 0.0002, isSignificant: nats >= 0.01))
      }
    }
    chapter.mixtures = [
      PageMixture(
        model: names[0],
        parts: [
          .init(name: names[1], role: "part", weight: 0.683), .init(name: names[3], role: "part", weight: 0.317),
        ])
    ]
    chapter.trainings = names[1...2].enumerated().map { place, name in
      PageTraining(
        model: name,
        epochs: (1...12).map { epoch in
          let falling = exp(-Double(epoch) / 4)
          return .init(
            epoch: Double(epoch), seconds: 31 * Double(epoch) + Double(place) * 9, train: 90 + 900 * falling,
            valid: 146 + Double(9 * place) + 700 * falling)
        })
    }
    chapter.breakdowns = [
      ("frequency", ["0", "1–9", "10–99", "100–999", "1,000–9,999", "≥ 10,000"]),
      ("position", ["1", "2–4", "5–16", "> 16"]),
      ("history", ["0", "1", "2", "3", "4"]), ("kind", ["letters", "digits", "punctuation", "<eos>", "<unk>"]),
    ].map { dimension, labels in
      PageBreakdown(
        dimension: dimension, models: names,
        groups: labels.enumerated().map { index, label in
          .init(
            label: name(label), positions: 900 * (index + 1) * (index + 1),
            perplexities: names.indices.map { 20_000 / pow(8, Double(index)) * (1 + 0.2 * Double($0)) })
        })
    }
    chapter.horizons = names[1...3].enumerated().map { place, name in
      PageHorizon(
        model: name,
        points: [1, 2, 4, 8, 16].map { k in
          let own = (0.31 - 0.02 * Double(place)) / sqrt(Double(k))
          return .init(
            k: k, accuracy: own, oneStepAccuracy: 0.31 - 0.02 * Double(place), perplexity: 146 * sqrt(Double(k)),
            oneStepPerplexity: 146 + Double(8 * place))
        })
    }
    chapter.dataCurves = names[3...5].enumerated().map { place, name in
      PageDataCurve(
        model: name,
        points: [1.0, 10, 100].map { percent in
          .init(
            percent: percent, positions: Int(7_000 * percent),
            perplexity: 900 / pow(percent, 0.3) * (1 + 0.1 * Double(place)))
        })
    }
    chapter.gradients = [
      PageGradients(
        plot: LogPlot(
          title: "Gradients of \(names[2])", description: "one", xTitle: "steps back from the loss",
          yTitle: "‖∂L/∂h‖, mean over lanes, nats", xIsLinear: true,
          curves: [
            .init(
              name: "layer 0, epoch 8", mark: "a",
              points: (1...35).map { .init(x: Double($0), y: exp(-Double($0) / 3)) })
          ]), words: ["layer 0: halved every 2.1 steps"])
    ]
    chapter.passage = passage(name, models: Array(names.prefix(4)))
    chapter.text = text(name)
    chapter.runs = [
      PageRun(
        command: "train-rnn", subject: names[1], startedAt: "2026-11-21T20:00:00.000Z", seed: 1, threads: 2,
        line: name("lmctl train-rnn --corpus kjv"), settings: #"{"order":5}"#, versions: #"{"lmctl":"1.0"}"#)
    ]
    chapter.facts = [PageFact("sources", name("kjv/train.txt")), PageFact("vocabulary", "12,143 types")]
    return chapter
  }

  private static func model(_ name: String, _ place: Int) -> PageModel {
    let perplexity = 131 * exp(0.08 * Double(place))
    var model = PageModel(name: name, kind: place < 3 ? "rnn" : "ngram", place: place + 1, perplexity: perplexity)
    model.standardError = perplexity * 0.012
    model.interval = perplexity * 0.977...perplexity * 1.024
    model.withoutOOV = perplexity * 0.9
    model.withoutEOS = perplexity * 1.1
    model.bitsPerCharacter = 1.4 + 0.02 * Double(place)
    model.validPerplexity = perplexity * 1.06
    model.context = place < 3 ? "stream" : "segment"
    model.parameters = 3_615_476 / (place + 1)
    model.storedBytes = 14_461_904 / (place + 1)
    model.seconds = 329 / Double(place + 1)
    model.tokensPerSecond = place == 0 ? nil : 9_876.5
    return model
  }

  private static func passage(_ name: (String) -> String, models: [String]) -> PagePassage {
    let words = """
      And the LORD said unto Moses , Stretch out thine hand over the sea , that the waters may come again upon the \
      Egyptians , upon their chariots , and upon their horsemen . |
      """.split(separator: " ").map(String.init)
    let tokens = (0..<4).flatMap { _ in words }.map { $0 == "|" ? nil : name($0) }
    return PagePassage(
      start: 12_345, tokens: tokens,
      readings: models.enumerated().map { shift, model in
        .init(
          model: model,
          logProbabilities: tokens.indices.map { -Double((7 * $0 * $0 + 5 * shift) % 23) * 0.6 - 0.02 })
      })
  }

  private static func text(_ name: (String) -> String) -> PageText {
    func curve(_ order: Int) -> LogPlot.Curve {
      let points = (0...60).map { step in
        let rank = pow(10, Double(step) / 60 * (4 + 0.5 * Double(order)))
        return LogPlot.Point(
          x: rank, y: max(1, 60_000 / pow(8, Double(order - 1)) / pow(rank + 2, 1.1 - 0.2 * Double(order))))
      }
      return .init(
        name: order == 1 ? "tokens" : "\(order)-grams", mark: "1", points: points,
        fits: [
          .init(law: "Zipf", figures: "s = 1.02", points: [points[0], points[60]]),
          .init(law: "Zipf–Mandelbrot", figures: "s = 1.10, q = 2.70", points: points),
        ])
    }
    return PageText(
      ranks: LogPlot(
        title: "Ranks", description: "Three orders.", xTitle: "rank", yTitle: "frequency", curves: (1...3).map(curve)),
      orders: (1...3).map { order in
        var one = PageText.Order(
          name: order == 1 ? "tokens" : "\(order)-grams", types: 12_143 * order * order,
          growth: (0...40).map {
            .init(x: pow(10, Double($0) / 8), y: pow(10, Double($0) / 8 * (0.6 + 0.12 * Double(order))))
          },
          top: (1...10).map { .init(text: name("the \($0)"), count: 64_000 / $0 / order) })
        one.heapsScale = 12.3
        one.heapsExponent = 0.59
        return one
      })
  }
}
