public import Evaluation
internal import Platform

/// A trained network as a language model.
///
/// Its first input is `<eos>`, or `<unk>` where the stream has no segments, from a zero state: so it predicts the
/// first token too. The state is carried over segment ends, or cleared at each.
///
/// A model works in memory of its own: one thread at a time may use it, and several states take turns.
public final class RecurrentModel: LanguageModel {
  public let shape: NetworkShape
  public let clearsAtSegments: Bool
  let parameters: View<Float>
  private let first: UInt32
  private let lanes: Lanes<Float>
  /// Positions that are worked on at a time: enough for the products, little enough for the cache.
  private static let stepsAtOnce = 64

  public struct State: Sendable {
    /// (layers, H): the hidden state of each layer.
    var hidden: [Float]
    /// What is read next.
    var input: UInt32
  }

  public var vocabularySize: Int { shape.vocabulary }

  /// - Parameter hasEOS: whether the stream has segments that end in `<eos>`.
  /// - Throws: ``RecurrentError/outOfMemory(bytes:)``.
  init(_ shape: NetworkShape, _ parameters: View<Float>, clearsAtSegments: Bool, hasEOS: Bool) throws(RecurrentError) {
    self.shape = shape
    self.parameters = parameters
    self.clearsAtSegments = clearsAtSegments
    first = hasEOS ? SpecialID.endOfSegment : SpecialID.unknown
    lanes = try allocating { () throws(OutOfMemory) in
      try Lanes(
        shape, capacity: WindowShape(lanes: 1, steps: Self.stepsAtOnce),
        resetsAt: clearsAtSegments && hasEOS ? SpecialID.endOfSegment : nil, trains: false)
    }
  }

  public func start() -> State {
    State(hidden: Array(repeating: 0, count: shape.layers * shape.hidden), input: first)
  }

  public func score(_ ids: [UInt32], from state: inout State) -> [Double] {
    var out: [Double] = []
    out.reserveCapacity(ids.count)
    lanes.state.copy(state.hidden)
    for start in stride(from: 0, to: ids.count, by: Self.stepsAtOnce) {
      let targets = Array(ids[start..<min(start + Self.stepsAtOnce, ids.count)])
      let window = WindowShape(lanes: 1, steps: targets.count)
      lanes.forward([state.input] + targets.dropLast(), parameters: parameters, window: window)
      lanes.score(targets, parameters: parameters, window: window, into: &out)
      lanes.carryState(window)
      state.input = targets[targets.count - 1]
    }
    state.hidden = lanes.state.array
    return out
  }

  public func distribution(after state: State) -> [Double] {
    read(state)
    return lanes.distribution(row: 0, parameters: parameters, window: WindowShape(lanes: 1, steps: 1))
  }

  public func advance(_ state: inout State, by id: UInt32) {
    read(state)
    lanes.carryState(WindowShape(lanes: 1, steps: 1))
    state = State(hidden: lanes.state.array, input: id)
  }

  /// One step from the state.
  private func read(_ state: State) {
    lanes.state.copy(state.hidden)
    lanes.forward([state.input], parameters: parameters, window: WindowShape(lanes: 1, steps: 1))
  }
}
