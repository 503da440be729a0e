import Testing

@Suite struct OracleTests {
  private typealias T = OracleText

  struct Kind: CustomTestStringConvertible, Sendable {
    let method: Oracle.Method
    let backsOff: Bool
    let unseen: Oracle.Unseen
    var testDescription: String { "\(method), backs off: \(backsOff), \(unseen)" }
  }

  /// All that sum to 1.
  static let kinds: [Kind] = Oracle.Unseen.allCases.flatMap { unseen in
    let both: [Oracle.Method] = [.kneserNey, .modifiedKneserNey, .wittenBell, .absolute(discount: 0.7)]
    return both.flatMap { method in [true, false].map { Kind(method: method, backsOff: $0, unseen: unseen) } } + [
      Kind(method: .goodTuring, backsOff: true, unseen: unseen),
      Kind(method: .jelinekMercer(valid: [[3, 2, 4], [9]], rounds: 3), backsOff: false, unseen: unseen),
    ]
  }

  /// Seen histories, unseen ones, and those that pruning left without followers.
  @Test(arguments: kinds, [[], [0, 1], [0, 0, 2]]) func distributionsSumToOne(kind: Kind, prune: [Int]) {
    let size = 14
    for (order, eos) in [(1, 1), (2, 1), (4, 1), (3, nil)] as [(Int, UInt32?)] {
      let oracle = Oracle(
        segments: T.segments(150, vocabularySize: size, seed: 7), vocabularySize: size, endOfSegment: eos, order: order,
        method: kind.method, backsOff: kind.backsOff, unseen: kind.unseen, prune: prune)
      for history: [UInt32] in [[], [14], [14, 2], [14, 3, 2, 2], [5], [2, 3], [13], [14, 13, 13, 0], [14, 2, 13]] {
        let p = (0..<UInt32(size)).map { oracle.probability(of: $0, after: history) }
        #expect(p.allSatisfy { $0 > 0 })
        #expect(isClose(p.reduce(0, +), 1, within: 1e-12))
      }
    }
  }

  /// Where `<unk>` stands in the text like any other type, nothing is unseen: what unigrams leave is for all.
  @Test(arguments: kinds) func everyTypeSeen(kind: Kind) {
    let oracle = Oracle(
      segments: T.lines + [[T.unk, T.b]], vocabularySize: 5, endOfSegment: T.eos, order: 2, method: kind.method,
      backsOff: kind.backsOff, unseen: kind.unseen)
    for history: [UInt32] in [[T.bos], [T.a], [T.unk], [T.b]] {
      let p = (0..<UInt32(5)).map { oracle.probability(of: $0, after: history) }
      #expect(p.allSatisfy { $0 > 0 })
      #expect(isClose(p.reduce(0, +), 1, within: 1e-12))
    }
  }

  /// Interpolation by its formula, and by the table of back-off weights that SRILM builds, are one model where no rule
  /// beyond the formula applies: under `uniform` and `leftover` alike when every type was seen.
  @Test(arguments: [Oracle.Method.kneserNey, .modifiedKneserNey, .wittenBell, .absolute(discount: 0.7)])
  func twoWaysToInterpolate(method: Oracle.Method) {
    let segments = T.segments(150, vocabularySize: 14, seed: 7) + [[0, 12, 13, 0]]
    let oracles = Oracle.Unseen.allCases.map {
      Oracle(
        segments: segments, vocabularySize: 14, endOfSegment: 1, order: 3, method: method, backsOff: false, unseen: $0)
    }
    for history: [UInt32] in [[14], [14, 2], [3, 2], [13], [12, 13]] {
      for id: UInt32 in 0..<14 {
        #expect(
          isClose(
            oracles[0].probability(of: id, after: history), oracles[1].probability(of: id, after: history),
            within: 1e-12))
      }
    }
  }

  @Test func onlyTheLastIDsOfTheHistoryCount() {
    let oracle = T.oracle(.wittenBell, order: 3)
    #expect(
      oracle.probability(of: T.a, after: [T.bos, T.c, T.a, T.b]) == oracle.probability(of: T.a, after: [T.a, T.b]))
  }
}
