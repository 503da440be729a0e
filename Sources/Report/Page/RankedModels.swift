/// Models by what they predict: places alone do not say it, as each rule for unseen words has a first one.
extension PageChapter {
  /// Those with a perplexity, the lowest first: what does not sum to 1 has a figure like one, which is in the table alone.
  var measured: [PageModel] {
    models.enumerated().filter { $0.element.perplexity != nil && $0.element.isNormalized }.sorted { key($0) < key($1) }
      .map(\.element)
  }

  private func key(_ one: (offset: Int, element: PageModel)) -> (Int, Double, Int) {
    (one.element.place == nil ? 1 : 0, one.element.perplexity ?? .infinity, one.offset)
  }

  /// Those that rank with the one of lowest perplexity, the best first: the same stream, the same rule for unseen words.
  var contest: [PageModel] {
    let ranked = measured.filter { $0.place != nil }
    return ranked.filter { $0.ranks(with: ranked[0]) }
  }
}

extension PageModel {
  /// As the view `leaderboard` ranks: a model without a rule gives every word its share, as `uniform` does.
  func ranks(with other: PageModel) -> Bool {
    stream == other.stream && (unseen ?? "uniform") == (other.unseen ?? "uniform")
  }
}
