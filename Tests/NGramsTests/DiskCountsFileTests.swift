import Counts
import Evaluation
import NGrams
import Testing

@Suite struct DiskCountsFileTests {
  @Test(arguments: [nil, 1] as [UInt32?]) func countsAreWrittenAndScoreAsInMemory(eos: UInt32?) throws {
    let text = try CountedTwice(size: 20, eos: eos)
    for order in 1...5 {
      let trie = order == 5 ? text.memory : text.memory.cut(to: order)
      #expect(try bytes { try text.disk.encode(order: order, $0) } == (try bytes { try trie.encode($0) }))
      #expect(try text.disk.tableSize(order: order) == NGramTable.size(of: trie))
      for (alpha, unseen) in [(1, .uniform), (0.01, .leftover), (0, .uniform)] as [(Double, Unseen)] {
        let model = AddAlphaModel(trie, alpha: alpha, unseen: unseen)
        var state = model.start()
        let scores = try text.disk.addAlphaScores(text.held, order: order, alpha: alpha, unseen: unseen)
        #expect(scores == model.score(text.held, from: &state))
      }
      let shared = try text.disk.counts(sharedWith: try text.disk.ngrams(of: text.held[...], after: [], order: order))
      #expect(AlphaSearch.best(shared, on: text.held) == AlphaSearch.best(trie, on: text.held))
    }
  }

  @Test(arguments: [nil, 1] as [UInt32?]) func mostFrequent(eos: UInt32?) throws {
    let text = try CountedTwice(size: 20, eos: eos)
    for order in 1...5 {
      let trie = order == 5 ? text.memory : text.memory.cut(to: order)
      for limit in [0, 1, 4, 50, .max] {
        for n in 1...order {
          #expect(try text.disk.mostFrequent(limit, order: n) == trie.mostFrequent(limit, order: n))
        }
        let few = try text.disk.mostFrequent(limit, upTo: order)
        for n in 1...order {
          func rows(_ trie: NGramTrie) -> [[UInt32]] {
            trie.mostFrequent(limit, order: n).map { trie.gram(order: n, $0).ids + [trie.levels[n - 1].counts[$0]] }
          }
          #expect(rows(few) == rows(trie))
        }
      }
    }
  }
}
