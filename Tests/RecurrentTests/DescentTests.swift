import Platform
import Testing

@testable import Recurrent

/// The path that trains held against the reference: the same weights in Float, over one or two parts, and in Double.
@Suite struct DescentTests {
  static let shapes: [NetworkShape] = [5, 31, 33].flatMap { H in
    [7, 1001].flatMap { V in
      [1, 2].flatMap { layers in
        [13, nil].map { NetworkShape(vocabulary: V, embedding: $0, hidden: H, layers: layers) }
      }
    }
  }

  /// Loss, carried state and every gradient of windows on end, then the weights after an update.
  @Test(arguments: shapes) func floatAgreesWithDouble(_ shape: NetworkShape) throws {
    // Resets do not know V: the small ones show them.
    for clearsAt in shape.vocabulary == 7 ? [nil, 1] : [nil] as [UInt32?] {
      let reference = try run(shape, parts: 1, clearsAt: clearsAt, as: Double.self)
      for parts in [1, 2] {
        for plain in [false, true] {
          let run = try run(shape, parts: parts, plain: plain, clearsAt: clearsAt, as: Float.self)
          for (window, (mine, its)) in zip(run, reference).enumerated() {
            for ((name, a), (_, b)) in zip(mine, its) {
              #expect(
                distance(a, b) <= 1e-4 * norm(b),
                "\(name), window \(window), \(parts) parts, \(plain ? "plain" : Arithmetic.matrixLibrary) products")
            }
          }
        }
      }
    }
  }

  /// What each window leaves, by name.
  private func run<S: Scalar>(
    _ shape: NetworkShape, parts count: Int, plain: Bool = false, clearsAt: UInt32?, as _: S.Type
  ) throws -> [[(name: String, values: [Double])]] {
    let (lanes, steps) = (3, 4)
    let parts = try (0..<count).map { index in
      let capacity = WindowShape(lanes: part(index, of: count, in: lanes).count, steps: steps)
      return try Lanes<S>(shape, capacity: capacity, resetsAt: clearsAt, trains: true)
    }
    let tensors = parts[0].tensors
    // Rounded to Float first, so that both start from the same.
    let parameters = try view(numbers(tensors.count, within: 0.4, seed: 7).map { S(Float($0)) })
    return (0..<(shape.vocabulary == 7 ? 3 : 2)).map { window in
      // Every third id of the lanes is the same: repeats within a part and across parts.
      var inputs = randomIDs(lanes * steps, below: shape.vocabulary, seed: UInt64(window))
      for i in stride(from: 0, to: inputs.count, by: 3) { inputs[i] = 1 }
      let targets = randomIDs(lanes * steps, below: shape.vocabulary, seed: UInt64(window + 9))
      nonisolated(unsafe) let shared = parts
      concurrently(count) { index in
        Arithmetic.preferPlainProducts(plain)
        defer { Arithmetic.preferPlainProducts(false) }
        let (mine, part) = (part(index, of: count, in: lanes), unsafe shared[index])
        func own(_ ids: [UInt32]) -> [UInt32] { (0..<steps).flatMap { t in mine.map { ids[t * lanes + $0] } } }
        let window = WindowShape(lanes: mine.count, steps: steps)
        part.clearGradients()
        part.forward(own(inputs), parameters: parameters, window: window)
        part.loss = part.backward(
          own(targets), inputs: own(inputs), factor: 1 / S(lanes * steps), parameters: parameters, window: window)
        part.carryState(window)
      }
      let states = (0..<shape.layers).flatMap { layer in
        parts.flatMap {
          $0.state.doubles[layer * $0.capacity.lanes * shape.hidden..<(layer + 1) * $0.capacity.lanes * shape.hidden]
        }
      }
      let before = parameters.doubles
      let norm = Descent.step(parameters, parts, rate: 0.5, clip: 0.2)
      let gradients = tensors.all.map { (name: "d \($0.name)", values: parts[0].gradients[$0].doubles) }
      let updates = tensors.all.map { tensor in
        (name: "Δ\(tensor.name)", values: tensor.range.map { Double(parameters[$0]) - before[$0] })
      }
      return [("loss", [parts.map(\.loss).reduce(0, +)]), ("state", states), ("norm", [norm])] + gradients
        + (window == 0 ? updates : [])
    }
  }

  /// g ← g · min(1, clip / (‖g‖ + 10⁻⁶)); w ← w − rate · g, worked out by hand.
  @Test(arguments: [nil, 0.01, 1000.0]) func updatesByTheFormula(clip: Double?) throws {
    let shape = NetworkShape(vocabulary: 9, embedding: 2, hidden: 3)
    let window = WindowShape(lanes: 1, steps: 2)
    let lanes = try Lanes<Double>(shape, capacity: window, trains: true)
    let parameters = try view(numbers(lanes.tensors.count, seed: 5))
    lanes.forward([4, 2], parameters: parameters, window: window)
    _ = lanes.backward([1, 8], inputs: [4, 2], factor: 0.5, parameters: parameters, window: window)
    let (before, gradients) = (parameters.array, lanes.gradients.array)
    let length = norm(gradients)
    #expect(abs(Descent.step(parameters, [lanes], rate: 0.3, clip: clip) - length) < 1e-14)
    let factor = clip.map { min(1, $0 / (length + 1e-6)) } ?? 1
    #expect((factor < 1) == (clip == 0.01))
    let expected = zip(before, gradients).map { $0 - 0.3 * factor * $1 }
    #expect(largestDifference(parameters.array, expected) < 1e-15)
    for row in [0, 1, 3, 5, 6, 7, 8] {
      let range = lanes.tensors.row(UInt32(row))
      #expect(parameters.array[range] == before[range], "row \(row) was not read and stays")
    }
  }

  /// More parts than lanes that work: the idle ones add nothing.
  @Test func idlePartsAddNothing() throws {
    let shape = NetworkShape(vocabulary: 9, embedding: nil, hidden: 3)
    let window = WindowShape(lanes: 1, steps: 2)
    let weights = numbers(NetworkTensors(shape).count, seed: 5)
    func step(idle: Int) throws -> [Double] {
      let parts = try (0...idle).map { _ in try Lanes<Double>(shape, capacity: window, trains: true) }
      let parameters = try view(weights)
      parts[0].forward([4, 2], parameters: parameters, window: window)
      _ = parts[0].backward([1, 8], inputs: [4, 2], factor: 0.5, parameters: parameters, window: window)
      _ = Descent.step(parameters, parts, rate: 0.3, clip: 0.1)
      return parameters.array
    }
    #expect(largestDifference(try step(idle: 0), try step(idle: 3)) < 1e-15)
  }
}
