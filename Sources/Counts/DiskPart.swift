/// The n-grams of a trie on disk that occur in some text too: enough to say of this text what the whole says.
public struct DiskPart {
  /// Of each order the last ids, where the continuations begin (none at the highest order), and which n-grams of the whole
  /// these are. Of order 1 all.
  public struct Level {
    public var words: [UInt32]
    public var continuations: [UInt32]
    public var indices: [UInt32]
  }

  public let levels: [Level]
}

extension DiskTrie {
  /// - Parameters:
  ///   - text: the n-grams that are wanted; more of them do no harm.
  ///   - cutoffs: n-grams of order n that occur at most `cutoffs[n − 1]` times are left out; never falling.
  /// - Complexity: at most one reading of the files; memory: 12 bytes for each n-gram of the text.
  public func part(sharedWith text: NGramTrie, cutoffs: [UInt32]) throws -> DiskPart {
    let all = Array(0...UInt32(vocabularySize))
    var levels = [DiskPart.Level(words: all, continuations: [], indices: all)]
    // The same n-grams in the text.
    var ofText = all
    for n in 2..<max(2, text.order + 1) {
      var next = DiskPart.Level(words: [], continuations: [], indices: [])
      var nextOfText: [UInt32] = []
      var starts: [UInt32] = []
      var bounds = n > 2 ? level(n - 1).starts.map { DiskCursor($0, size: settings.batch) } : nil
      var following = DiskCursor(level(n).words, size: settings.batch)
      var counts = DiskCursor(level(n).counts, size: settings.batch)
      let (textStarts, textWords) = (text.levels[n - 2].continuations, text.levels[n - 1].words)
      for (index, inText) in zip(levels[n - 2].indices, ofText) {
        starts.append(UInt32(next.words.count))
        var place = Int(textStarts[Int(inText)])
        let end = Int(textStarts[Int(inText) + 1])
        if place == end { continue }
        let first = Int(try bounds?.value(at: Int(index)) ?? bigrams[Int(index)])
        let last = Int(try bounds?.value(at: Int(index) + 1) ?? bigrams[Int(index) + 1])
        for candidate in first..<last {
          let word = try following.value(at: candidate)
          while place < end, textWords[place] < word { place += 1 }
          if place == end { break }
          guard textWords[place] == word else { continue }
          if cutoffs[n - 1] > 0, try counts.value(at: candidate) <= cutoffs[n - 1] { continue }
          next.words.append(word)
          next.indices.append(UInt32(candidate))
          nextOfText.append(UInt32(place))
        }
      }
      levels[n - 2].continuations = starts + [UInt32(next.words.count)]
      levels.append(next)
      ofText = nextOfText
    }
    return DiskPart(levels: levels)
  }

  /// The n-grams that both have, with the counts that they have here.
  /// - Parameter text: the ids; order N counts how many orders.
  public func counts(sharedWith text: NGramTrie) throws -> NGramTrie {
    let part = try part(sharedWith: text, cutoffs: Array(repeating: 0, count: text.order))
    let levels = try part.levels.enumerated().map { index, level in
      NGramTrie.Level(
        words: level.words,
        counts: index == 0
          ? unigrams : try self.level(index + 1).counts.values(at: level.indices, window: settings.batch),
        continuations: level.continuations)
    }
    return NGramTrie(
      vocabularySize: vocabularySize, endOfSegment: endOfSegment, levels: levels,
      opening: Array(opening.prefix(text.order)), closing: Array(closing.suffix(text.order)))
  }

  /// The n-grams of a text, and of what stands before it.
  /// - Parameter history: what was read before; `<bos>` may come first.
  public func ngrams(of text: ArraySlice<UInt32>, after history: [UInt32], order: Int) throws -> NGramTrie {
    let counter = TrieCounter(
      order: order, vocabularySize: vocabularySize, endOfSegment: endOfSegment, threads: settings.threads)
    return try counter.count(history.filter { $0 < UInt32(vocabularySize) } + text)
  }
}
