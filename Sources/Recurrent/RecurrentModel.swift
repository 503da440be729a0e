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
  /// What is read before a stream's first token.
  let first: UInt32
  let threads: Int
  private let lanes: Lanes<Float>
  private let output: OutputScorer<Float>
  /// Positions that are worked on at a time: enough for the products, little enough for the cache.
  static let stepsAtOnce = 256

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
    self.threads = threads
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

  public func score(_ ids: [UInt32], from state: inout State) -> [Double] { score(ids, from: &state) { _, _ in } }

  /// As above, with what each token is predicted from: `visit` gets the places in `ids` of a piece of them, and its
  /// (rows, H), before the next piece takes their memory.
  func score(_ ids: [UInt32], from state: inout State, visit: (Range<Int>, View<Float>) -> Void) -> [Double] {
    var out: [Double] = []
    out.reserveCapacity(ids.count)
    forEachPiece(of: ids, from: &state) { places, h in
      output.score(Array(ids[places]), parameters: parameters, into: &out)
      visit(places, h)
    }
    return out
  }

  /// Reads a stream in pieces, and hands out (rows, H): the last layer's outputs from which each of its tokens is
  /// predicted, the first of them from what was read before.
  func forEachPiece(
    of ids: [UInt32], from state: inout State, _ body: (_ places: Range<Int>, _ h: View<Float>) -> Void
  ) {
    lanes.restore(state.numbers, history: state.history)
    for start in stride(from: 0, to: ids.count, by: Self.stepsAtOnce) {
      let places = start..<min(start + Self.stepsAtOnce, ids.count)
      read(Array(ids[places]))
      // Each is predicted from what was read before it.
      let (H, count) = (shape.hidden, places.count)
      output.h[0..<H].copy(state.top)
      output.h[H..<count * H].copy(lanes.top[0..<(count - 1) * H])
      // Before the body, which may use the model's memory.
      state = self.state(after: count)
      body(places, output.h[0..<count * H])
    }
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
