internal import Evaluation
internal import Foundation
internal import Platform

/// What a neural cache looks back over: the last W outputs of a network, each with the token that followed.
///
/// A piece of the stream is taken at a time. All likenesses of its outputs to those before them are a few matrix products:
///
///     row r of the piece: h_r · h_i for i in the last W before r, oldest first
///
/// Where `<unk>` is not counted, an output that it follows is no key: it is passed over, and the window reaches further
/// back, as that of a unigram cache does.
final class CacheWindow {
  let capacity: Int
  private let hidden: Int
  private let rows: Int
  private let threads: Int
  private let countsUnknown: Bool
  /// (W + rows, H), oldest first, and the token after each.
  private let keys: View<Float>
  private let ids: View<UInt32>
  /// (rows, W + rows) at most: each part of the rows has a matrix of its own, no wider than its last row needs.
  private let dots: View<Float>
  private let maxima: View<Float>
  private var parts: [Part] = []
  /// What was there before the piece.
  private(set) var held = 0
  /// What the piece has added.
  private var taken = 0
  /// How much of that each row of the piece sees.
  private var before: [Int] = []

  private struct Part {
    let rows: Range<Int>
    let columns: Int
    let dots: View<Float>
  }

  /// The products' rows are cut into so many parts, whatever the threads: so results do not depend on these.
  private static let partCount = 4

  /// - Parameter rows: of the largest piece.
  /// - Throws: ``OutOfMemory``.
  init(
    _ shape: NetworkShape, window: Int, countsUnknown: Bool = true, rows: Int, threads: Int
  ) throws(OutOfMemory) {
    capacity = window
    self.countsUnknown = countsUnknown
    hidden = shape.hidden
    self.rows = rows
    self.threads = max(1, threads)
    keys = try View(count: (window + rows) * hidden)
    ids = try View(count: window + rows)
    dots = try View(count: rows * (window + rows))
    maxima = try View(count: rows)
  }

  /// Bytes that a window takes: sizes as ``NeuralCacheSettings/check()`` accepts them.
  static func memory(_ shape: NetworkShape, window: Int, rows: Int) -> Int {
    4 * ((window + rows) * (shape.hidden + 1) + rows * (window + rows) + rows)
  }

  /// Whether an output that is followed by this token is looked back at.
  func isKept(_ id: UInt32) -> Bool { countsUnknown || id != SpecialID.unknown }

  // MARK: what is held

  /// Goes on from another time: with the last W of these.
  /// - Parameters:
  ///   - keys: (count, H), oldest first.
  ///   - ids: (count), all of them kept ones.
  func restore(keys: [Float], ids: [UInt32]) {
    precondition(keys.count == ids.count * hidden, "an output for each token")
    held = min(ids.count, capacity)
    taken = 0
    self.keys[0..<held * hidden].copy(keys.suffix(held * hidden))
    self.ids[0..<held].copy(ids.suffix(held))
  }

  /// As ``restore(keys:ids:)`` takes them.
  var state: (keys: [Float], ids: [UInt32]) { (keys[0..<held * hidden].array, ids[0..<held].array) }

  /// Drops what is too old, after a piece: its rows are part of what is held then.
  func carry() {
    let kept = min(held + taken, capacity)
    let first = held + taken - kept
    if first > 0 {
      keys[0..<kept * hidden].copy(keys[first * hidden..<(first + kept) * hidden])
      ids[0..<kept].copy(ids[first..<first + kept])
    }
    (held, taken) = (kept, 0)
  }

  /// The likeness of one output (H) to all that are held, oldest first, and the token after each.
  func likeness(to h: [Float]) -> (dots: [Float], ids: [UInt32]) {
    if held == 0 { return ([], []) }
    let row = keys[held * hidden..<(held + 1) * hidden]
    row.copy(h)
    let out = dots[0..<held]
    Float.multiply(
      row, .asIs, keys[0..<held * hidden], .transposed, into: out, rows: 1, columns: held, inner: hidden, adding: false)
    return (out.array, ids[0..<held].array)
  }

  // MARK: a piece

  /// Takes a piece's outputs (rows, H) and the tokens that follow them.
  func take(_ h: View<Float>, _ tokens: [UInt32]) {
    precondition(h.count == tokens.count * hidden && tokens.count <= rows, "a piece that there is room for")
    keep(h, tokens)
    let count = min(Self.partCount, tokens.count)
    parts = (0..<count).map { index in
      let rows = part(index, of: count, in: tokens.count)
      // The last row sees all that was kept before it.
      let columns = held + before[rows.upperBound - 1]
      let first = rows.lowerBound * (capacity + self.rows)
      return Part(rows: rows, columns: columns, dots: dots[first..<first + rows.count * columns])
    }
    concurrently(min(threads, parts.count)) { thread in
      for index in Platform.part(thread, of: min(threads, parts.count), in: parts.count) { multiply(h, parts[index]) }
    }
  }

  private func keep(_ h: View<Float>, _ tokens: [UInt32]) {
    taken = 0
    before.removeAll(keepingCapacity: true)
    for (row, token) in tokens.enumerated() {
      before.append(taken)
      if !isKept(token) { continue }
      keys.row(held + taken, width: hidden).copy(h.row(row, width: hidden))
      ids[held + taken] = token
      taken += 1
    }
  }

  private func multiply(_ h: View<Float>, _ part: Part) {
    if part.columns == 0 { return }
    Float.multiply(
      h[part.rows.lowerBound * hidden..<part.rows.upperBound * hidden], .asIs, keys[0..<part.columns * hidden],
      .transposed, into: part.dots, rows: part.rows.count, columns: part.columns, inner: hidden, adding: false)
  }

  /// What `body` makes of each row of the piece, on several threads.
  func map<Result>(_ body: (Int, CacheRow) -> Result) -> [Result] {
    inParallel(parts.count, threads: threads) { index in
      let part = parts[index]
      return part.rows.map { row in
        let start = (row - part.rows.lowerBound) * part.columns
        let end = held + before[row]
        let first = max(0, end - capacity)
        return body(
          row,
          CacheRow(dots: part.dots[start + first..<start + end], ids: ids[first..<end], maximum: maxima[row..<row + 1]))
      }
    }.flatMap(\.self)
  }
}

/// What one position sees in the cache, oldest first: the likeness of each output to its own, and the token after it.
struct CacheRow {
  let dots: View<Float>
  let ids: View<UInt32>
  /// Room for one number.
  fileprivate let maximum: View<Float>

  /// A sum over some places: Σ e^(θ (h · h_i − top)), and the part of it that the target has.
  struct Sums {
    var top = -Double.infinity
    var sum = 0.0
    var matched = 0.0

    /// p_cache of the target; nil where there is nothing to look back over, or numbers that are none.
    var share: Double? { sum > 0 && sum.isFinite ? matched / sum : nil }

    /// With other places' sums of the same θ.
    func adding(_ other: Sums, theta: Double) -> Sums {
      let top = max(top, other.top)
      let (mine, others) = (scale(to: top, theta), other.scale(to: top, theta))
      return Sums(
        top: top, sum: sum * mine + other.sum * others, matched: matched * mine + other.matched * others)
    }

    private func scale(to top: Double, _ theta: Double) -> Double { sum == 0 ? 0 : exp(theta * (self.top - top)) }
  }

  /// The largest likeness of some places.
  func top(_ places: Range<Int>) -> Float {
    if places.isEmpty { return -.infinity }
    Float.rowMaxima(dots[places], bias: nil, columns: places.count, into: maximum)
    return maximum[0]
  }

  /// - Parameter top: the largest likeness of these places.
  func sums(_ places: Range<Int>, target: UInt32, theta: Double, top: Float) -> Sums {
    if places.isEmpty { return Sums() }
    let (sum, matched) = Float.matchedExponentials(
      dots[places], ids: ids[places], target: target, factor: Float(theta), shift: top)
    return Sums(top: Double(top), sum: sum, matched: matched)
  }

  /// p_cache of the target over all places.
  func share(of target: UInt32, theta: Double) -> Double? {
    let all = ids.indices
    return sums(all, target: target, theta: theta, top: top(all)).share
  }
}
