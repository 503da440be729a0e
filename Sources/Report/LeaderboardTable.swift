public import Ledger

/// What of a corpus decides how its scores may be read.
public struct CorpusFacts: Equatable, Sendable {
  public let corpus: String
  /// Whether the text can be had back from the tokens.
  public let isReversible: Bool
  /// How often `<unk>` stands in `train`.
  public let unknownInTraining: Int
  /// Whether that is often enough for models to be taught it.
  public let isUnknownTaught: Bool
  /// Mixtures and caches whose parts are no longer what they were made of.
  public let outdated: [String]
  /// Models whose α was chosen on `valid`.
  public let autoAlpha: [String]
  /// Splits with the very stream of others, and these.
  public let twins: [String: [String]]

  /// - Parameter isUnknownTaught: nil where any `<unk>` in `train` is enough.
  public init(
    corpus: String, isReversible: Bool, unknownInTraining: Int, isUnknownTaught: Bool? = nil, outdated: [String] = [],
    autoAlpha: [String] = [], twins: [String: [String]] = [:]
  ) {
    self.corpus = corpus
    self.isReversible = isReversible
    self.unknownInTraining = unknownInTraining
    self.isUnknownTaught = isUnknownTaught ?? (unknownInTraining > 0)
    self.outdated = outdated
    self.autoAlpha = autoAlpha
    self.twins = twins
  }
}

/// Two models of a corpus and a split whose difference has been tested: a row of the view `significance`.
public struct TestedPair: Equatable, Sendable {
  public let corpus: String
  public let split: String
  public let better: String
  public let worse: String
  /// After Holm's correction for all pairs of the corpus and the split.
  public let isSignificant: Bool

  public init(corpus: String, split: String, better: String, worse: String, isSignificant: Bool) {
    self.corpus = corpus
    self.split = split
    self.better = better
    self.worse = worse
    self.isSignificant = isSignificant
  }
}

/// The leaderboard, with what its reader must know to read it fairly.
public enum LeaderboardTable {
  /// For a terminal: a table for each corpus and split, the best model first.
  ///
  /// - Parameters:
  ///   - pairs: which differences have been tested; a note says of neighbours on the list what came of it.
  ///   - columns: the width to keep to, if that can be done by leaving out columns; what was left out is said.
  ///   - inColour: whether first places are bold.
  public static func lines(
    _ rows: [LeaderboardRow], _ facts: [CorpusFacts], pairs: [TestedPair] = [], columns: Int = 120,
    inColour: Bool = false
  ) -> [String] {
    groups(rows).map { group -> [String] in
      let fitted = LeaderboardColumn.fitting(group, into: columns)
      let first = inColour ? Set(group.indices.filter { group[$0].place == 1 }) : []
      let leftOut = fitted.leftOut.map(\.title).joined(separator: ", ")
      return [title(group)] + fitted.table.lines(bold: first)
        + notes(group, facts.first { $0.corpus.utf8.elementsEqual(group[0].corpus.utf8) }, pairs: pairs)
        + (leftOut.isEmpty ? [] : ["Left out for want of room: \(leftOut) (--format csv has every column)."])
    }.joined(separator: [""]).map { $0 }
  }

  /// For a document: the same in Markdown, with every column that says anything.
  public static func markdown(
    _ rows: [LeaderboardRow], _ facts: [CorpusFacts], pairs: [TestedPair] = []
  ) -> String {
    func sentences(_ group: [LeaderboardRow]) -> [String] {
      notes(group, facts.first { $0.corpus.utf8.elementsEqual(group[0].corpus.utf8) }, pairs: pairs)
    }
    return groups(rows).map { group in
      let notes = sentences(group).map { "- \(Table.markdown($0))\n" }.joined()
      return Table.markdown(title(group)) + "\n\n"
        + LeaderboardColumn.table(group, LeaderboardColumn.saying(group)).markdown
        + (notes.isEmpty ? "" : "\n" + notes)
    }.joined(separator: "\n")
  }

  /// What must be said to read the rows of one corpus and split fairly: sentences.
  public static func notes(_ rows: [LeaderboardRow], _ facts: CorpusFacts?, pairs: [TestedPair] = []) -> [String] {
    LeaderboardNotes(rows, facts, pairs).lines
  }

  /// For programs: every column of the view, as it is.
  public static func table(_ rows: [LeaderboardRow]) throws -> Table {
    try Table(LeaderboardRow.CodingKeys.allCases.map { Table.Column($0.rawValue) }, encoding: rows)
  }

  /// The rows of each corpus and split, in order of first mention. Names that only look the same are of two corpora.
  private static func groups(_ rows: [LeaderboardRow]) -> [[LeaderboardRow]] {
    rows.reduce(into: []) { groups, row in
      if let place = groups.firstIndex(where: {
        $0[0].corpus.utf8.elementsEqual(row.corpus.utf8) && $0[0].split == row.split
      }) {
        groups[place].append(row)
      } else {
        groups.append([row])
      }
    }
  }

  private static func title(_ group: [LeaderboardRow]) -> String {
    """
    \(Figures.safe("corpus \(group[0].corpus), split \(group[0].split)")): \(Figures.grouped(group[0].scored)) \
    positions, \(Figures.grouped(group[0].oov)) of them <unk>, stream \(Figures.safe(String(group[0].stream.prefix(12))))
    """
  }
}
