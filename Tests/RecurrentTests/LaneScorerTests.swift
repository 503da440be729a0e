import Testing

@testable import Recurrent

@Suite struct LaneScorerTests {
  private static let ids = randomIDs(103, below: 8, seed: 5)

  private func parameters(_ shape: NetworkShape) throws -> View<Float> {
    try view(numbers(NetworkTensors(shape).count, within: 0.8, seed: 21).map { Float($0) })
  }

  private func shape(_ kind: Int) -> NetworkShape {
    let (cell, gru, context) = NetworkShape.everyCell[kind]
    return NetworkShape(vocabulary: 8, embedding: 5, hidden: 6, layers: 2, cell: cell, gru: gru, context: context)
  }

  /// One lane is the stream as the model scores it; several are as many streams, each from a zero state.
  @Test(arguments: NetworkShape.everyCell.indices, [false, true]) func lanesAreStreams(
    _ kind: Int, clears: Bool
  ) throws {
    let shape = shape(kind)
    let parameters = try parameters(shape)
    let model = try RecurrentModel(shape, parameters, clearsAtSegments: clears, hasEOS: true)
    for lanes in [1, 2, 5, 7] {
      let scorer = try LaneScorer<Float>(
        shape, window: WindowShape(lanes: lanes, steps: 4), resetsAt: clears ? 1 : nil, first: 1, threads: 1)
      let length = Self.ids.count / lanes
      var expected = 0.0
      for lane in 0..<lanes {
        var state = model.start()
        let first = lane * length
        // A lane reads the position before its first from a zero state, as the stream reads <eos>.
        if lane > 0 { state = try self.state(model, shape, parameters, after: Self.ids[first - 1]) }
        expected -= model.score(Array(Self.ids[first..<first + length]), from: &state).reduce(0, +)
      }
      let (nats, positions) = scorer.score(Self.ids, parameters: parameters)
      #expect(positions == lanes * length)
      #expect(abs(nats - expected) < 1e-4 * expected, "\(lanes) lanes")
      // A second score starts anew.
      #expect(scorer.score(Self.ids, parameters: parameters).nats == nats)
    }
  }

  /// A model that has read one id from nothing: its first input is that id.
  private func state(
    _ model: RecurrentModel, _ shape: NetworkShape, _ parameters: View<Float>, after id: UInt32
  ) throws -> RecurrentModel.State {
    let lanes = try Lanes<Float>(shape, capacity: WindowShape(lanes: 1, steps: 1), padding: 1, trains: false)
    let window = WindowShape(lanes: 1, steps: 1)
    lanes.forward([id], parameters: parameters, window: window)
    lanes.carryState(window)
    return RecurrentModel.State(numbers: lanes.stateNumbers, history: lanes.history, top: lanes.top.array)
  }

  @Test func itStopsBetweenWindows() throws {
    let shape = NetworkShape(vocabulary: 8, embedding: 5, hidden: 6, cell: .lstm)
    let scorer = try LaneScorer<Float>(
      shape, window: WindowShape(lanes: 2, steps: 5), resetsAt: nil, first: 1, threads: 1)
    var asked = 0
    func stops(after windows: Int) -> Bool {
      asked += 1
      return asked > windows
    }
    let parameters = try parameters(shape)
    #expect(scorer.score(Self.ids, parameters: parameters, shouldStop: { stops(after: 1) }) == nil && asked == 2)
    asked = 0
    let whole = scorer.score(Self.ids, parameters: parameters)
    #expect(scorer.score(Self.ids, parameters: parameters, shouldStop: { false })?.nats == whole.nats)
  }

  /// The same bits each time with the same threads; other numbers of them differ in the last digits alone.
  @Test(arguments: [8, 2100]) func threadsHardlyMatter(vocabulary: Int) throws {
    let shape = NetworkShape(vocabulary: vocabulary, embedding: 5, hidden: 6, cell: .lstm)
    let parameters = try parameters(shape)
    func nats(threads: Int) throws -> Double {
      try LaneScorer<Float>(
        shape, window: WindowShape(lanes: 6, steps: 5), resetsAt: nil, first: 1, threads: threads
      ).score(Self.ids, parameters: parameters).nats
    }
    let one = try nats(threads: 1)
    for threads in [1, 2, 3, 8] {
      let mine = try nats(threads: threads)
      #expect(try nats(threads: threads) == mine)
      #expect(abs(mine - one) < 1e-6 * one)
    }
  }
}
