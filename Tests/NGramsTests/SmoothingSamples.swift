import Counts
import Foundation
import Testing

@testable import NGrams

/// A smoothing as the library and as the oracles name it.
struct SmoothingCase: CustomTestStringConvertible, Sendable {
  let method: Oracle.Method
  let backsOff: Bool
  let unseen: Oracle.Unseen

  var testDescription: String { "\(method), \(backsOff ? "back-off" : "interpolated"), \(unseen)" }

  /// Everything that there is; Jelinek–Mercer with all weights ½, for how they are found has tests of its own.
  static let all: [SmoothingCase] = Oracle.Unseen.allCases.flatMap { unseen -> [SmoothingCase] in
    let both: [Oracle.Method] = [.kneserNey, .modifiedKneserNey, .wittenBell, .absolute(discount: 0.7)]
    let one: [Oracle.Method] = [.jelinekMercer(valid: [], rounds: 0), .stupidBackoff]
    return both.flatMap { method in
      [true, false].map { SmoothingCase(method: method, backsOff: $0, unseen: unseen) }
    } + [SmoothingCase(method: .goodTuring, backsOff: true, unseen: unseen)]
      + one.map { SmoothingCase(method: $0, backsOff: false, unseen: unseen) }
  }

  static let normalized = all.filter { if case .stupidBackoff = $0.method { false } else { true } }

  func settings(order: Int, cutoffs: [Int] = []) -> EstimationSettings {
    EstimationSettings(
      smoothing(order: order), interpolates: !backsOff, unseen: unseen == .uniform ? .uniform : .leftover,
      cutoffs: cutoffs.map { UInt32($0) })
  }

  private func smoothing(order: Int) -> Smoothing {
    switch method {
    case .kneserNey: .kneserNey
    case .modifiedKneserNey: .modifiedKneserNey
    case .wittenBell: .wittenBell
    case .absolute(let discount): .absolute(discount: discount)
    case .goodTuring: .goodTuring
    case .stupidBackoff: .stupidBackoff(factor: 0.4)
    case .jelinekMercer:
      .jelinekMercer(
        JelinekMercerWeights(
          byOrder: Array(repeating: Array(repeating: 0.5, count: JelinekMercerWeights.buckets), count: order)))
    }
  }
}

/// A small text, and all that follows from it both ways.
struct SmoothingSample: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let segments: [[UInt32]]
  let size: Int
  var endOfSegment: UInt32? = 1

  /// Without segments, all is one stream.
  var withoutSegments: SmoothingSample {
    SmoothingSample(
      testDescription: testDescription + ", without segments", segments: segments, size: size, endOfSegment: nil)
  }

  static let some: [SmoothingSample] = [
    SmoothingSample(
      testDescription: "like text", segments: OracleText.segments(60, vocabularySize: 14, seed: 7), size: 14),
    SmoothingSample(
      testDescription: "every type seen",
      segments: OracleText.segments(40, vocabularySize: 10, seed: 5) + [[0, 8, 9, 0], []], size: 10),
    SmoothingSample(
      testDescription: "many types unseen", segments: OracleText.segments(25, vocabularySize: 9, seed: 2), size: 30),
    SmoothingSample(testDescription: "three lines", segments: OracleText.lines, size: 5),
    SmoothingSample(testDescription: "one word", segments: [[2]], size: 3),
    SmoothingSample(testDescription: "empty lines", segments: [[], []], size: 2),
    SmoothingSample(
      testDescription: "no count is low", segments: Array(repeating: [2, 2, 3, 2, 2, 3, 2, 2, 3], count: 9), size: 4),
    // Every type follows every history: nothing is left for others.
    SmoothingSample(
      testDescription: "dense",
      segments: OracleText.segments(150, vocabularySize: 6, seed: 3).map { $0.map { $0 == 3 ? 0 : 2 } }, size: 3),
  ]

  var stream: [UInt32] { endOfSegment.map { eos in segments.flatMap { $0 + [eos] } } ?? Array(segments.joined()) }

  func counts(order: Int) -> OracleCounts {
    OracleCounts(segments: segments, vocabularySize: size, endOfSegment: endOfSegment, order: order)
  }

  func trie(order: Int, threads: Int = 1) throws -> NGramTrie {
    try TrieCounter(order: order, vocabularySize: size, endOfSegment: endOfSegment, threads: threads).count(stream)
  }

  /// Histories of all kinds: the start, those that were seen, and others.
  func histories(order: Int, most: Int = 25) -> [[UInt32]] {
    if order == 1 { return [[]] }
    let bos = UInt32(size)
    let start: [UInt32] = endOfSegment == nil ? [] : [bos]
    var histories: [[UInt32]] = [start]
    // The last ids of what has been read since the segment began.
    func add(_ read: [UInt32]) {
      let history = Array((start + read).suffix(order - 1))
      if !histories.contains(history) { histories.append(history) }
    }
    let ends = endOfSegment == nil ? [Array(stream)] : segments
    let all = ends.flatMap { segment in segment.indices.map { Array(segment[...$0].suffix(order)) } }
    for index in stride(from: 0, to: all.count, by: max(1, all.count / most)) { add(all[index]) }
    let words = (0..<bos).filter { $0 != endOfSegment }
    for (index, word) in words.enumerated() {
      add([word])
      add([words[(index * 5 + 1) % words.count], word, words[(index * 3) % words.count], word])
    }
    return histories
  }
}

/// The largest relative difference between a model's probabilities after a history and the oracle's; ∞ where only one
/// of them is zero.
func difference(_ model: BackoffModel, _ oracle: Oracle, after history: [UInt32]) -> Double {
  let p = model.distribution(after: BackoffModel.State(history: history))
  return p.enumerated().reduce(0) { worst, next in
    max(worst, difference(next.element, oracle.probability(of: UInt32(next.offset), after: history)))
  }
}

/// Between ln p and an expected p.
func difference(_ logProbability: Double, _ expected: Double) -> Double {
  if expected == 0 { return logProbability == -.infinity ? 0 : .infinity }
  return abs(exp(logProbability) / expected - 1)
}
