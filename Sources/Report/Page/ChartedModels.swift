/// The models that charts show, each with one colour and mark on the whole page: the best, as many as can be told apart.
public struct ChartedModels {
  /// How many that is at most.
  public static let most = ChartMark.kinds

  /// The lowest perplexity first.
  let names: [String]
  /// Of all that charts could show.
  private let all: Int

  init(_ chapter: PageChapter) {
    let ranked = chapter.measured.map(\.name)
    names = Array(ranked.prefix(ChartMark.kinds))
    all = ranked.count
  }

  /// Nil for a model that charts leave out.
  func style(of model: String) -> Int? { names.firstIndex(of: model) }

  /// Colours for a chart of models that are not all among those, as only networks have epochs: the first few of `models`,
  /// each with its own colour or, where it has none, with one that is free in this chart.
  func styles(for models: [String]) -> [Int] {
    let shown = models.prefix(ChartMark.kinds)
    var free = (0..<ChartMark.kinds).filter { style in !shown.contains { self.style(of: $0) == style } }[...]
    return shown.map { style(of: $0) ?? free.popFirst() ?? 0 }
  }

  /// Said once, where some are left out.
  var note: String? {
    names.count < all ? "Charts show the \(names.count) models of lowest perplexity, of \(all)." : nil
  }
}
