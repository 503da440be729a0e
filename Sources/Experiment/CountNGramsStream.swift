internal import Corpus
internal import Counts
internal import Evaluation
internal import Text

/// What `lmctl count` counts: ids, and how each is written.
struct CountedStream {
  var ids: [UInt32]
  /// The token of each id, as it is written to a file.
  private(set) var tokens: [[UInt8]]
  /// The id that ends a segment, or nil without segments.
  private(set) var endOfSegment: UInt32?

  init(ids: [UInt32], tokens: [[UInt8]], endOfSegment: UInt32?) {
    self.ids = ids
    self.tokens = tokens
    self.endOfSegment = endOfSegment
  }

  /// Text, all of it, tokenized as a corpus's would be.
  init(_ arguments: [String], _ settings: TokenizerSettings, _ bench: Workbench) throws {
    let tokenizer = try Tokenizer(settings)
    let sources = try Source.expand(arguments)
    let builder = try CorpusBuilder(
      CorpusSettings(tokenizer: settings, splitting: .shares(train: 100, valid: 0, test: 0)), threads: bench.threads)
    let hasSegments = settings.boundary != .none
    var (lines, notes) = (0, SourceNotes(settings))
    bench.progress(.stage("reading"))
    for source in sources {
      let size = source.size
      let summary = try builder.read(source, with: tokenizer, into: .train) { _, fileBytes in
        try bench.require(builder.memoryToGoOn + Workbench.leastMemory, for: "the text")
        bench.progress(.amount(done: fileBytes, total: size, unit: "bytes"))
      }
      lines += summary.lines
      notes.add(summary)
    }
    notes.tell(bench)
    let corpus: Corpus
    do { corpus = try builder.finish() } catch CorpusError.noTokens {
      // Lines without tokens are segments too, and a part of a text may have no other.
      let segments = hasSegments && !settings.dropsEmptySegments ? lines : 0
      self.init(
        ids: Array(repeating: 0, count: segments), tokens: [CountLinesWriter.segmentEnd],
        endOfSegment: hasSegments ? 0 : nil)
      return
    }
    let writer = TokenWriter(.exact, escapesSpaces: settings.unit != .whitespace)
    var tokens = corpus.vocabulary.tokens.map { token in
      var written: [UInt8] = []
      writer.append(token[...], to: &written)
      return written
    }
    if hasSegments { tokens[Int(SpecialID.endOfSegment)] = CountLinesWriter.segmentEnd }
    self.init(
      ids: corpus.split(.train).ids, tokens: tokens, endOfSegment: hasSegments ? SpecialID.endOfSegment : nil)
  }

  /// Ids of an exported stream.
  init(idsOf path: String, hasSegments: Bool, vocabulary: String?, _ bench: Workbench) throws {
    bench.progress(.stage("reading"))
    let ids = try NumPyIDs.read(path) { try bench.require($0 + Workbench.leastMemory, for: "the ids of \(path)") }
    let highest = ids.max().map(Int.init) ?? 0
    if let vocabulary {
      let settings = TokenizerSettings(boundary: hasSegments ? .line : .none)
      // Which kind of text it was made from makes no difference here.
      let types = try VocabularySource(vocabulary, for: settings, bench.silent).types
      let specials = [Vocabulary.unknownToken] + (hasSegments ? [CountLinesWriter.segmentEnd] : [])
      let writer = TokenWriter(.exact, escapesSpaces: true)
      let tokens = types.map { token in
        var written: [UInt8] = []
        writer.append(token[...], to: &written)
        return written
      }
      guard highest < specials.count + tokens.count else {
        throw CountLinesError.malformedIDs(
          path: path,
          reason:
            "id \(highest) is not in the vocabulary '\(vocabulary)', which has \(specials.count + tokens.count) types")
      }
      self.init(ids: ids, tokens: specials + tokens, endOfSegment: hasSegments ? SpecialID.endOfSegment : nil)
    } else {
      let end = hasSegments ? SpecialID.endOfSegment : nil
      // One id may be near 2³¹: no more is made of a file than it has ids.
      let isDense = highest < max(1 << 16, ids.count)
      // The set is made with up to 2⅔ places of four bytes for each of them, and what it holds is sorted then.
      if !isDense { try bench.require(ids.count * 20, for: "\(ids.count) ids") }
      let known =
        isDense
        ? Array(0...UInt32(max(highest, Int(SpecialID.endOfSegment)))) : Set(ids).union(end.map { [$0] } ?? []).sorted()
      try bench.require(known.count * 128, for: "\(known.count) ids")
      self.init(
        ids: isDense ? ids : Self.numbered(ids, known),
        tokens: known.map { $0 == end ? CountLinesWriter.segmentEnd : Array("\($0)".utf8) },
        endOfSegment: end.flatMap { end in known.firstIndex(of: end).map(UInt32.init) })
    }
  }

  /// For each id its place among those that are known.
  private static func numbered(_ ids: [UInt32], _ known: [UInt32]) -> [UInt32] {
    let places = Dictionary(uniqueKeysWithValues: zip(known, (0 as UInt32)...))
    return ids.map { places[$0] ?? 0 }
  }

  /// Gives ids in the byte order of tokens.
  mutating func sort() {
    // The first eight bytes decide nearly always.
    let prefixes = tokens.map { token in
      (0..<8).reduce(UInt64(0)) { $0 << 8 | ($1 < token.count ? UInt64(token[$1]) : 0) }
    }
    let order = tokens.indices.sorted { left, right in
      prefixes[left] == prefixes[right]
        ? tokens[left].lexicographicallyPrecedes(tokens[right]) : prefixes[left] < prefixes[right]
    }
    var numbers = Array(repeating: UInt32(0), count: tokens.count)
    for (number, id) in order.enumerated() { numbers[id] = UInt32(number) }
    tokens = order.map { tokens[$0] }
    endOfSegment = endOfSegment.map { numbers[Int($0)] }
    var ids = ids.mutableSpan
    for index in ids.indices { ids[index] = numbers[Int(ids[index])] }
  }

  /// The tokens as a terminal may show them.
  var shown: [[UInt8]] {
    let writer = TokenWriter(.visible, escapesSpaces: false)
    return tokens.map { token in
      var written: [UInt8] = []
      writer.append(token[...], to: &written)
      return written
    }
  }
}

extension Workbench {
  /// Tells nothing.
  fileprivate var silent: Workbench {
    Workbench(database: database, threads: threads, arguments: arguments) { _ in }
  }
}
