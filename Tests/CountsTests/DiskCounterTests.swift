import Counts
import Foundation
import Testing

extension DiskSettings {
  /// So little at a time that a few hundred positions are many runs and slices.
  static func tiny(positions: Int, sliceBytes: Int = 100, batch: Int = 7, threads: Int = 1) -> DiskSettings {
    DiskSettings(
      folder: FileManager.default.temporaryDirectory.path, threads: threads, positions: positions,
      sliceBytes: sliceBytes, mergeBytes: 0, batch: batch)
  }
}

extension DiskTrie {
  /// The same in memory.
  func loaded() throws -> NGramTrie {
    let levels = try (1...order).map { n in
      let all = 0..<count(order: n)
      return NGramTrie.Level(
        words: try words(order: n, all), counts: try counts(order: n, all),
        continuations: n < order ? try starts(order: n, all) : [])
    }
    return NGramTrie(
      vocabularySize: vocabularySize, endOfSegment: endOfSegment, levels: levels, opening: opening, closing: closing)
  }
}

func countedOnDisk(
  _ stream: [UInt32], order: Int, size: Int, eos: UInt32?, _ settings: DiskSettings, piece: Int = 11
) throws -> DiskTrie {
  let counter = DiskCounter(order: order, vocabularySize: size, endOfSegment: eos, settings: settings)
  for start in stride(from: 0, to: stream.count, by: piece) {
    try counter.add(Array(stream[start..<min(start + piece, stream.count)]))
  }
  return try counter.finish()
}

@Suite struct DiskCounterTests {
  /// Blocks that end inside segments and at their ends, blocks shorter than an n-gram, segments longer than blocks.
  @Test(arguments: isLong ? [1, 2, 3, 5, 8] : [1, 2, 5], isLong ? [1, 3, 8, 40, 300] : [1, 8, 300])
  func blocksOfAnySizeGiveWhatOneCountGives(order: Int, size: Int) throws {
    for (eos, length) in [(nil, 250), (1, 250), (0, 250), (nil, 3), (1, 2), (1, 0)] as [(UInt32?, Int)]
    where eos ?? 0 < size {
      let stream = randomStream(length, size: size, seed: UInt64(order * size))
      let whole = try TrieCounter(order: order, vocabularySize: size, endOfSegment: eos).count(stream)
      for (positions, threads) in [(1, 1), (2, 1), (7, 3), (100, 2), (1_000, 1)] {
        let settings = DiskSettings.tiny(positions: positions, threads: threads)
        let trie = try countedOnDisk(stream, order: order, size: size, eos: eos, settings)
        #expect(try trie.loaded() == whole)
      }
    }
  }

  /// Streams of several buffers, so that each is filled and written many times.
  @Test func manyNumbers() throws {
    let stream = randomStream(200_000, size: 2_000, seed: 8)
    let whole = try TrieCounter(order: 4, vocabularySize: 2_000, endOfSegment: 1).count(stream)
    for positions in [30_000, 190_000] {
      let settings = DiskSettings.tiny(positions: positions, batch: 5_000)
      let trie = try countedOnDisk(stream, order: 4, size: 2_000, eos: 1, settings, piece: 1 << 14)
      #expect(try trie.loaded() == whole)
    }
  }

  @Test func aFolderThatIsNotThereIsNamed() throws {
    var settings = DiskSettings.tiny(positions: 5)
    settings.folder = "/no/such/folder"
    #expect(throws: (any Error).self) {
      _ = try countedOnDisk([2, 3, 1], order: 2, size: 4, eos: 1, settings)
    }
  }
}
