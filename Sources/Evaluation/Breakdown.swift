/// A split's ln p in groups of positions: where a model does well and where it does not.
public enum Breakdown {
  /// One group.
  public struct Row: Equatable, Sendable {
    /// Of the label among all.
    public let place: Int
    public let label: String
    public let positions: Int
    /// −Σ ln p, in nats; infinite where one of the probabilities is zero.
    public let nats: Double

    public init(place: Int, label: String, positions: Int, nats: Double) {
      (self.place, self.label, self.positions, self.nats) = (place, label, positions, nats)
    }
  }

  /// Which group each position belongs to, and what the groups are called.
  public struct Bins: Equatable, Sendable {
    /// One a position; an index of `labels`.
    public let places: [UInt8]
    public let labels: [String]

    /// - Parameter labels: at most 256.
    public init(places: [UInt8], labels: [String]) {
      precondition(labels.count <= 256 && places.allSatisfy { $0 < labels.count }, "a label for each group")
      (self.places, self.labels) = (places, labels)
    }
  }

  /// The groups that have positions, in order of their labels.
  ///
  /// - Parameters:
  ///   - logProbabilities: ln p of each position, in nats.
  ///   - bins: of the same count.
  /// - Complexity: O(positions).
  public static func rows(_ logProbabilities: [Double], _ bins: Bins) -> [Row] {
    precondition(logProbabilities.count == bins.places.count, "one group a position")
    var counts = [Int](repeating: 0, count: bins.labels.count)
    var nats = [Double](repeating: 0, count: bins.labels.count)
    for (place, logProbability) in zip(bins.places, logProbabilities) {
      counts[Int(place)] += 1
      nats[Int(place)] -= logProbability
    }
    return bins.labels.indices.filter { counts[$0] > 0 }.map { place in
      Row(place: place, label: bins.labels[place], positions: counts[place], nats: nats[place])
    }
  }

  // MARK: Groups

  /// By how often training has the token, in powers of ten; `<unk>`, types that training never has, and `<eos>` apart.
  ///
  /// - Parameters:
  ///   - counts: of each type in training, by id.
  ///   - endOfSegment: the id of `<eos>`; nil without segments.
  public static func byFrequency(_ ids: [UInt32], counts: [Int], endOfSegment: UInt32?) -> Bins {
    let band = counts.indices.map { id -> UInt8 in
      if id == Int(SpecialID.unknown) { return 0 }
      if endOfSegment.map(Int.init) == id { return UInt8(frequencies.count - 1) }
      // 1 for none, 2 for one, 3 for up to 9, then one for each further digit.
      let count = counts[id]
      return count <= 0 ? 1 : count == 1 ? 2 : UInt8(min(2 + "\(count)".count, frequencies.count - 2))
    }
    return Bins(places: ids.map { Int($0) < band.count ? band[Int($0)] : 0 }, labels: frequencies)
  }

  private static let frequencies = [
    "<unk>", "0", "1", "2–9", "10–99", "100–999", "1,000–9,999", "≥ 10,000", "<eos>",
  ]

  /// By the place in the segment, from 1; `<eos>` has the last one.
  public static func byPosition(_ ids: [UInt32], endOfSegment: UInt32) -> Bins {
    var place = 0
    let places = ids.map { id -> UInt8 in
      defer { place = id == endOfSegment ? 0 : place + 1 }
      // Of place − 0 the number of binary digits: 0, 1, 2–3, 4–7 … from 0 on.
      return UInt8(min(Int.bitWidth - place.leadingZeroBitCount, positions.count - 1))
    }
    return Bins(places: places, labels: positions)
  }

  private static let positions = ["1", "2", "3–4", "5–8", "9–16", "17–32", "33+"]

  /// By the length of the longest n-gram that ends at the position and that training has.
  ///
  /// - Parameter lengths: one a position: 0 where training never has the token, n where it has it after all of the n − 1
  ///   tokens before it.
  public static func byHistory(lengths: [Int]) -> Bins {
    let most = min(lengths.max() ?? 0, 255)
    return Bins(
      places: lengths.map { UInt8(min(max($0, 0), most)) },
      labels: (0...most).map { $0 == 0 ? "unseen" : "\($0)-gram" })
  }
}
