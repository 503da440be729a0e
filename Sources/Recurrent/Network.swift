internal import Evaluation
internal import Foundation
package import Platform

/// A network in training: its weights, and one update after another.
///
/// A batch's lanes are cut into fixed parts, one a thread, from the table up to the last layer. The softmax over V is cut
/// by columns instead where V is wide: each thread then owns its columns' weights and their gradient, and nothing has to
/// be added up. One update is a few rounds, each on all threads at once:
///
///     lanes forward → columns forward → rows combined → columns backward → lanes backward
///       → gradients added up → norm → update
///
/// Where V is narrow the output belongs to the lanes, and the first five are one.
package final class Network<S: Scalar> {
  package let shape: NetworkShape
  package let tensors: NetworkTensors
  package let parameters: View<S>
  /// Of the last batch, before clipping: all tensors. Rows of the table that no window touched are zero.
  package let gradients: View<S>
  private let parts: [Part]
  private let output: Output
  /// (rows of all parts, H): what an output that is cut by columns reads.
  private let h: View<S>
  private let dropout: Dropout
  private let seed: UInt64

  /// What one thread owns.
  private final class Part {
    let lanes: Lanes<S>
    /// The network's own for the first part.
    let gradients: View<S>
    /// The output layer over this part's rows, where it is not cut by columns.
    let output: RowOutput<S>?
    var rows = 0..<0
    var window = WindowShape(lanes: 0, steps: 0)
    var loss = 0.0
    var sumOfSquares = 0.0
    /// Rows of the table whose gradient is not zero.
    var touched: TouchedRows

    init(_ lanes: Lanes<S>, gradients: View<S>, output: RowOutput<S>?) {
      self.lanes = lanes
      self.gradients = gradients
      self.output = output
      touched = TouchedRows(vocabulary: lanes.shape.vocabulary)
    }
  }

  private enum Output {
    case byRows
    case byColumns(WideOutput<S>)
  }

  /// - Parameters:
  ///   - window: the largest batch.
  ///   - resetsAt: the input id at which a lane's state is cleared before it is read, or nil.
  ///   - padding: what stands before a stream's first position.
  ///   - seed: of the dropout masks.
  ///   - threads: parts that a batch is cut into; results differ in the last digits between counts.
  /// - Throws: ``OutOfMemory``.
  package init(
    _ shape: NetworkShape, window: WindowShape, dropout: Dropout, resetsAt: UInt32?, padding: UInt32, seed: UInt64,
    threads: Int
  ) throws(OutOfMemory) {
    self.shape = shape
    self.dropout = dropout
    self.seed = seed
    let tensors = NetworkTensors(shape)
    self.tensors = tensors
    parameters = try View(count: tensors.count)
    gradients = try View(count: tensors.count)
    let count = min(max(1, threads), window.lanes)
    var parts: [Part] = []
    for index in 0..<count {
      let mine = WindowShape(lanes: part(index, of: count, in: window.lanes).count, steps: window.steps)
      let lanes = try Lanes<S>(
        shape, capacity: mine, dropout: dropout, resetsAt: resetsAt, padding: padding, trains: true)
      parts.append(
        Part(
          lanes, gradients: index == 0 ? gradients : try View(count: tensors.count),
          output: shape.isWide ? nil : try RowOutput(shape, tensors, rows: mine.rows, trains: true)))
    }
    self.parts = parts
    h = try View(count: shape.isWide ? window.rows * shape.hidden : 0)
    output = shape.isWide ? .byColumns(try WideOutput(shape, tensors, h: h, parts: count, trains: true)) : .byRows
  }

  /// A model of the weights as they are now, in memory that it shares.
  package func model(
    clearsAtSegments: Bool, hasEOS: Bool, threads: Int
  ) throws(RecurrentError) -> RecurrentModel where S == Float {
    try RecurrentModel(shape, parameters, clearsAtSegments: clearsAtSegments, hasEOS: hasEOS, threads: threads)
  }

  /// exp of the mean loss of a stream, by the weights as they are now; the carried state is not touched.
  /// - Parameter lanes: 1 for the exact score, as the leaderboard has it; more read side by side, each from a zero state.
  /// - Returns: nil where it was told to stop.
  /// - Throws: ``RecurrentError/outOfMemory(bytes:)``.
  package func perplexity(
    of ids: [UInt32], lanes: Int, clearsAtSegments: Bool, hasEOS: Bool, threads: Int,
    shouldStop: () -> Bool = { false }
  ) throws(RecurrentError) -> Double? where S == Float {
    let lanes = min(lanes, ids.count)
    guard lanes > 1 else {
      let model = try model(clearsAtSegments: clearsAtSegments, hasEOS: hasEOS, threads: threads)
      var (state, sum) = (model.start(), 0.0)
      for start in stride(from: 0, to: ids.count, by: RecurrentModel.stepsAtOnce) {
        if shouldStop() { return nil }
        let piece = Array(ids[start..<min(start + RecurrentModel.stepsAtOnce, ids.count)])
        sum = model.score(piece, from: &state).reduce(sum, +)
      }
      return exp(-sum / Double(ids.count))
    }
    let scorer = try allocating { () throws(OutOfMemory) in
      try LaneScorer<Float>(
        shape, window: WindowShape(lanes: lanes, steps: max(1, 512 / lanes)),
        resetsAt: clearsAtSegments && hasEOS ? SpecialID.endOfSegment : nil,
        first: hasEOS ? SpecialID.endOfSegment : SpecialID.unknown, threads: threads)
    }
    let sum = scorer.score(ids, parameters: parameters, shouldStop: shouldStop)
    return sum.map { exp($0.nats / Double($0.positions)) }
  }

  // MARK: state

  package func clearState() { for part in parts { part.lanes.clearState() } }

  /// The state carried from the last batch, as bytes.
  package func carriedState() -> [UInt8] {
    var bytes: [UInt8] = []
    for part in parts {
      for number in part.lanes.stateNumbers { append(Double(number).bitPattern, to: &bytes) }
      for id in part.lanes.history { append(UInt64(id), to: &bytes) }
    }
    return bytes
  }

  /// - Returns: false, and nothing is changed, where the bytes are not a state of this network.
  package func restore(carriedState bytes: [UInt8]) -> Bool {
    let counts = parts.map { $0.lanes.stateCount + $0.lanes.history.count }
    guard bytes.count == 8 * counts.reduce(0, +) else { return false }
    var numbers: [UInt64] = []
    for start in stride(from: 0, to: bytes.count, by: 8) {
      numbers.append((0..<8).reduce(0) { $0 | UInt64(bytes[start + $1]) << (8 * UInt64($1)) })
    }
    var states: [(numbers: [S], history: [UInt32])] = []
    var first = 0
    for part in parts {
      let lanes = part.lanes
      let state = numbers[first..<first + lanes.stateCount].map { S(Double(bitPattern: $0)) }
      let history = numbers[first + lanes.stateCount..<first + lanes.stateCount + lanes.history.count]
      guard history.allSatisfy({ $0 < UInt64(shape.vocabulary) }) else { return false }
      states.append((state, history.map { UInt32($0) }))
      first += lanes.stateCount + lanes.history.count
    }
    for (part, state) in zip(parts, states) { part.lanes.restore(state.numbers, history: state.history) }
    return true
  }

  private func append(_ value: UInt64, to bytes: inout [UInt8]) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  // MARK: one update

  /// Forward, backward, clip, update.
  /// - Parameters:
  ///   - first: what is read before the first position of the stream.
  ///   - update: updates done so far, over the whole training: what dropout's masks depend on.
  ///   - rate: the learning rate.
  ///   - clip: the largest global norm of the gradient, or nil.
  ///   - clipValue: the largest size of its elements, or nil.
  /// - Returns: Σ −ln p over the batch in nats, and the gradient's norm before clipping.
  package func step(
    _ batch: Batch, of ids: [UInt32], first: UInt32, update: Int, optimizer: Optimizer<S>, rate: Double, clip: Double?,
    clipValue: Double?
  ) -> (loss: Double, gradientNorm: Double) {
    let loss = backpropagate(batch, of: ids, first: first, update: update)
    let norm = addUpGradients()
    descend(optimizer, rate: rate, norm: norm, clip: clip, clipValue: clipValue)
    return (loss, norm)
  }

  /// Leaves the gradient of the mean loss over the batch in the parts.
  private func backpropagate(_ batch: Batch, of ids: [UInt32], first: UInt32, update: Int) -> Double {
    let factor = 1 / S(batch.starts.count * batch.steps)
    var rows = 0
    for (index, part) in parts.enumerated() {
      part.window = WindowShape(
        lanes: Platform.part(index, of: parts.count, in: batch.starts.count).count, steps: batch.steps)
      part.rows = rows..<rows + part.window.rows
      rows += part.window.rows
    }
    let count = rows
    concurrently(parts.count) { index in
      let part = parts[index]
      clearGradients(of: part)
      if !batch.continues { part.lanes.clearState() }
      part.loss = 0
      if part.window.lanes == 0 { return }
      let mine = Platform.part(index, of: parts.count, in: batch.starts.count)
      let (inputs, targets) = batch.window(mine, of: ids, first: first)
      let masks = DropoutMasks(
        seed: seed, update: update, kind: dropout.kind, lanes: batch.starts.count, firstLane: mine.lowerBound)
      part.lanes.forward(inputs, parameters: parameters, window: part.window, masks: masks)
      let (lanes, window) = (part.lanes, part.window)
      let h = lanes.top[0..<window.rows * shape.hidden]
      switch output {
      case .byRows:
        part.loss =
          part.output?.forwardBackward(
            h, targets: targets, factor: factor, parameters: parameters, gradients: part.gradients,
            into: lanes.dTop[h.indices]) ?? 0
        backward(part)
      case .byColumns(let output):
        self.h[part.rows.lowerBound * shape.hidden..<part.rows.upperBound * shape.hidden].copy(h)
        output.take(targets, rows: part.rows)
      }
    }
    if case .byColumns(let output) = output {
      concurrently(parts.count) { output.forward(part: $0, rows: count, parameters: parameters) }
      concurrently(parts.count) { index in
        let part = parts[index]
        part.loss = output.combine(
          rows: part.rows, of: count, factor: factor, parameters: parameters,
          into: part.lanes.dTop[0..<part.rows.count * shape.hidden])
      }
      concurrently(parts.count) { output.backward(part: $0, rows: count, factor: factor, gradients: gradients) }
      concurrently(parts.count) { if parts[$0].window.lanes > 0 { backward(parts[$0]) } }
    }
    return parts.reduce(0) { $0 + $1.loss }
  }

  private func backward(_ part: Part) {
    part.lanes.backward(parameters: parameters, gradients: part.gradients, window: part.window)
    part.touched.insert(part.lanes.idsRead)
    part.lanes.carryState(part.window)
  }

  /// Zero in all that the last batch wrote, but for what the next one overwrites.
  private func clearGradients(of part: Part) {
    for range in addedUp { part.gradients[range].fill(0) }
    // In a tied network all of the first part's table is cleared above, or written by the output's columns.
    if tableIsDense && part === parts[0] { return }
    for row in part.touched.rows { part.gradients[tensors.row(row)].fill(0) }
    part.touched.removeAll()
  }

  // MARK: descent

  private var tableIsDense: Bool { shape.isTied }

  /// Whether every part has a dense gradient of the table.
  private var addsUpTable: Bool {
    if case .byRows = output { tableIsDense } else { false }
  }

  /// What every part has a dense gradient of.
  private var addedUp: [Range<Int>] {
    guard case .byRows = output else { return [tensors.layerRange] }
    return addsUpTable ? [tensors.table.range, tensors.dense] : [tensors.dense]
  }

  /// The parts' gradients are added up into the first one's, in a fixed order.
  /// - Returns: the global norm.
  package func addUpGradients() -> Double {
    let total = parts[0]
    for part in parts.dropFirst() where !addsUpTable {
      total.touched.insert(part.touched.rows)
      for row in part.touched.rows {
        S.add(part.gradients[tensors.row(row)], scaledBy: 1, to: gradients[tensors.row(row)])
      }
    }
    let (rows, dense) = (total.touched.rows, tableIsDense ? 0..<tensors.count : tensors.dense)
    concurrently(parts.count) { thread in
      for range in addedUp {
        let mine = slice(range, thread)
        for other in parts.dropFirst() { S.add(other.gradients[mine], scaledBy: 1, to: gradients[mine]) }
      }
    }
    concurrently(parts.count) { thread in
      var sum = S.sumOfSquares(gradients[slice(dense, thread)])
      if !tableIsDense {
        for row in rows[slice(rows.indices, thread)] { sum += S.sumOfSquares(gradients[tensors.row(row)]) }
      }
      parts[thread].sumOfSquares = sum
    }
    return parts.reduce(0) { $0 + $1.sumOfSquares }.squareRoot()
  }

  /// Clips by the global norm (Pascanu et al. 2013; the small term as in PyTorch's `clip_grad_norm_`) and updates:
  ///
  ///     g ← g · min(1, clip / (‖g‖ + 10⁻⁶))
  ///
  /// Where the optimizer leaves an element alone whose gradient is zero, rows of the table that no window touched are
  /// passed over.
  private func descend(_ optimizer: Optimizer<S>, rate: Double, norm: Double, clip: Double?, clipValue: Double?) {
    let factor = S(min(1, clip.map { $0 / (norm + 1e-6) } ?? 1))
    let limit = clipValue.map { S($0) }
    optimizer.beginStep()
    let isSparse = optimizer.touchesOnlyGradients && !tableIsDense
    let (rows, dense) = (parts[0].touched.rows, isSparse ? tensors.dense : 0..<tensors.count)
    concurrently(parts.count) { thread in
      optimizer.update(
        parameters, gradients, range: slice(dense, thread), rate: rate, factor: factor, clipValue: limit)
      if !isSparse { return }
      for row in rows[slice(rows.indices, thread)] {
        optimizer.update(
          parameters, gradients, range: tensors.row(row), rate: rate, factor: factor, clipValue: limit)
      }
    }
  }

  private func slice(_ range: Range<Int>, _ index: Int) -> Range<Int> {
    let inside = Platform.part(index, of: parts.count, in: range.count)
    return range.lowerBound + inside.lowerBound..<range.lowerBound + inside.upperBound
  }
}
