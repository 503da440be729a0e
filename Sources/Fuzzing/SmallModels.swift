internal import Counts
internal import NGrams

/// Models small enough that a change anywhere in their bytes is soon found.
enum SmallModels {
  /// V of all of them.
  static let vocabularySize = 8
  static let stream: [UInt32] = [2, 5, 6, 1, 5, 6, 4, 2, 7, 1, 2, 5, 3, 1, 1, 5, 6, 4, 5, 7, 1]

  /// Counts of orders 1 to 3, with segments and without.
  static var counts: [(name: String, trie: NGramTrie)] {
    get throws {
      try [1, 2, 3].flatMap { order in
        try [("segments", 1), ("sequence", nil)].map { (name, end: UInt32?) in
          (
            "\(name)-\(order)",
            try TrieCounter(order: order, vocabularySize: vocabularySize, endOfSegment: end).count(stream)
          )
        }
      }
    }
  }

  static var backoff: [(name: String, model: BackoffModel)] {
    get throws {
      try counts.flatMap { name, trie in
        let estimated: [(String, BackoffModel)] = [
          ("witten-bell", EstimationSettings(.wittenBell)),
          ("modified-kneser-ney", EstimationSettings(.modifiedKneserNey, unseen: .leftover)),
        ].map { ("\($0)-\(name)", BackoffEstimator(trie, $1).estimate().model) }
        return estimated
      }
    }
  }
}
