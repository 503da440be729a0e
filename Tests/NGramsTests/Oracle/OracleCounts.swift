/// The n-grams of a text in plain dictionaries: what every oracle starts from.
///
/// A segment is `<bos>` w₁ … wₘ `<eos>` with one `<bos>`, whose id is V. An n-gram ends at a token or at `<eos>`, never
/// at `<bos>`, and lies within its segment. Without `<eos>` the whole text is one stream, and no `<bos>` stands before it.
struct OracleCounts {
  let order: Int
  let vocabularySize: Int
  let endOfSegment: UInt32?
  /// raw[n − 1][g]: how often the n-gram g occurs.
  private(set) var raw: [[[UInt32]: Int]]
  /// c(h) = Σ_w c(h w), for every history that something follows.
  private(set) var totals: [[UInt32]: Int] = [:]
  /// The first ids of a stream without segments, at most N.
  private let streamStart: [UInt32]

  init(segments: [[UInt32]], vocabularySize: Int, endOfSegment: UInt32?, order: Int) {
    self.order = order
    self.vocabularySize = vocabularySize
    self.endOfSegment = endOfSegment
    raw = Array(repeating: [:], count: order)
    streamStart = endOfSegment == nil ? Array(segments.joined().prefix(order)) : []
    for (history, token) in positions(of: segments) {
      for n in 1...order where history.count >= n - 1 {
        raw[n - 1][history.suffix(n - 1) + [token], default: 0] += 1
        totals[Array(history.suffix(n - 1)), default: 0] += 1
      }
    }
  }

  /// Every position of a text: the token, and the N − 1 ids before it, or as many as its segment has.
  func positions(of segments: [[UInt32]]) -> [(history: [UInt32], token: UInt32)] {
    let bos = UInt32(vocabularySize)
    let sequences = endOfSegment.map { eos in segments.map { [bos] + $0 + [eos] } } ?? [Array(segments.joined())]
    let first = endOfSegment == nil ? 0 : 1
    return sequences.flatMap { ids in
      ids.indices.dropFirst(first).map { (Array(ids[max(0, $0 - order + 1)..<$0]), ids[$0]) }
    }
  }

  /// The counts of Kneser & Ney: raw at the highest order; below it, how many different tokens stand to the left.
  ///
  /// Nothing can stand to the left of `<bos>`: what begins with it keeps its raw count (Chen & Goodman 1998, KenLM and
  /// SRILM alike). The start of a stream without segments is one more left neighbour of what stands there.
  func continuation(ofOrder n: Int) -> [[UInt32]: Int] {
    if n == order { return raw[n - 1] }
    var counts: [[UInt32]: Int] = [:]
    for longer in raw[n].keys { counts[Array(longer.dropFirst()), default: 0] += 1 }
    for (ngram, count) in raw[n - 1] where ngram[0] == UInt32(vocabularySize) { counts[ngram] = count }
    if streamStart.count >= n { counts[Array(streamStart.prefix(n)), default: 0] += 1 }
    return counts
  }

  /// t_r: how many n-grams have the count r.
  static func countsOfCounts(_ counts: [[UInt32]: Int]) -> (Int) -> Double {
    let t: [Int: Int] = counts.values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    return { Double(t[$0, default: 0]) }
  }

  /// What follows each history, in order of ids: sums over it are the same in every run.
  static func byHistory(_ counts: [[UInt32]: Int]) -> [[UInt32]: [(token: UInt32, count: Int)]] {
    var histories: [[UInt32]: [(token: UInt32, count: Int)]] = [:]
    for (ngram, count) in counts {
      histories[Array(ngram.dropLast()), default: []].append((ngram[ngram.count - 1], count))
    }
    return histories.mapValues { $0.sorted { $0.token < $1.token } }
  }
}
