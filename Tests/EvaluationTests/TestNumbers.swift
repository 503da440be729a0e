import Evaluation
import Foundation
import Platform

/// x(t) = φ x(t − 1) + u(t) − ½, u uniform: neighbours that depend on one another, the same numbers in any language.
func autoregressive(seed: UInt64, _ count: Int, _ phi: Double) -> [Double] {
  var random = RandomSource(seed: seed)
  var last = 0.0
  return (0..<count).map { _ in
    last = phi * last + (random.uniform() - 0.5)
    return last
  }
}

/// Ids below `size`, the low ones more often.
func someIDs(seed: UInt64, _ count: Int, below size: Int) -> [UInt32] {
  var random = RandomSource(seed: seed)
  return (0..<count).map { _ in UInt32(Double(size) * random.uniform() * random.uniform()) }
}

/// Probabilities of the next type after each type, drawn once: a model whose state is what it read last.
struct TableModel: LanguageModel {
  let vocabularySize: Int
  /// (V + 1, V): ln p; the last row is that of the start.
  let rows: [[Double]]

  init(seed: UInt64, size: Int) {
    var random = RandomSource(seed: seed)
    vocabularySize = size
    rows = (0...size).map { _ in
      let weights = (0..<size).map { _ in random.uniform() + 0.01 }
      let total = weights.reduce(0, +)
      return weights.map { log($0 / total) }
    }
  }

  func start() -> Int { vocabularySize }

  func score(_ ids: [UInt32], from state: inout Int) -> [Double] {
    ids.map { id in
      defer { state = Int(id) }
      return rows[state][Int(id)]
    }
  }

  func distribution(after state: Int) -> [Double] { rows[state] }

  func advance(_ state: inout Int, by id: UInt32) { state = Int(id) }
}

/// ln p of a whole stream.
func scored(_ model: some LanguageModel, _ ids: [UInt32]) -> [Double] {
  var state = model.start()
  return model.score(ids, from: &state)
}

/// ln p of a stream whose pieces are scored, stepped over or looked up in the distribution, in turns.
func scoredInPieces(_ model: some LanguageModel, _ ids: [UInt32]) -> [Double] {
  var (state, out, place, piece) = (model.start(), [Double](), 0, 0)
  while place < ids.count {
    piece += 1
    if piece % 3 == 0 {
      out.append(model.distribution(after: state)[Int(ids[place])])
      model.advance(&state, by: ids[place])
      place += 1
    } else {
      let end = min(ids.count, place + piece % 7)
      out += model.score(Array(ids[place..<end]), from: &state)
      place = end
    }
  }
  return out
}

/// Σ p − 1 of each distribution that a model gives on its way through a text: the largest.
func largestSumError(_ model: some LanguageModel, _ ids: [UInt32]) -> Double {
  var (state, largest) = (model.start(), 0.0)
  for id in ids {
    largest = max(largest, abs(model.distribution(after: state).reduce(0) { $0 + exp($1) } - 1))
    model.advance(&state, by: id)
  }
  return largest
}

/// Whether two arrays agree to the last digits.
func agree(_ a: [Double], _ b: [Double], within tolerance: Double = 1e-12) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || abs($0 - $1) <= tolerance * max(1, abs($1)) }
}
