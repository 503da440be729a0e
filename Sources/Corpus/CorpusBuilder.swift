internal import Evaluation
public import Text

/// From batches of tokens to a corpus.
///
///     var builder = CorpusBuilder(settings)
///     try tokenizer.tokenize(source) { builder.append($0, to: .train) }
///     let corpus = try builder.finish()
///
/// Memory: 8 bytes a token, 16 a segment (without segments 8 a token), up to twice that while arrays grow, and the
/// types.
public struct CorpusBuilder: Sendable {
  private let settings: CorpusSettings
  private var table = TypeTable()
  private var streams: [RawStream]

  public init(_ settings: CorpusSettings) {
    self.settings = settings
    let hasSegments = settings.tokenizer.boundary != .none
    streams = Split.Name.allCases.map { _ in RawStream(hasSegments: hasSegments) }
  }

  /// Adds a batch: to `train` where the text is to be divided by shares, else to the split whose file it is from.
  public mutating func append(_ batch: borrowing TokenBatch, to split: Split.Name) {
    streams[Self.index(split)].append(batch, &table)
  }

  /// Bytes that must be free to go on: arrays double when they are full, and the streams of ids come beside these.
  public var memoryToGoOn: Int { 4 * streams.map(\.memory).reduce(0, +) + 2 * table.memory }

  /// - Parameter paths: the sources of each split, for errors.
  /// - Throws: a ``CorpusError`` where a split or the vocabulary would be empty.
  public consuming func finish(paths: [Split.Name: [String]] = [:]) throws(CorpusError) -> Corpus {
    guard streams.allSatisfy({ $0.types.count + $0.segmentEnds.count < RawStream.limit }) else {
      throw .tooLarge(what: "tokens and lines in one text", limit: RawStream.limit)
    }
    guard table.count < Vocabulary.limit - 2 else {
      throw .tooLarge(what: "distinct tokens", limit: Vocabulary.limit - 2)
    }
    let parts = try split(paths)
    guard !parts[0].positions.isEmpty else { throw .onlyEmptySegments(.train, segments: parts[0].stretches.count) }
    let train = parts[0].stream.types[parts[0].positions]
    var counts = Array(repeating: UInt64(0), count: table.count)
    for type in train { counts[Int(type)] += 1 }
    let unknown = (0..<table.count).first { table.token($0) == Vocabulary.unknownToken }
    var known = counts
    // A literal <unk> is a token that is not known, and no type.
    if let unknown { known[unknown] = 0 }
    let (vocabulary, ids) = try makeVocabulary(known, tokens: train.count, segments: parts[0].stretches.count)
    let boundary = settings.tokenizer.boundary
    var splits: [Split] = []
    for (name, part) in zip(Split.Name.allCases, parts) {
      splits.append(Self.makeSplit(name, part, ids, vocabulary, boundary: boundary.rawValue))
    }
    return Corpus(
      settings: settings, vocabulary: vocabulary, splits: splits,
      typeCounts: known.filter { $0 > 0 }.sorted(by: >))
  }

  private static func index(_ split: Split.Name) -> Int { Split.Name.allCases.firstIndex(of: split) ?? 0 }

  // MARK: splitting

  private func split(_ paths: [Split.Name: [String]]) throws(CorpusError) -> [RawPart] {
    let all = streams[0]
    guard !all.types.isEmpty else { throw .noTokens(paths: paths[.train] ?? []) }
    let used = settings.maxTokens.map { all.stretches(within: $0) } ?? all.stretches
    guard used > 0 else {
      throw .firstSegmentTooLong(tokens: all.position(1), maxTokens: settings.maxTokens ?? 0)
    }
    guard case .shares(let train, let valid, let test) = settings.splitting else {
      for name in [Split.Name.valid, .test] where streams[Self.index(name)].types.isEmpty {
        throw .emptyFiles(name, paths: paths[name] ?? [])
      }
      return [RawPart(stream: all, stretches: 0..<used)]
        + streams.dropFirst().map { RawPart(stream: $0, stretches: 0..<$0.stretches) }
    }
    // ⌊n · share / 100⌋ without overflow for any n.
    func cut(_ share: Int) -> Int { used / 100 * share + used % 100 * share / 100 }
    let cuts = [0, cut(train), cut(train + valid), used]
    for (index, share) in [train, valid, test].enumerated() where share > 0 && cuts[index] == cuts[index + 1] {
      throw .emptySplit(Split.Name.allCases[index], stretches: used, isSegments: all.hasSegments)
    }
    return (0..<3).map { RawPart(stream: all, stretches: cuts[$0]..<cuts[$0 + 1]) }
  }

  // MARK: vocabulary

  /// - Returns: the vocabulary, and the id of each type of the table.
  private func makeVocabulary(
    _ counts: [UInt64], tokens: Int, segments: Int
  ) throws(CorpusError) -> (Vocabulary, [UInt32]) {
    let (table, hasEOS) = (table, settings.tokenizer.boundary != .none)
    var kept = (0..<table.count).filter { counts[$0] >= UInt64(max(1, settings.minCount)) }
    guard !kept.isEmpty else {
      throw .emptyVocabulary(
        types: counts.count { $0 > 0 }, minCount: settings.minCount, highestCount: counts.max() ?? 0)
    }
    kept.sort { left, right in
      if counts[left] != counts[right] { return counts[left] > counts[right] }
      return table.bytes[table.range(of: left)].lexicographicallyPrecedes(table.bytes[table.range(of: right)])
    }
    if let most = settings.maxVocabulary { kept = Array(kept.prefix(most)) }
    var ids = Array(repeating: SpecialID.unknown, count: table.count)
    var types = [Vocabulary.unknownToken] + (hasEOS ? [Vocabulary.eosToken] : [])
    var countsOfIDs: [UInt64] = [UInt64(tokens)] + (hasEOS ? [UInt64(segments)] : [])
    for type in kept {
      ids[type] = UInt32(types.count)
      types.append(table.token(type))
      countsOfIDs.append(counts[type])
      countsOfIDs[0] -= counts[type]
    }
    return (Vocabulary(tokens: types, counts: countsOfIDs, hasEOS: hasEOS), ids)
  }

  // MARK: ids

  private static func makeSplit(
    _ name: Split.Name, _ part: RawPart, _ idOfType: [UInt32], _ vocabulary: Vocabulary, boundary: String
  ) -> Split {
    var ids: [UInt32] = []
    var oov = 0
    func append(_ positions: Range<Int>) {
      for type in part.stream.types[positions] {
        let id = idOfType[Int(type)]
        if id == SpecialID.unknown { oov += 1 }
        ids.append(id)
      }
    }
    if vocabulary.hasEOS {
      for segment in part.stretches {
        append(part.stream.position(segment)..<part.stream.position(segment + 1))
        ids.append(SpecialID.endOfSegment)
      }
    } else {
      append(part.positions)
    }
    return Split(
      name: name, ids: ids, tokens: part.positions.count, segments: vocabulary.hasEOS ? part.stretches.count : 0,
      oov: oov, characters: part.extent.scalars, bytes: part.extent.bytes,
      sha256: vocabulary.identity(of: ids, boundary: boundary))
  }
}
