/// The formulas: from the counts of what was seen after one history, and its probabilities one order below, to those of
/// this order and the back-off weight.
///
///     interpolated:  P(w | h) = kept(c(h w)) / B + γ(h) P(w | h'),   γ(h) = 1 − Σ kept / B
///     back-off:      P(w | h) = kept(c(h w)) / B,                    β(h) = (1 − Σ P(w | h)) / (1 − Σ P(w | h'))
///
/// over the words w that were seen after h; for all others β(h) P(w | h'), where β = γ if interpolated. B is
/// C = Σ c(h w), or C + T for Witten–Bell, T the number of types after h. N-grams that are cut off count in C and T, and
/// keep nothing.
struct HistorySmoother {
  var discount: Discount
  var interpolates: Bool
  /// SRILM's care for histories that would leave nothing over.
  var leavesSome: Bool
  var vocabularySize: Int
  var cutoff: UInt32
  /// Jelinek–Mercer: λ by the bucket of c(h).
  var weights: [Double]?
  /// Stupid back-off: β of every history.
  var factor: Double?

  /// SRILM takes less probability than this for none.
  static let epsilon = 3e-6

  /// - Parameters:
  ///   - counts: c(h w), adjusted where the smoothing wants it.
  ///   - occurrences: how often each h w occurs, which decides what is cut off.
  ///   - p: P(w | h') on entry, P(w | h) after; those of this history begin at `first`.
  /// - Returns: β(h).
  func smooth(
    _ counts: Span<UInt32>, _ occurrences: Span<UInt32>, _ p: inout MutableSpan<Double>, from first: Int = 0
  ) -> Double {
    var (total, kept, lower) = (0.0, 0.0, 0.0)
    // What is taken off, summed by itself: 1 − Σ kept / B would lose its digits.
    var off = discount.addsTypes ? Double(counts.count) : 0
    for i in counts.indices {
      let count = Double(counts[i])
      total += count
      if isListed(counts[i], occurrences[i]) {
        let mine = discount.kept(counts[i])
        kept += mine
        off += count - mine
        lower += p[first + i]
      } else {
        off += count
      }
    }
    if total == 0 { return factor ?? 1 }
    var base = discount.addsTypes ? total + Double(counts.count) : total
    if let factor {
      for i in counts.indices { p[first + i] = Double(counts[i]) / base }
      return factor
    }
    if let weights {
      let weight = weights[JelinekMercerWeights.bucket(UInt64(total))]
      kept *= weight
      off = total - kept
      let gamma = off / base
      for i in counts.indices { p[first + i] = weight * Double(counts[i]) / base + gamma * p[first + i] }
      return gamma
    }
    let gamma = off / base
    let mayLeave = leavesSome && counts.count < vocabularySize
    if interpolates && !(mayLeave && kept / base + gamma * lower > 1 - Self.epsilon) {
      for i in counts.indices {
        let mine = isListed(counts[i], occurrences[i]) ? discount.kept(counts[i]) / base : 0
        p[first + i] = mine + gamma * p[first + i]
      }
      return gamma
    }
    // Doug Paul's rule in SRILM: the denominator grows by ones until something is left over.
    if mayLeave || !interpolates && counts.count < vocabularySize, kept / base > 1 - Self.epsilon {
      let grown = max(base, (kept / (1 - Self.epsilon)).rounded(.up))
      off += grown - base
      base = grown
    }
    let (left, leftBelow) = (off / base, 1 - lower)
    var (backoff, scale) = (1.0, 1.0)
    if leftBelow >= Self.epsilon {
      backoff = left < Self.epsilon ? 0 : left / leftBelow
    } else if abs(left) >= Self.epsilon {
      // Nothing is left below for what was not seen: what was seen shares all, but for what the lower order gives the rest.
      scale = (1 - max(0, leftBelow)) / (kept / base)
    }
    for i in counts.indices {
      p[first + i] =
        isListed(counts[i], occurrences[i])
        ? scale * discount.kept(counts[i]) / base : backoff * p[first + i]
    }
    return backoff
  }

  /// Whether an n-gram has a probability of its own: it is not cut off, and by back-off something of its count is kept.
  private func isListed(_ count: UInt32, _ occurrences: UInt32) -> Bool {
    occurrences > cutoff && (interpolates || discount.kept(count) > 0)
  }
}
