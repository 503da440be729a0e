import Experiment
import Report

/// What `lmctl stats` prints: a table for each kind of figure, an empty line between.
enum StatsTables {
  static func lines(_ result: StatsResult) -> [String] {
    let tables =
      [figures(result), ranks(result), spectrum(result), growth(result), collocations(result), dispersion(result)]
      + keyness(result)
    return Array(tables.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  /// A row a figure, a column an order.
  private static func figures(_ result: StatsResult) -> [String] {
    var table = TextTable([("train of \(result.corpus)", .left)] + result.orders.map { ($0.name, .right) })
    let figures = result.figures
    var names: [String] = []
    for figure in figures where !names.contains(figure.name) { names.append(figure.name) }
    for name in names {
      table.append(
        [name]
          + result.orders.map { order in number(figures.first { $0.order == order.order && $0.name == name }?.value) })
    }
    if result.unknown == 0 { return table.lines() }
    return table.lines() + [
      """
      \(Figures.grouped(result.unknown)) tokens are <unk>, which counts as one type: these are figures of the cut text \
      (tokenize with --min-count 1 for the whole).
      """
    ]
  }

  private static func ranks(_ result: StatsResult) -> [String] {
    var table = TextTable(
      [("rank", .right)] + result.orders.flatMap { [($0.name, .left), ("count", .right)] })
    for row in 0..<(result.orders.map(\.ranks.count).max() ?? 0) {
      table.append(
        [Figures.grouped(row + 1)]
          + result.orders.flatMap { order in
            row < order.ranks.count ? [order.ranks[row].gram, grouped(order.ranks[row].count)] : ["", ""]
          })
    }
    return result.orders.allSatisfy(\.ranks.isEmpty) ? [] : table.lines()
  }

  /// The lowest frequencies: how many types have each, and what Good–Turing takes it for.
  private static func spectrum(_ result: StatsResult) -> [String] {
    var table = TextTable(
      [("frequency", .right)] + result.orders.flatMap { [($0.name, .right), ("Good–Turing", .right)] })
    for frequency in 1...10 as ClosedRange<UInt64> {
      table.append(
        [String(frequency)]
          + result.orders.flatMap { order in
            let row = order.spectrum.first { $0.frequency == frequency }
            return [Figures.grouped(row?.types ?? 0), Figures.fixed(row?.adjusted, 4)]
          })
    }
    return table.lines()
  }

  /// A tenth of the points of Heaps' curves, the last among them.
  private static func growth(_ result: StatsResult) -> [String] {
    var table = TextTable(
      result.orders.flatMap { [($0.order == 1 ? "first tokens" : "first \($0.name)", .right), ("types", .right)] })
    for back in (0..<10).reversed() {
      table.append(
        result.orders.flatMap { order -> [String] in
          let place = order.growth.count - 1 - back * order.growth.count / 10
          return order.growth.indices.contains(place)
            ? [Figures.grouped(order.growth[place].tokens), Figures.grouped(order.growth[place].types)] : ["", ""]
        })
    }
    return result.orders.allSatisfy(\.growth.isEmpty) ? [] : table.lines()
  }

  private static func collocations(_ result: StatsResult) -> [String] {
    var table = TextTable([
      ("collocation", .left), ("", .left), ("count", .right), ("G²", .right), ("PMI (bits)", .right), ("t", .right),
      ("χ²", .right),
    ])
    for pair in result.collocations {
      table.append([
        pair.words[0], pair.words[1], grouped(pair.count), Figures.fixed(pair.logLikelihood, 1),
        Figures.fixed(pair.pointwiseMutualInformation, 2), Figures.fixed(pair.tScore, 2),
        Figures.fixed(pair.chiSquared, 1),
      ])
    }
    return result.collocations.isEmpty ? [] : table.lines()
  }

  private static func dispersion(_ result: StatsResult) -> [String] {
    guard let first = result.dispersion.first else { return [] }
    var table = TextTable([
      ("dispersion", .left), ("count", .right), ("in of \(first.parts) parts", .right), ("Juilland D", .right),
      ("DP", .right), ("DP norm", .right),
    ])
    for spread in result.dispersion {
      table.append([
        spread.type, grouped(spread.count), Figures.grouped(spread.range), Figures.fixed(spread.juillandD, 4),
        Figures.fixed(spread.proportionDeviation, 4), Figures.fixed(spread.normalisedProportionDeviation, 4),
      ])
    }
    return table.lines()
  }

  /// What is more frequent here, then what is more frequent there; frequencies of a million tokens.
  private static func keyness(_ result: StatsResult) -> [[String]] {
    guard let keyness = result.keyness else { return [] }
    return [("more in \(result.corpus)", keyness.key), ("more in \(keyness.against)", keyness.avoided)].map {
      header, words in
      var table = TextTable([
        (header, .left), ("count", .right), ("per million", .right), ("there", .right), ("per million", .right),
        ("G²", .right), ("log ratio", .right),
      ])
      for word in words {
        table.append([
          word.type, grouped(word.count), perMillion(word.count, keyness.tokens), grouped(word.referenceCount),
          perMillion(word.referenceCount, keyness.referenceTokens), Figures.fixed(word.logLikelihood, 1),
          Figures.fixed(word.logRatio, 2),
        ])
      }
      return table.lines()
    }
  }

  private static func perMillion(_ count: UInt64, _ tokens: UInt64) -> String {
    Figures.fixed(1e6 * Double(count) / Double(tokens), 1)
  }

  private static func grouped(_ count: UInt64) -> String { Figures.grouped(Double(count)) }

  private static func number(_ value: Double?) -> String {
    value.map { $0 == $0.rounded() ? Figures.grouped($0) : Figures.significant($0) } ?? "–"
  }
}
