/// How a word comes back: measures of the distances between its occurrences, which need no parts.
public struct Recurrence: Sendable, Equatable {
  /// How often the word occurs.
  public let frequency: Int
  /// The average reduced frequency: (1/v) Σ min(d, v) with v = N/f, over all f distances, the last one going round from
  /// the text's end to its start.
  ///
  /// f for a word at equal distances, 1 for one whose occurrences are all together; nil where it does not occur.
  /// Savický & Hlaváčová, "Measures of word commonness", Journal of Quantitative Linguistics 9 (2002).
  public let reducedFrequency: Double?
  /// Burstiness B = (σ − m)/(σ + m) of the f − 1 distances between occurrences (population σ): −1 for equal distances,
  /// 0 for chance, towards 1 for bursts; nil for fewer than two occurrences.
  ///
  /// Goh & Barabási, "Burstiness and memory in complex systems", Europhysics Letters 81 (2008), equation 1.
  public let burstiness: Double?

  /// The recurrence of some words.
  /// - Returns: one for each id.
  /// - Complexity: O(tokens · log ids); memory 8 bytes for each occurrence.
  public static func measure(_ ids: [UInt32], in stream: [UInt32]) -> [Recurrence] {
    let words = WordLookup(ids)
    var positions = Array(repeating: [Int](), count: words.sorted.count)
    for position in stream.indices {
      if let word = words.index(of: stream[position]) { positions[word].append(position) }
    }
    return ids.compactMap { id in
      words.index(of: id).map { Recurrence(positions: positions[$0], tokens: stream.count) }
    }
  }

  /// - Parameters:
  ///   - positions: ascending, each in 0..<tokens.
  init(positions: [Int], tokens: Int) {
    frequency = positions.count
    guard let first = positions.first, let last = positions.last else {
      (reducedFrequency, burstiness) = (nil, nil)
      return
    }
    let distances = zip(positions.dropFirst(), positions).map { Double($0 - $1) }
    let mean = Double(tokens) / Double(positions.count)
    let around = Double(tokens - last + first)
    reducedFrequency = (distances.reduce(min(around, mean)) { $0 + min($1, mean) }) / mean
    let gaps = Double(distances.count)
    let gap = distances.reduce(0, +) / gaps
    let deviation = (distances.reduce(0) { $0 + ($1 - gap) * ($1 - gap) } / gaps).squareRoot()
    burstiness = defined((deviation - gap) / (deviation + gap))
  }
}
