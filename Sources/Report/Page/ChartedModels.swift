/// The models that charts show, each with one colour and mark on the whole page: the best, as many as can be told apart.
public struct ChartedModels {
  /// How many that is at most.
  public static let most = ChartMark.kinds

  /// In the order of the leaderboard.
  let names: [String]
  /// Of all that charts could show.
  private let all: Int

  init(_ chapter: PageChapter) {
    let ranked = chapter.models.filter { $0.perplexity != nil }.map(\.name)
    names = Array(ranked.prefix(ChartMark.kinds))
    all = ranked.count
  }

  /// Nil for a model that charts leave out.
  func style(of model: String) -> Int? { names.firstIndex(of: model) }

  /// Said once, where some are left out.
  var note: String? {
    names.count < all ? "Charts show the \(names.count) models of lowest perplexity, of \(all)." : nil
  }
}
