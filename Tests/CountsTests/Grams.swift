import Counts

/// All n-grams of order n that a trie has room for, in its order: unigrams that do not occur too.
func grams(_ trie: NGramTrie, order n: Int) -> [[UInt32]] {
  var grams: [[UInt32]] = []
  func walk(_ level: Int, _ index: Int, _ history: [UInt32]) {
    let gram = history + [trie.levels[level].words[index]]
    if level + 1 == n { return grams.append(gram) }
    let continuations = trie.levels[level].continuations
    for next in continuations[index]..<continuations[index + 1] { walk(level + 1, Int(next), gram) }
  }
  for index in 0..<trie.levels[0].count { walk(0, index, []) }
  return grams
}

/// Streams with segments and without, some of which end within a segment: (ids, V, `<eos>`).
let someStreams: [(ids: [UInt32], size: Int, eos: UInt32?)] = [
  (randomStream(700, size: 6, seed: 1), 6, 1), (randomStream(700, size: 6, seed: 1), 6, nil),
  (randomStream(900, size: 60, seed: 2) + [1], 60, 1), (randomStream(900, size: 60, seed: 2) + [5, 5], 60, 1),
  (randomStream(400, size: 9, seed: 3), 9, nil), ([2, 3, 2, 3, 2], 4, 1), ([2, 2, 2, 2, 2, 2], 3, nil), ([3], 4, nil),
  ([1], 4, 1), ([], 4, 1), ([], 4, nil),
]
