internal import Ledger
internal import Statistics

/// Which types are looked for in the parts of the text.
public struct DispersionList: Equatable, Sendable {
  /// How many of the most frequent types.
  public var limit = 10
  /// Types by name, as they stand in the vocabulary; with some, `limit` counts for nothing.
  public var named: [String] = []
  /// Into how many contiguous parts of nearly equal size the text is cut.
  public var parts = 100

  public static let mostParts = Dispersion.mostParts

  public init() {}

  /// - Throws: ``ExperimentError/noType(_:corpus:)``.
  func words(in corpus: StoredCorpus) throws(ExperimentError) -> [UInt32] {
    if named.isEmpty {
      return corpus.tokens.lazy.filter { $0.rank != nil }.prefix(limit).map { UInt32($0.id) }
    }
    var ids: [UInt32] = []
    for name in named {
      let bytes = Array(name.utf8)
      guard let token = corpus.tokens.first(where: { $0.bytes == bytes && $0.rank != nil }) else {
        throw .noType(name, corpus: corpus.record.name)
      }
      ids.append(UInt32(token.id))
    }
    return ids
  }

  /// - Parameter stream: without segment ends.
  func list(_ words: [UInt32], _ stream: [UInt32], _ corpus: StoredCorpus) -> [StatsResult.Spread] {
    zip(words, Dispersion.measure(words, in: stream, parts: parts)).map { id, dispersion in
      StatsResult.Spread(
        type: corpus.shown(id), count: dispersion.frequencies.reduce(0, +), parts: parts, range: dispersion.range,
        juillandD: dispersion.juillandD, proportionDeviation: dispersion.proportionDeviation,
        normalisedProportionDeviation: dispersion.normalisedProportionDeviation)
    }
  }
}
