internal import Ledger

/// What makes the rows of one corpus and split less comparable than they look, in words.
struct LeaderboardNotes {
  private let rows: [LeaderboardRow]
  private let facts: CorpusFacts?
  private let pairs: [TestedPair]

  /// Names in a sentence; what is beyond is counted.
  private static let mostNames = 8
  /// Of fewer positions the bootstrap has few blocks to draw from.
  private static let manyPositions = 200

  init(_ rows: [LeaderboardRow], _ facts: CorpusFacts?, _ pairs: [TestedPair]) {
    self.rows = rows
    self.facts = facts
    self.pairs = pairs.filter { $0.corpus == rows.first?.corpus && $0.split == rows.first?.split }
  }

  var lines: [String] {
    [
      neighbours, sameStream, tuned, outdated, imported, untold, context, zeros, beyondNumbers, unnormalized, unseen,
      untaught, bits, few,
    ].compactMap { $0 }
  }

  /// Whether each model is really better than the next one on the list.
  private var neighbours: String? {
    let leaders = rows.reduce(into: [LeaderboardRow]()) { leaders, row in
      if row.place != nil, !leaders.contains(where: { Self.rankTogether($0, row) }) { leaders.append(row) }
    }
    let tested = leaders.flatMap { leader -> [(names: String, isSignificant: Bool)] in
      let ranked = rows.filter { $0.place != nil && Self.rankTogether($0, leader) }
      return zip(ranked, ranked.dropFirst()).compactMap { upper, lower in
        let pair = pairs.first { pair in
          pair.better == upper.model && pair.worse == lower.model
            || pair.better == lower.model && pair.worse == upper.model
        }
        return pair.map {
          let names = "\(Figures.safe(upper.model)) and \(Figures.safe(lower.model))"
          return (names, $0.isSignificant && !Self.areAlike(upper, lower))
        }
      }
    }
    let level = "(p < 0.05 after Holm, over all pairs)"
    let (real, chance) = (tested.filter(\.isSignificant), tested.filter { !$0.isSignificant })
    if tested.isEmpty { return nil }
    if chance.isEmpty {
      return tested.count == 1
        ? "\(real[0].names) differ significantly \(level)."
        : "Each model differs significantly from the next one on the list \(level)."
    }
    let names = "No significant difference between \(Self.listed(chance.map(\.names), separator: "; "))"
    return names + (real.isEmpty ? " \(level)." : "; other neighbours on the list differ significantly \(level).")
  }

  /// Whether two perplexities are the same but for rounding: a mixture that gives a part no weight repeats the other part,
  /// and a difference that is the same at every position is significant at any size.
  private static func areAlike(_ a: LeaderboardRow, _ b: LeaderboardRow) -> Bool {
    guard let a = a.perplexity, let b = b.perplexity else { return false }
    return abs(a - b) <= 1e-7 * max(a, b)
  }

  /// What was chosen on the very split that is ranked.
  private var tuned: String? {
    let names = rows.filter { $0.split == SplitName.valid.rawValue && choosesOnValid($0) }
    if names.isEmpty { return nil }
    return """
      Weights, windows, rates, α or epochs of \(Self.listed(names.map { Figures.safe($0.model) })) may have been chosen on \
      this very split: --split test compares fairly.
      """
  }

  /// Whether what is ranked is what models were made of.
  private var sameStream: String? {
    guard let row = rows.first, let twins = facts?.twins[row.split] else { return nil }
    if twins.contains(SplitName.train.rawValue) {
      return "This split has the very stream of train: models were trained on it."
    }
    guard twins.contains(SplitName.valid.rawValue) else { return nil }
    return "This split has the very stream of valid: weights, windows, rates, α and best epochs were chosen on it."
  }

  /// Whether something of a model is fitted on `valid`: a network's best epoch, too.
  private func choosesOnValid(_ row: LeaderboardRow) -> Bool {
    ["mixture", "cache", "dynamic", "rnn"].contains(row.kind) || row.smoothing == "jelinek-mercer"
      || facts?.autoAlpha.contains(row.model) == true
  }

  /// What was made of models that are gone.
  private var outdated: String? {
    let names = rows.map(\.model).filter { facts?.outdated.contains($0) == true }.map { Figures.safe($0) }
    if names.isEmpty { return nil }
    return """
      Made of models that were removed or made anew since: \(Self.listed(names)); compare makes them of today's with \
      --replace.
      """
  }

  private var imported: String? {
    let names = rows.filter { $0.kind == "imported" }.map { Figures.safe($0.model) }
    if names.isEmpty { return nil }
    return """
      \(Self.listed(names)): another program's numbers; that they are natural logarithms of probabilities that sum to 1, given \
      what stands before and nothing else, is its word.
      """
  }

  /// What another program made may have been trained on anything, this very split too.
  private var untold: String? {
    let names = rows.filter { $0.isForeign && $0.kind != "imported" }.map { Figures.safe($0.model) }
    if names.isEmpty { return nil }
    return """
      Made by another program: \(Self.listed(names)); what it was trained on, and for how long, is not known here.
      """
  }

  private var context: String? {
    // Each rule for unseen words has a first place: the winner is whichever read more than those that it ranks with.
    let winners = rows.filter { winner in
      winner.place == 1 && winner.context == "stream" && winner.kind != "imported"
        && rows.contains { $0.context == "segment" && $0.place != nil && Self.rankTogether(winner, $0) }
    }
    if winners.isEmpty { return nil }
    let names = Self.listed(winners.map { Figures.safe($0.model) })
    return "\(names) read across segments; models of context 'segment' start anew at each."
  }

  /// As the view `leaderboard` ranks: one stream, one rule for unseen words.
  private static func rankTogether(_ a: LeaderboardRow, _ b: LeaderboardRow) -> Bool {
    a.stream == b.stream && (a.unseen ?? "uniform") == (b.unseen ?? "uniform")
  }

  private var zeros: String? {
    let places = rows.filter { $0.perplexity == nil }.compactMap { row in
      row.zeroAt.map { "\(Figures.safe(row.model)) first at position \(Figures.grouped($0))" }
    }
    return places.isEmpty
      ? nil
      : """
      A model without a perplexity gave some position probability 0: it is infinite, and has no place \
      (\(Self.listed(places)), counted from 0).
      """
  }

  /// No position has probability 0, and all together are as good as that.
  private var beyondNumbers: String? {
    let names = rows.filter { $0.perplexity == nil && $0.zeroAt == nil }.map { Figures.safe($0.model) }
    return names.isEmpty
      ? nil : "Without a perplexity, which would be too large for a number, and without a place: \(Self.listed(names))."
  }

  /// Where errors themselves are uncertain.
  private var few: String? {
    guard let scored = rows.first?.scored, scored < Self.manyPositions,
      rows.contains(where: { $0.standardError != nil })
    else { return nil }
    return """
      Standard errors and p-values of so few positions (\(scored)) are rough: a longer split would tell more.
      """
  }

  private var unnormalized: String? {
    let names = rows.filter { !$0.isNormalized }.map { Figures.safe($0.model) }
    if names.isEmpty { return nil }
    return names.count == 1
      ? "\(names[0]) is not ranked: its probabilities do not sum to 1."
      : "\(Self.listed(names)) are not ranked: their probabilities do not sum to 1."
  }

  private var unseen: String? {
    rules.count > 1
      ? "Models with different rules for unseen words are ranked apart: each rule has a first place." : nil
  }

  private var untaught: String? {
    guard oov > 0, facts?.isUnknownTaught == false else { return nil }
    return """
      <unk> is in this split but never or hardly ever in train: the models were not taught it (see --min-count).
      """
  }

  private var bits: String? {
    let bits = "Bits per character and byte are not comparable with other tokenizations:"
    if oov > 0 { return "\(bits) the split holds <unk>." }
    return facts?.isReversible == false ? "\(bits) this one loses text." : nil
  }

  private var oov: Int { rows.first?.oov ?? 0 }

  /// The rules for unseen words among ranked models, in the order of the list.
  private var rules: [String] {
    rows.filter { $0.place != nil }.map { $0.unseen ?? "uniform" }.reduce(into: []) {
      if !$0.contains($1) { $0.append($1) }
    }
  }

  private static func listed(_ names: [String], separator: String = ", ") -> String {
    names.prefix(mostNames).joined(separator: separator)
      + (names.count > mostNames ? "\(separator)and \(Figures.grouped(names.count - mostNames)) more" : "")
  }
}
