internal import Platform

/// How the training stream is cut into windows (Dive into Deep Learning 9.3).
public enum Sampling: String, Codable, Sendable, CaseIterable {
  /// N lanes read N contiguous parts side by side; the state is carried from window to window.
  case sequential
  /// Windows at a random offset in 0..<T, shuffled; each starts from a cleared state.
  case random
}

/// Windows of N lanes that are worked on together: lane n predicts the `steps` positions from starts[n] on.
package struct Batch: Equatable {
  package var starts: [Int]
  package var steps: Int
  /// Whether the state of the batch before is carried into this one.
  package var continues: Bool
  /// A token that is read, but not learnt from where it would be predicted; nil where all are.
  package var unlearnt: UInt32?

  package init(starts: [Int], steps: Int, continues: Bool, unlearnt: UInt32? = nil) {
    self.starts = starts
    self.steps = steps
    self.continues = continues
    self.unlearnt = unlearnt
  }

  var positions: Int { starts.count * steps }

  /// (T, N), time-major, of some of the lanes: what the network reads, and what it must predict there:
  /// ``SoftmaxLoss/ignored`` in place of what it does not learn from.
  /// - Parameter first: what is read before the first position of the stream.
  func window(_ lanes: Range<Int>, of ids: [UInt32], first: UInt32) -> (inputs: [UInt32], targets: [UInt32]) {
    var inputs: [UInt32] = []
    var targets: [UInt32] = []
    inputs.reserveCapacity(steps * lanes.count)
    targets.reserveCapacity(steps * lanes.count)
    for t in 0..<steps {
      for lane in lanes {
        let position = starts[lane] + t
        inputs.append(position == 0 ? first : ids[position - 1])
        targets.append(ids[position] == unlearnt ? SoftmaxLoss.ignored : ids[position])
      }
    }
    return (inputs, targets)
  }
}

extension Sampling {
  /// The batches of one epoch over a stream of `positions`, each position at most once.
  ///
  /// Sequential: lanes of ⌊positions / N⌋; the last window may be shorter, and what does not fill all lanes (fewer
  /// than N positions at the end) is left out. Random: what does not fill a window is left out at the start and end,
  /// and the last batch may have fewer lanes.
  /// - Parameter hasRandomOffset: whether sequential lanes begin at a random position below T: what comes before it is
  ///   left out of this epoch, so that windows are cut elsewhere in each (Dive into Deep Learning 9.3.1).
  func batches(
    positions: Int, lanes: Int, steps: Int, hasRandomOffset: Bool = false, random: inout RandomSource
  ) -> [Batch] {
    switch self {
    case .sequential:
      // A stream that is hardly longer than its lanes has each lane's position left.
      let first = hasRandomOffset ? random.below(min(steps, positions - lanes + 1)) : 0
      let length = (positions - first) / lanes
      return stride(from: 0, to: length, by: steps).map { offset in
        Batch(
          starts: (0..<lanes).map { first + $0 * length + offset }, steps: min(steps, length - offset),
          continues: offset > 0)
      }
    case .random:
      let steps = min(steps, positions)
      let offset = random.below(min(steps, positions - steps + 1))
      var starts = Array(stride(from: offset, through: positions - steps, by: steps))
      for i in stride(from: starts.count - 1, to: 0, by: -1) { starts.swapAt(i, random.below(i + 1)) }
      return stride(from: 0, to: starts.count, by: lanes).map { first in
        Batch(starts: Array(starts[first..<min(first + lanes, starts.count)]), steps: steps, continues: false)
      }
    }
  }

  /// The most batches that an epoch may have, whatever its offset: what a schedule over the whole training counts with.
  func mostBatches(positions: Int, lanes: Int, steps: Int) -> Int {
    let (part, size) =
      switch self {
      case .sequential: (positions / lanes, steps)
      case .random: (positions / min(steps, positions), lanes)
      }
    return part / size + (part % size > 0 ? 1 : 0)
  }
}

extension TrainingSettings {
  func batches(positions: Int, random: inout RandomSource) -> [Batch] {
    sampling.batches(
      positions: positions, lanes: lanes, steps: steps, hasRandomOffset: hasRandomOffset, random: &random)
  }

  func mostBatches(positions: Int) -> Int { sampling.mostBatches(positions: positions, lanes: lanes, steps: steps) }
}
