import Foundation
import NGrams

/// Numbers that are the same on every machine (Marsaglia's xorshift64).
struct Xorshift: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed | 1 }
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}

extension BackoffModel {
  /// Any model in back-off form: ids that follow each other at random, `<bos>` first and `<eos>` last where they stand.
  static func random(order: Int, vocabulary: Int, eos: UInt32?, seed: UInt64, branching: Int = 4) -> BackoffModel {
    var random = Xorshift(seed)
    func number(positive: Bool) -> Float {
      let number: Float =
        switch random.next() % 8 {
        case 0: 0
        case 1: -.infinity
        case 2: -Float(random.next() % 100)
        // Any bits: tiny and huge numbers among them.
        case 3: Float(bitPattern: 0x8000_0000 | UInt32(random.next() % 0x7F80_0000))
        default: -Float(random.next() % 10_000_000) / 1_234_567
        }
      // -99 stands for −∞.
      if number == -99 { return -98 }
      return positive && number > -1e30 ? -number : number
    }
    var words = Array(0...UInt32(vocabulary))
    var levels: [Level] = []
    for n in 1...order {
      var level = Level(
        words: words, continuations: [], logProbabilities: words.map { _ in number(positive: false) }, logBackoffs: [])
      if n < order {
        level.logBackoffs = words.map { _ in number(positive: random.next() % 2 == 0) }
        level.continuations = [0]
        var next: [UInt32] = []
        for word in words {
          let count = word == eos ? 0 : Int(random.next() % UInt64(2 * branching))
          next += Set((0..<count).map { _ in UInt32(random.next() % UInt64(vocabulary)) }).sorted()
          level.continuations.append(UInt32(next.count))
        }
        words = next
      }
      levels.append(level)
    }
    return BackoffModel(vocabularySize: vocabulary, endOfSegment: eos, levels: levels)
  }

  /// The bits of all numbers: −0 is not 0 there.
  var bits: [[[UInt32]]] {
    levels.map {
      [$0.words, $0.continuations, $0.logProbabilities.map(\.bitPattern), $0.logBackoffs.map(\.bitPattern)]
    }
  }

  /// log₁₀ P(w | h), as ``BackoffModel`` defines it, for a history and a word in one array.
  func logProbability(_ gram: [UInt32], in entries: [Entries]) -> Double {
    let gram = Array(gram.suffix(order))
    if let entry = entries[gram.count - 1][gram] { return Double(entry.probability) }
    let backoff = entries[gram.count - 2][Array(gram.dropLast())].map { Double($0.backoff) } ?? 0
    return backoff + logProbability(Array(gram.dropFirst()), in: entries)
  }

  typealias Entries = [[UInt32]: (probability: Float, backoff: Float)]

  /// All n-grams of each order, read from the trie.
  var entries: [Entries] {
    var grams = levels[0].words.map { [$0] }
    return levels.indices.map { index in
      let level = levels[index]
      if index > 0 {
        let starts = levels[index - 1].continuations
        grams = grams.indices.flatMap { parent in
          level.words[Int(starts[parent])..<Int(starts[parent + 1])].map { grams[parent] + [$0] }
        }
      }
      return Dictionary(
        uniqueKeysWithValues: grams.indices.map {
          (grams[$0], (level.logProbabilities[$0], level.logBackoffs.isEmpty ? 0 : level.logBackoffs[$0]))
        })
    }
  }

  /// The whole file in one array.
  func arpa(_ tokens: ARPATokens, threads: Int = 1) throws -> [UInt8] {
    var text: [UInt8] = []
    try writeARPA(tokens: tokens, threads: threads) { text += $0 }
    return text
  }

  /// Reads text in pieces of some bytes.
  static func arpa(_ text: [UInt8], _ tokens: ARPATokens, piece: Int = 1 << 20) throws -> (BackoffModel, ARPAFacts) {
    var rest = text[...]
    return try readARPA(tokens: tokens) {
      defer { rest = rest.dropFirst(piece) }
      return rest.isEmpty ? nil : Array(rest.prefix(piece))
    }
  }
}

/// Made-up types after `<unk>` and `<eos>`: lengths from 1 byte on, some beyond 16.
func madeUpTypes(_ count: Int, hasEOS: Bool) -> [[UInt8]] {
  var types = [Array("<unk>".utf8)] + (hasEOS ? [Array("<eos>".utf8)] : [])
  while types.count < count {
    let name = "w\(types.count)é" + String(repeating: "ab", count: types.count % 13)
    types.append(Array(name.utf8))
  }
  return types
}

func arpaFixture(_ name: String) throws -> [UInt8] {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/arpa")
  return Array(try Data(contentsOf: folder.appending(path: name)))
}
