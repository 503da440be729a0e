public import Ledger

/// What of a corpus decides how its scores may be read.
public struct CorpusFacts: Equatable, Sendable {
  public let corpus: String
  /// Whether the text can be had back from the tokens.
  public let isReversible: Bool
  /// How often `<unk>` stands in `train`.
  public let unknownInTraining: Int

  public init(corpus: String, isReversible: Bool, unknownInTraining: Int) {
    self.corpus = corpus
    self.isReversible = isReversible
    self.unknownInTraining = unknownInTraining
  }
}

/// The leaderboard for a terminal, with what its reader must know to read it fairly.
public enum LeaderboardTable {
  /// A table for each corpus and split, the best model first.
  public static func lines(_ rows: [LeaderboardRow], _ facts: [CorpusFacts]) -> [String] {
    var lines: [String] = []
    var shown: [String] = []
    for row in rows {
      let group = Figures.safe("corpus \(row.corpus), split \(row.split)")
      if shown.contains(group) { continue }
      shown.append(group)
      let rows = rows.filter { $0.corpus == row.corpus && $0.split == row.split }
      if !lines.isEmpty { lines.append("") }
      lines.append(
        """
        \(group): \(Figures.grouped(row.scored)) positions, \(Figures.grouped(row.oov)) of them <unk>, \
        stream \(row.stream.prefix(12))
        """)
      lines += table(rows) + notes(rows, facts.first { $0.corpus == row.corpus })
    }
    return lines
  }

  private static func table(_ rows: [LeaderboardRow]) -> [String] {
    var table = TextTable([
      ("place", .right), ("model", .left), ("kind", .left), ("smoothing", .left), ("context", .left),
      ("unseen", .left), ("perplexity", .right), ("without OOV", .right), ("without <eos>", .right),
      ("bits/char", .right), ("parameters", .right), ("seconds", .right),
    ])
    for row in rows {
      table.append([
        row.place.map(String.init) ?? "–", row.model, row.kind, row.smoothing ?? "–", row.context,
        row.unseen ?? "–", Figures.perplexity(row.perplexity), Figures.perplexity(row.perplexityExcludingOOV),
        Figures.perplexity(row.perplexityWithoutEOS), Figures.perplexity(row.bitsPerCharacter, 4),
        Figures.grouped(row.parameters), Figures.fixed(row.seconds, 2),
      ])
    }
    return table.lines()
  }

  /// What must be said to read the rows of one corpus and split fairly.
  public static func notes(_ rows: [LeaderboardRow], _ facts: CorpusFacts?) -> [String] {
    var notes: [String] = []
    if let winner = rows.first(where: { $0.place == 1 }), winner.context == "stream",
      rows.contains(where: { $0.context == "segment" })
    {
      notes.append(
        "\(Figures.safe(winner.model)) read across segments; models of context 'segment' start anew at each.")
    }
    if rows.contains(where: { $0.perplexity == nil }) {
      notes.append("A model without a perplexity gave some position probability 0: it is infinite, and has no place.")
    }
    let unnormalized = rows.filter { !$0.isNormalized }.map { Figures.safe($0.model) }
    if !unnormalized.isEmpty {
      notes.append(
        unnormalized.count == 1
          ? "\(unnormalized[0]) is not ranked: its probabilities do not sum to 1."
          : "\(unnormalized.joined(separator: ", ")) are not ranked: their probabilities do not sum to 1.")
    }
    if Set(rows.filter { $0.place != nil }.map { $0.unseen ?? "uniform" }).count > 1 {
      notes.append("Models with different rules for unseen words are ranked apart: each rule has a first place.")
    }
    let oov = rows.first?.oov ?? 0
    if oov > 0, facts?.unknownInTraining == 0 {
      notes.append("<unk> is in this split but never in train: the models were not taught it (see --min-count).")
    }
    if oov > 0 {
      notes.append("bits/char is not comparable with other tokenizations: the split holds <unk>.")
    } else if facts?.isReversible == false {
      notes.append("bits/char is not comparable with other tokenizations: this one loses text.")
    }
    return notes
  }
}
