/// Three lines that the worked examples count by hand: "a b a", "a b", "c" over V = 5 types.
///
///     unigrams   a 3, b 2, c 1, <eos> 3                                                       9 positions, 4 types
///     bigrams    <bos> a 2, <bos> c 1 · a b 2, a <eos> 1 · b a 1, b <eos> 1 · c <eos> 1
enum OracleText {
  static let (unk, eos, a, b, c, bos): (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32) = (0, 1, 2, 3, 4, 5)
  static let lines: [[UInt32]] = [[a, b, a], [a, b], [c]]

  static func oracle(
    _ method: Oracle.Method, order: Int = 2, backsOff: Bool = false, unseen: Oracle.Unseen = .uniform,
    vocabularySize: Int = 5, prune: [Int] = []
  ) -> Oracle {
    Oracle(
      segments: lines, vocabularySize: vocabularySize, endOfSegment: eos, order: order, method: method,
      backsOff: backsOff, unseen: unseen, prune: prune)
  }

  static func counts(order: Int) -> OracleCounts {
    OracleCounts(segments: lines, vocabularySize: 5, endOfSegment: eos, order: order)
  }

  /// Ids that look like text: few types are frequent, and what follows depends on what went before.
  static func segments(_ count: Int, vocabularySize: Int, seed: UInt64) -> [[UInt32]] {
    var state = seed
    func random(below limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    return (0..<count).map { _ in
      var last = 0
      return (0..<random(below: 12)).map { _ in
        // Products of uniform numbers are skewed towards small ones; the last types stay unseen.
        let next = random(below: 8) == 0 ? last + 1 : random(below: vocabularySize) * random(below: vocabularySize)
        last = 2 + next / vocabularySize % (vocabularySize - 4)
        return UInt32(last)
      }
    }
  }
}

func isClose(_ p: Double, _ expected: Double, within tolerance: Double = 1e-14) -> Bool {
  abs(p - expected) <= tolerance
}
