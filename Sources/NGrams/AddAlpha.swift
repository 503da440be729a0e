public import Counts
public import Evaluation
internal import Foundation

/// Add-α smoothing (Lidstone; Laplace where α = 1): Jurafsky & Martin, Speech and Language Processing, 3.6.
///
///     P(w | h) = (c(h, w) + α) / (c(h) + α V),   c(h) = Σ_w c(h, w)
///
/// For α > 0 an unseen history gives 1/V, and Σ_w P = 1 for every history; α → ∞ gives the uniform model. α = 0 is
/// the maximum-likelihood model, under which an unseen history has no distribution and counts as probability 0.
///
/// The history does not cross a segment's start: it is filled up with `<bos>` there. In a stream without segments the
/// first n − 1 positions use what history there is: c counts the shorter n-grams then.
public struct AddAlphaModel: LanguageModel, Sendable {
  public let table: NGramTable
  public let alpha: Double
  /// The id that ends a segment, or nil where the stream has none.
  public let endOfSegment: UInt32?

  /// The last n − 1 ids of this segment, or fewer at the start of a stream without segments.
  public struct State: Sendable, Hashable {
    public fileprivate(set) var history: [UInt32]
  }

  public init(_ table: NGramTable, alpha: Double, endOfSegment: UInt32?) {
    precondition(alpha >= 0 && alpha.isFinite, "α is a number of at least 0")
    self.table = table
    self.alpha = alpha
    self.endOfSegment = endOfSegment
  }

  public var vocabularySize: Int { table.vocabularySize }

  public func start() -> State {
    let bos = UInt32(table.vocabularySize)
    return State(history: endOfSegment == nil ? [] : Array(repeating: bos, count: table.order - 1))
  }

  public func score(_ ids: [UInt32], from state: inout State) -> [Double] {
    counts(of: ids, from: &state).map { logProbability($0) }
  }

  public func distribution(after state: State) -> [Double] {
    let isShort = state.history.count < table.order - 1
    var counts = Array(repeating: UInt64(0), count: vocabularySize)
    if isShort {
      counts = table.counts(afterShort: state.history)
    } else {
      for row in table.rows(after: state.history) { counts[Int(table.token(row))] = table.counts[row] }
    }
    let history = counts.reduce(0, +)
    return counts.map { logProbability(Counted(token: $0, history: history)) }
  }

  public func advance(_ state: inout State, by id: UInt32) {
    guard id != endOfSegment else { return state = start() }
    state.history.append(id)
    state.history.removeFirst(max(0, state.history.count - (table.order - 1)))
  }

  /// c(h, w) and c(h) of a position.
  struct Counted {
    var token: UInt64
    var history: UInt64
  }

  /// What the model has counted for each position of a stream.
  func counts(of ids: [UInt32], from state: inout State) -> [Counted] {
    ids.map { id in
      let counted: Counted
      if state.history.count < table.order - 1 {
        let counts = table.counts(afterShort: state.history)
        counted = Counted(token: counts[Int(id)], history: counts.reduce(0, +))
      } else {
        let rows = table.rows(after: state.history)
        counted = Counted(token: table.count(of: id, in: rows), history: table.total(rows))
      }
      advance(&state, by: id)
      return counted
    }
  }

  private func logProbability(_ counted: Counted) -> Double {
    Self.logProbability(counted, alpha: alpha, vocabularySize: vocabularySize)
  }

  static func logProbability(_ counted: Counted, alpha: Double, vocabularySize: Int) -> Double {
    let numerator = Double(counted.token) + alpha
    guard numerator > 0 else { return -.infinity }
    // A huge α would overflow the product, and is divided out; a tiny quotient would lose its digits, so that the
    // logarithms are subtracted.
    if alpha > 0x1p500 { return -log(Double(vocabularySize)) }
    return log(numerator) - log(Double(counted.history) + alpha * Double(vocabularySize))
  }
}
