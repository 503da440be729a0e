internal import Evaluation
internal import Platform
public import Text

/// From sources to a corpus, on several threads.
///
///     let builder = try CorpusBuilder(settings, threads: 2)
///     let summary = try builder.read(source, with: tokenizer, into: .train) { progress in … }
///     let corpus = try builder.finish()
///
/// The corpus is the same for any number of threads. Memory: 4 bytes a token and segment, one or two for each segment
/// (without segments: token) of valid and test, and the types once for each thread.
public final class CorpusBuilder {
  private let settings: CorpusSettings
  private let threads: Int
  private let tables: [TypeTable]
  /// What each table took when its last chunk came in: asking it while its thread works would be a race.
  private var tableMemory: [Int]
  private var streams: [RawStream]
  private var lossless: LosslessText

  public init(_ settings: CorpusSettings, threads: Int) throws {
    self.settings = settings
    self.threads = threads
    tables = try (0..<threads).map { _ in try TypeTable() }
    tableMemory = Array(repeating: 0, count: threads)
    let tokenizer = settings.tokenizer
    lossless = LosslessText(tokenizer)
    streams = Split.Name.allCases.map { _ in
      RawStream(
        hasSegments: tokenizer.boundary != .none, dropsEmptySegments: tokenizer.dropsEmptySegments)
    }
  }

  /// Reads a source: into `train` where the text is to be divided by shares, else into the split that it is of.
  ///
  /// - Parameter progress: told part by part how much text has come, and how much of the source's file had been read by
  ///   then; what it throws ends the reading.
  /// - Throws: a ``TextError``, ``OutOfMemory``, or what `progress` throws.
  public func read(
    _ source: Source, with tokenizer: Tokenizer, into split: Split.Name,
    progress: @escaping (_ part: SourceExtent, _ fileBytes: Int) throws -> Void = { _, _ in }
  ) throws -> SourceSummary {
    let index = Self.index(split)
    let pass = try SourcePass(source, tokenizer) { [self] in
      if !isFull(split) { append($0, index) }
      tableMemory[$0.table] = $0.tableMemory
      try progress($0.extent, $0.fileBytes)
    }
    let workers = tokenizer.isSequential ? 1 : threads
    var tokenizers: [ChunkTokenizer] = []
    for _ in 0..<workers { tokenizers.append(try tokenizer.chunkTokenizer()) }
    let made = tokenizers
    concurrently(workers) { number in
      var (tokenizer, scratch) = (made[number], [UInt32]())
      pass.work(&tokenizer, tables[number], number, &scratch)
    }
    let summary = try pass.finish()
    streams[index].endSource(endsInLine: summary.endsInLine)
    lossless.add(summary)
    return summary
  }

  /// Bytes that must be free to go on and to finish.
  public var memoryToGoOn: Int { 4 * tableMemory.reduce(0, +) + (1 << 24) }

  /// - Parameters:
  ///   - vocabulary: the types that have ids, in their order, without special ones; nil to make it from `train`.
  ///   - paths: the sources of each split, for errors.
  /// - Throws: a ``CorpusError`` where a split or the vocabulary would be empty; ``OutOfMemory``.
  public func finish(vocabulary types: [[UInt8]]? = nil, paths: [Split.Name: [String]] = [:]) throws -> Corpus {
    guard streams.allSatisfy({ $0.positions < RawStream.limit }) else {
      throw CorpusError.tooLarge(what: "tokens and lines in one text", limit: RawStream.limit)
    }
    let parts = try split(paths)
    guard parts[0].tokens > 0 else { throw CorpusError.onlyEmptySegments(.train, segments: parts[0].segments) }
    let merged = try MergedTypes(tables)
    guard merged.tokens.count < Vocabulary.limit - 2 else {
      throw CorpusError.tooLarge(what: "distinct tokens", limit: Vocabulary.limit - 2)
    }
    let counts = merged.counts(in: streams[0], parts[0].positions)
    let hasEOS = settings.tokenizer.boundary != .none
    let maker = VocabularyMaker(
      tokens: merged.tokens, counts: counts, hasEOS: hasEOS, segments: parts[0].segments)
    let (vocabulary, ids) =
      if let types { try maker.fixed(types) } else {
        try maker.mostFrequent(minCount: settings.minCount, atMost: settings.maxVocabulary)
      }
    let (splits, isReversible) = makeSplits(
      parts, merged.numbering(ids, endOfSegment: SpecialID.endOfSegment), vocabulary)
    return Corpus(
      settings: settings, vocabulary: vocabulary, splits: splits, typeCounts: maker.typeCounts,
      isReversible: isReversible)
  }

  private static func index(_ split: Split.Name) -> Int { Split.Name.allCases.firstIndex(of: split) ?? 0 }

  // MARK: reading

  private func append(_ chunk: SourcePass.Numbered, _ index: Int) {
    let before = streams[index].stretches
    streams[index].append(chunk.numbers, table: chunk.table, chunk.extents)
    // Of a chunk that goes beyond what may be kept, perhaps nothing is.
    let kept = streams[index].tokens <= settings.maxTokens ?? .max ? streams[index].stretches : before
    streams[index].forget(before: min(before, firstCut(kept)))
  }

  /// The first place where a stream of so many stretches is cut; it only grows.
  private func firstCut(_ stretches: Int) -> Int {
    if case .shares(let train, _, _) = settings.splitting { return share(train, of: stretches) }
    return stretches
  }

  /// Whether a stream has all that it may have: what follows is read, but not kept.
  private func isFull(_ split: Split.Name) -> Bool {
    guard let most = settings.maxTokens, split == .train else { return false }
    return streams[0].tokens > most
  }

  // MARK: splitting

  /// What a split is made of.
  private struct Part {
    let name: Split.Name
    let stream: Int
    let positions: Range<Int>
    let segments: Int
    let extent: SourceExtent

    var tokens: Int { positions.count - segments }
  }

  /// ⌊n · share / 100⌋ without overflow for any n.
  private func share(_ share: Int, of count: Int) -> Int { count / 100 * share + count % 100 * share / 100 }

  private func split(_ paths: [Split.Name: [String]]) throws(CorpusError) -> [Part] {
    let all = streams[0]
    guard all.tokens > 0 else { throw .noTokens(paths: paths[.train] ?? []) }
    let used = settings.maxTokens.map { all.stretches(within: $0) } ?? all.stretches
    guard used > 0 else {
      throw .firstSegmentTooLong(tokens: all.position(1) - 1, maxTokens: settings.maxTokens ?? 0)
    }
    guard case .shares(let train, let valid, let test) = settings.splitting else {
      for name in [Split.Name.valid, .test] where streams[Self.index(name)].tokens == 0 {
        throw .emptyFiles(name, paths: paths[name] ?? [])
      }
      return Split.Name.allCases.map { name in
        let index = Self.index(name)
        return part(name, index, 0..<(index == 0 ? used : streams[index].stretches))
      }
    }
    let cuts = [0, share(train, of: used), share(train + valid, of: used), used]
    for (index, share) in [train, valid, test].enumerated() where share > 0 && cuts[index] == cuts[index + 1] {
      throw .emptySplit(Split.Name.allCases[index], stretches: used, isSegments: all.hasSegments)
    }
    return Split.Name.allCases.map { name in
      let index = Self.index(name)
      return part(name, 0, cuts[index]..<cuts[index + 1])
    }
  }

  /// Text after the last stretch belongs to the part that holds the stream's end.
  private func part(_ name: Split.Name, _ index: Int, _ stretches: Range<Int>) -> Part {
    let stream = streams[index]
    let (before, after) = (stream.extent(first: stretches.lowerBound), stream.extent(first: stretches.upperBound))
    var extent = SourceExtent(bytes: after.bytes - before.bytes, scalars: after.scalars - before.scalars)
    if stretches.upperBound == stream.stretches && !stretches.isEmpty { extent += stream.trailing }
    return Part(
      name: name, stream: index,
      positions: stream.position(stretches.lowerBound)..<stream.position(stretches.upperBound),
      segments: stream.hasSegments ? stretches.count : 0, extent: extent)
  }

  // MARK: ids

  /// Numbers become ids where they stand; the splits, and whether they give the text back.
  private func makeSplits(_ parts: [Part], _ ids: [[UInt32]], _ vocabulary: Vocabulary) -> ([Split], Bool) {
    for index in streams.indices { streams[index].renumber(ids) }
    let made = parts.map { part in
      let stream = streams[part.stream]
      let ids = IDStream(stream.parts(of: part.positions).map { stream.parts[$0.part].numbers[$0.offsets] })
      return (ids: ids, oov: ids.count(of: SpecialID.unknown), bytes: part.extent.bytes)
    }
    let (lossless, boundary) = (lossless, settings.tokenizer.boundary.rawValue)
    // Both read all ids, and each takes as long as the other.
    var isReversible = false
    let digests = concurrently {
      let identity = StreamIdentity(vocabulary, boundary: boundary)
      return made.map { identity.of($0.ids) }
    } with: {
      isReversible = lossless.holds(made, vocabulary)
    }
    let splits = zip(parts, zip(made, digests)).map { part, made in
      Split(
        name: part.name, stream: made.0.ids, tokens: part.tokens, segments: part.segments, oov: made.0.oov,
        characters: part.extent.scalars, bytes: part.extent.bytes, sha256: made.1)
    }
    return (splits, isReversible)
  }
}
