/// Neighbouring ranks of one frequency; rank 1 is the most frequent type.
///
/// A text of millions of types has a few thousand groups, and sums over the ranks of a group have closed forms
/// (``PowerSum``): fits cost by the group, not by the type.
struct RankGroup: Equatable {
  let firstRank: Int
  let count: Int
  let frequency: UInt64
}

extension FrequencySpectrum {
  /// All groups from rank 1 on.
  var rankGroups: [RankGroup] {
    var rank = 1
    return entries.reversed().map { entry in
      defer { rank += entry.types }
      return RankGroup(firstRank: rank, count: entry.types, frequency: entry.frequency)
    }
  }

  /// The frequencies at some ranks.
  /// - Parameter ranks: ascending, each in 1…types.
  /// - Complexity: O(ranks + entries).
  func frequencies(atRanks ranks: [Int]) -> [UInt64] {
    let groups = rankGroups
    var group = 0
    return ranks.map { rank in
      while group < groups.count && rank >= groups[group].firstRank + groups[group].count { group += 1 }
      return group < groups.count ? groups[group].frequency : 0
    }
  }
}

extension [RankGroup] {
  /// The parts of the groups that lie in some ranks.
  func inside(_ ranks: ClosedRange<Int>) -> [RankGroup] {
    compactMap { group in
      let first = Swift.max(group.firstRank, ranks.lowerBound)
      let last = Swift.min(group.firstRank + group.count - 1, ranks.upperBound)
      return first <= last ? RankGroup(firstRank: first, count: last - first + 1, frequency: group.frequency) : nil
    }
  }
}
