internal import Evaluation
internal import Foundation
internal import Ledger

/// `lmctl compare --differ A,B`: the types, and the single positions, on which two models differ most.
public struct TokenDifferences: Equatable, Sendable {
  /// A type and what the two models make of it, over all its positions.
  public struct TypeRow: Equatable, Sendable {
    /// Escaped for display.
    public let token: String
    public let positions: Int
    /// Mean surprisal under each, in bits.
    public let first: Double
    public let second: Double
    /// Σ (surprisal under the second − under the first), in bits: positive where the first is better.
    public let bits: Double
  }

  /// One position.
  public struct PositionRow: Equatable, Sendable {
    /// Counted from 0.
    public let position: Int
    /// What stands before it, and itself, escaped for display.
    public let before: String
    public let token: String
    public let first: Double
    public let second: Double
    public let bits: Double
  }

  /// The names of the two.
  public let models: [String]
  /// Those that speak for the first most, then those that speak for the second most.
  public let types: [TypeRow]
  public let positions: [PositionRow]

  /// - Parameters:
  ///   - first: ln p of each position under one model; `second` likewise.
  ///   - limit: rows in each direction.
  ///   - shown: a type for display.
  init(
    _ models: (String, String), _ first: [Double], _ second: [Double], of ids: [UInt32], limit: Int,
    shown: (UInt32) -> String
  ) {
    precondition(first.count == ids.count && second.count == ids.count, "one ln p a position of each")
    self.models = [models.0, models.1]
    let V = Int(ids.max() ?? 0) + 1
    var (counts, sums, differences) = (
      [Int](repeating: 0, count: V), [(Double, Double)](repeating: (0, 0), count: V), [Double](repeating: 0, count: V)
    )
    for (position, id) in ids.enumerated() {
      let (a, b) = (-first[position] / Self.ln2, -second[position] / Self.ln2)
      counts[Int(id)] += 1
      sums[Int(id)].0 += a
      sums[Int(id)].1 += b
      // Zero under both is no difference.
      differences[Int(id)] += a == b ? 0 : b - a
    }
    types = Self.extremes(differences, limit).map { id in
      TypeRow(
        token: shown(UInt32(id)), positions: counts[id], first: sums[id].0 / Double(counts[id]),
        second: sums[id].1 / Double(counts[id]), bits: differences[id])
    }
    let each = ids.indices.map { first[$0] == second[$0] ? 0 : (first[$0] - second[$0]) / Self.ln2 }
    positions = Self.extremes(each, limit).map { position in
      PositionRow(
        position: position,
        before: ids[max(0, position - Self.context)..<position].map(shown).joined(separator: " "),
        token: shown(ids[position]), first: -first[position] / Self.ln2, second: -second[position] / Self.ln2,
        bits: each[position])
    }
  }

  private static let ln2 = log(2.0)
  /// Tokens shown before a position.
  private static let context = 6

  /// The places of the greatest numbers above zero, then of the least below; ties by place. What is no number is left out.
  private static func extremes(_ numbers: [Double], _ limit: Int) -> [Int] {
    let places = numbers.indices.filter { !numbers[$0].isNaN }
    let highest = places.filter { numbers[$0] > 0 }.sorted { (numbers[$1], $0) < (numbers[$0], $1) }
    let lowest = places.filter { numbers[$0] < 0 }.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
    return Array(highest.prefix(limit)) + Array(lowest.prefix(limit))
  }
}
