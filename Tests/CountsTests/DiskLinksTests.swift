import Counts
import Testing

@Suite struct DiskLinksTests {
  /// Slices of one id, of several, and of all; batches that end inside histories.
  @Test(arguments: [2, 3, 5], [nil, 1] as [UInt32?])
  func linksAreThoseInMemory(order: Int, eos: UInt32?) throws {
    for size in [3, 9, 50] {
      let stream = randomStream(600, size: size, seed: UInt64(order + size))
      let whole = try TrieCounter(order: order, vocabularySize: size, endOfSegment: eos).count(stream)
      for (sliceBytes, batch) in [(0, 1), (100, 7), (500, 64), (1 << 20, 1_000)] {
        let settings = DiskSettings.tiny(positions: 90, sliceBytes: sliceBytes, batch: batch, threads: 2)
        let trie = try countedOnDisk(stream, order: order, size: size, eos: eos, settings)
        var shorter: Suffixes?
        for n in 2...order {
          let links = whole.suffixes(order: n - 1, shorter: shorter)
          let expected = links.indices
          let suffixes = try trie.suffixes(order: n)
          #expect(try suffixes.read(0..<suffixes.count) == expected)
          let neighbours = whole.leftNeighbours(order: n - 1, links)
          if n == 2 {
            #expect(try trie.leftNeighboursOfUnigrams() == neighbours)
          } else {
            let found = try trie.leftNeighbours(order: n - 1)
            #expect(try found.read(0..<found.count) == neighbours)
          }
          let values = try DiskArray<Double>(in: settings.folder)
          try values.append((0..<trie.count(order: n - 1)).map { Double($0) / 3 })
          let gathered = try trie.gather(values, order: n)
          #expect(try gathered.read(0..<gathered.count) == expected.map { Double($0) / 3 })
          shorter = links
        }
      }
    }
  }
}
