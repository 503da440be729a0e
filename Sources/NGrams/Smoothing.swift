/// How probability is taken from what was seen and given to what was not.
public enum Smoothing: Hashable, Sendable {
  /// Witten & Bell (1991), method C: as many counts for the unseen as there are types after the history.
  case wittenBell
  /// Ney, Essen & Kneser (1994): the same D off every count; nil for n₁ / (n₁ + 2 n₂) of each order.
  case absolute(discount: Double?)
  /// Katz (1987): counts up to 7 multiplied by Good–Turing ratios; always backs off.
  case goodTuring
  /// Kneser & Ney (1995): one D an order, and lower orders count different left neighbours.
  case kneserNey
  /// Chen & Goodman (1998), section 4.1: a D for counts 1, 2, and 3 or more.
  case modifiedKneserNey
  /// Jelinek & Mercer (1980): maximum likelihood mixed with the lower order, by weights that depend on c(h).
  case jelinekMercer(JelinekMercerWeights)
  /// Brants et al. (2007), equation 5: relative frequencies, and a factor for each step down. Does not sum to 1.
  case stupidBackoff(factor: Double)

  /// Whether counts of lower orders are numbers of left neighbours.
  var countsNeighbours: Bool { self == .kneserNey || self == .modifiedKneserNey }

  public var isNormalized: Bool { if case .stupidBackoff = self { false } else { true } }
}

/// What unigrams give to words that training never saw, and by it all orders above.
public enum Unseen: String, Sendable, CaseIterable, Codable {
  /// What is left over is spread evenly over all V types, as in KenLM.
  case uniform
  /// What is left over goes to types without a count, `<unk>` as a rule, as in SRILM.
  case leftover
}

/// All that decides a model in back-off form, besides the text.
public struct EstimationSettings: Hashable, Sendable {
  public var smoothing: Smoothing
  /// What was seen after a history gets its share of the lower order too, or only its own counts.
  public var interpolates: Bool
  public var unseen: Unseen
  /// N-grams of order n that occur at most `cutoffs[n − 1]` times are left out; never falling, and 0 for unigrams. What
  /// stands last goes on for all higher orders.
  public var cutoffs: [UInt32]

  public init(
    _ smoothing: Smoothing, interpolates: Bool = true, unseen: Unseen = .uniform, cutoffs: [UInt32] = []
  ) {
    precondition(cutoffs.first ?? 0 == 0 && zip(cutoffs, cutoffs.dropFirst()).allSatisfy { $0 <= $1 }, "cut-offs rise")
    self.smoothing = smoothing
    self.interpolates = interpolates
    self.unseen = unseen
    self.cutoffs = cutoffs
  }

  func cutoff(order n: Int) -> UInt32 { n == 1 ? 0 : n <= cutoffs.count ? cutoffs[n - 1] : cutoffs.last ?? 0 }
}
