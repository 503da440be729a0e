internal import Counts
internal import NGrams

/// Stored counts: read, used as an add-α model, and written as the same.
enum FuzzedCounts: FuzzedReader {
  static func run(_ bytes: [UInt8]) throws(BrokenPromise) -> Bool {
    guard let trie = try? NGramTrie(decoding: bytes) else { return false }
    try ModelUse.check(AddAlphaModel(trie, alpha: 0.5, unseen: bytes.count % 2 == 0 ? .uniform : .leftover))
    let written = try BrokenPromise.on("what was read can be written") { try write(trie) }
    let again = try BrokenPromise.on("what was written is read") { try NGramTrie(decoding: written) }
    try BrokenPromise.unless(again == trie, "what was written reads as other counts")
    return true
  }

  private static func write(_ trie: NGramTrie) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try trie.encode { span in for index in span.indices { bytes.append(span[index]) } }
    return bytes
  }

  static var seeds: [(name: String, bytes: [UInt8])] {
    get throws { try SmallModels.counts.map { ($0.name, try write($0.trie)) } }
  }
}
