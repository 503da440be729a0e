import Counts
import Foundation
import Testing

/// KJV as the truth files read it: a line a segment, white space between tokens, ids by count.
///
/// The Bible is not part of the project: `LMCTL_CORPORA` names a folder with kjv/train.txt, valid.txt and test.txt.
struct KingJames {
  static let folder = ProcessInfo.processInfo.environment["LMCTL_CORPORA"].map { $0 + "/kjv" }
  static let isLong = ProcessInfo.processInfo.environment["LMCTL_LONG"] != nil

  let size: Int
  let train: [UInt32]
  let valid: [UInt32]
  let test: [UInt32]

  init() throws {
    let folder = try #require(Self.folder)
    func segments(_ name: String) throws -> [[Substring]] {
      let text = try String(contentsOfFile: "\(folder)/\(name).txt", encoding: .utf8)
      return text.split(separator: "\n").map { $0.split(separator: " ") }
    }
    let lines = try segments("train")
    var counts: [Substring: Int] = [:]
    for line in lines { for word in line { counts[word, default: 0] += 1 } }
    var ids: [Substring: UInt32] = [:]
    for (word, _) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      ids[word] = UInt32(ids.count + 2)
    }
    func stream(_ lines: [[Substring]]) -> [UInt32] { lines.flatMap { $0.map { ids[$0] ?? 0 } + [1] } }
    size = ids.count + 2
    train = stream(lines)
    valid = stream(try segments("valid"))
    test = stream(try segments("test"))
  }

  func trie(_ order: Int) throws -> NGramTrie {
    try TrieCounter(order: order, vocabularySize: size, endOfSegment: 1, threads: 2).count(train)
  }
}
