public import Evaluation
internal import Platform

/// A trained network as a language model.
///
/// Its first input is `<eos>`, or `<unk>` where the stream has no segments, from a zero state: so it predicts the
/// first token too. The state is carried over segment ends, or cleared at each.
///
/// A model works in memory of its own: one thread at a time may use it, and several states take turns. It uses several
/// threads itself; what it returns does not depend on their number.
public final class RecurrentModel: LanguageModel {
  public let shape: NetworkShape
  public let clearsAtSegments: Bool
  let parameters: View<Float>
  private let first: UInt32
  private let lanes: Lanes<Float>
  private let output: OutputScorer<Float>
  /// Positions that are worked on at a time: enough for the products, little enough for the cache.
  private static let stepsAtOnce = 256

  public struct State: Sendable {
    /// (layers, H) of each part of the state, after what was read.
    var numbers: [Float]
    /// What an `mlp` has seen, oldest first.
    var history: [UInt32]
    /// (H): the last layer's output, from which the next token is predicted.
    var top: [Float]
  }

  public var vocabularySize: Int { shape.vocabulary }

  /// - Parameter hasEOS: whether the stream has segments that end in `<eos>`.
  /// - Throws: ``RecurrentError/outOfMemory(bytes:)``.
  init(
    _ shape: NetworkShape, _ parameters: View<Float>, clearsAtSegments: Bool, hasEOS: Bool, threads: Int = 1
  ) throws(RecurrentError) {
    self.shape = shape
    self.parameters = parameters
    self.clearsAtSegments = clearsAtSegments
    let first = hasEOS ? SpecialID.endOfSegment : SpecialID.unknown
    self.first = first
    (lanes, output) = try allocating { () throws(OutOfMemory) in
      (
        try Lanes(
          shape, capacity: WindowShape(lanes: 1, steps: Self.stepsAtOnce),
          resetsAt: clearsAtSegments && hasEOS ? SpecialID.endOfSegment : nil, padding: first, trains: false),
        try OutputScorer(shape, rows: Self.stepsAtOnce, threads: threads)
      )
    }
  }

  public func start() -> State {
    lanes.clearState()
    read([first])
    return state(after: 1)
  }

  public func score(_ ids: [UInt32], from state: inout State) -> [Double] {
    var out: [Double] = []
    out.reserveCapacity(ids.count)
    lanes.restore(state.numbers, history: state.history)
    for start in stride(from: 0, to: ids.count, by: Self.stepsAtOnce) {
      let targets = Array(ids[start..<min(start + Self.stepsAtOnce, ids.count)])
      read(targets)
      // Each is predicted from what was read before it.
      let (H, count) = (shape.hidden, targets.count)
      output.h[0..<H].copy(state.top)
      output.h[H..<count * H].copy(lanes.top[0..<(count - 1) * H])
      output.score(targets, parameters: parameters, into: &out)
      state = self.state(after: count)
    }
    return out
  }

  public func distribution(after state: State) -> [Double] {
    let h = output.h[0..<shape.hidden]
    h.copy(state.top)
    return output.distribution(after: h, parameters: parameters)
  }

  public func advance(_ state: inout State, by id: UInt32) {
    lanes.restore(state.numbers, history: state.history)
    read([id])
    state = self.state(after: 1)
  }

  /// Reads some tokens from the lanes' state on.
  private func read(_ ids: [UInt32]) {
    let window = WindowShape(lanes: 1, steps: ids.count)
    lanes.forward(ids, parameters: parameters, window: window)
    lanes.carryState(window)
  }

  /// After `count` tokens were read.
  private func state(after count: Int) -> State {
    State(
      numbers: lanes.stateNumbers, history: lanes.history,
      top: lanes.top[(count - 1) * shape.hidden..<count * shape.hidden].array)
  }
}
