import ArgumentParser
import Evaluation
import Foundation
import Platform
import Recurrent
import Report

/// Updates of a network on a Zipf stream, and what the matrix library would take for their products alone.
struct RecurrentBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recurrent",
    abstract: "Training and scoring speed of a network, beside the bound that its matrix products set.",
    discussion: """
      Each update is forward, backward, clipping and the step of the optimizer, as train-rnn does it, on ids drawn by \
      1/rank. The bound is the time of the same products alone, each on all threads at once.

      Example:
        swift run -c release lmctl-bench recurrent --cell lstm --vocabulary 10000 --embedding 200 --hidden 200 \\
          --layers 2 --batch 20 --steps 35 --dropout 0.2 --threads 2 --json
      """)

  @Option(help: "The cell.") var cell = "lstm"
  @Option(help: "GRU: reset-after or reset-before.") var gru = "reset-after"
  @Option(help: "V.") var vocabulary = 10_000
  @Option(help: "D.") var embedding = 200
  @Flag(help: "One-hot input.") var oneHot = false
  @Option(help: "H.") var hidden = 200
  @Option(help: "Layers.") var layers = 1
  @Flag(help: "Output weights are the embedding's.") var tied = false
  @Option(help: "Where an adaptive softmax's clusters begin, such as 2000,10000; none for the full softmax.")
  var cutoffs = ""
  @Option(help: "N, lanes.") var batch = 20
  @Option(help: "T, steps.") var steps = 35
  @Option(help: "Dropout.") var dropout = 0.0
  @Option(help: "sgd, adam, adamw, rmsprop, adagrad or asgd.") var optimizer = "sgd"
  @Option(help: "Largest norm of the gradient.") var clip = 0.25
  @Option(help: "Threads.") var threads = 1
  @Option(help: "How long updates are timed.") var seconds = 4.0
  @Flag(help: "One line of JSON.") var json = false

  private struct Result: Encodable {
    var cell: String
    var threads: Int
    var train_tok_s: Double
    var eval_tok_s: Double
    var eval_one_lane_tok_s: Double
    var flop_per_token: Double
    var gemm_gflops: Double
    var bound_tok_s: Double
    var share_of_bound: Double
    var eval_bound_tok_s: Double
    var eval_share_of_bound: Double
    var parameters: Int
    var updates: Int
    var rss_mb: Double
    var matrix_library: String
    var instruction_set: String
  }

  func run() throws {
    guard let cell = CellKind(rawValue: cell), let gru = GRUForm(rawValue: gru),
      let optimizer = OptimizerKind(rawValue: optimizer)
    else { throw ValidationError("no such cell, form or optimizer") }
    let shape = NetworkShape(
      vocabulary: vocabulary, embedding: oneHot ? nil : embedding, hidden: hidden, layers: layers, cell: cell, gru: gru,
      isTied: tied, cutoffs: cutoffs.split(separator: ",").compactMap { Int($0) })
    try shape.check()
    let window = WindowShape(lanes: batch, steps: steps)
    let ids = Self.zipf(count: batch * (64 * steps + 1), vocabulary: vocabulary)
    let (train, updates, model) = try train(shape, window, ids, optimizer)
    let rss = Double(Memory.peakResident) / 1e6
    let scorer = try LaneScorer<Float>(shape, window: window, resetsAt: nil, first: 0, threads: threads)
    let eval = Self.rate(seconds: seconds * 0.3) { scorer.score(ids, parameters: model.parameters).positions }
    let single = try model.model(clearsAtSegments: false, hasEOS: false, threads: threads)
    let some = Array(ids.prefix(4096))
    let oneLane = Self.rate(seconds: seconds * 0.3) {
      var state = single.start()
      return single.score(some, from: &state).count
    }
    let (bound, flops) = try Self.bound(shape, window, threads: threads, trains: true)
    let (evalBound, _) = try Self.bound(shape, window, threads: threads, trains: false)
    let result = Result(
      cell: cell.rawValue, threads: threads, train_tok_s: train.rounded(), eval_tok_s: eval.rounded(),
      eval_one_lane_tok_s: oneLane.rounded(), flop_per_token: (flops / Double(window.rows)).rounded(),
      gemm_gflops: (flops * bound / Double(window.rows) / 1e8).rounded() / 10, bound_tok_s: bound.rounded(),
      share_of_bound: (train / bound * 1000).rounded() / 1000, eval_bound_tok_s: evalBound.rounded(),
      eval_share_of_bound: (eval / evalBound * 1000).rounded() / 1000, parameters: shape.parameters ?? 0,
      updates: updates, rss_mb: rss.rounded(), matrix_library: Arithmetic.matrixLibrary,
      instruction_set: Arithmetic.instructionSet)
    let encoder = JSONEncoder()
    encoder.outputFormatting = json ? [.sortedKeys] : [.sortedKeys, .prettyPrinted]
    print(String(decoding: try encoder.encode(result), as: UTF8.self))
  }

  /// The trainer of train-rnn, update after update.
  /// - Returns: the median speed in tokens a second, updates timed, and the network.
  private func train(
    _ shape: NetworkShape, _ window: WindowShape, _ ids: [UInt32], _ kind: OptimizerKind
  ) throws -> (Double, Int, Network<Float>) {
    let rate = kind == .sgd || kind == .asgd ? 1 : 0.001
    let trainer = try Trainer(
      shape,
      TrainingSettings(
        lanes: batch, steps: steps, epochs: 1, optimizer: OptimizerSettings(kind, learningRate: rate), clip: clip,
        dropout: Dropout(rate: dropout), initialization: InitializationSettings(.uniform(bound: 0.05)), seed: 1),
      hasEOS: false, threads: threads)
    let length = ids.count / batch
    let clock = ContinuousClock()
    var times: [Double] = []
    let begun = clock.now
    var update = 0
    while update < 7 || clock.now - begun < .seconds(seconds) {
      let offset = update % 64 * steps
      let batch = Batch(starts: (0..<batch).map { $0 * length + offset }, steps: steps, continues: update > 0)
      let before = clock.now
      _ = try trainer.update(batch, of: ids)
      if update >= 3 { times.append((clock.now - before) / .seconds(1)) }
      update += 1
    }
    return (Double(window.rows) / times.sorted()[times.count / 2], times.count, trainer.network)
  }

  /// Tokens a second at the library's speed, by the median of some rounds, and the floating-point operations of an update.
  private static func bound(
    _ shape: NetworkShape, _ window: WindowShape, threads: Int, trains: Bool
  ) throws -> (Double, Double) {
    var (seconds, flops) = (0.0, 0.0)
    for product in shape.products(window, threads: threads, trains: trains) {
      let (m, n, k) = (product.rows, product.columns, product.inner)
      let factors = try (0..<threads).map { _ in
        (try View<Float>(count: m * k), try View<Float>(count: k * n), try View<Float>(count: m * n))
      }
      for (a, b, _) in factors {
        for i in a.indices { a[i] = Float(i % 97) * 0.01 - 0.5 }
        for i in b.indices { b[i] = Float(i % 89) * 0.01 - 0.4 }
      }
      let repeats = max(1, Int(2e9 / (2 * Double(m) * Double(n) * Double(k))))
      let clock = ContinuousClock()
      let times = (0..<7).map { _ in
        let begun = clock.now
        concurrently(threads) { thread in
          let (a, b, c) = factors[thread]
          for _ in 0..<repeats {
            Float.multiply(a, product.a, b, product.b, into: c, rows: m, columns: n, inner: k, adding: false)
          }
        }
        return (clock.now - begun) / .seconds(1) / Double(repeats)
      }
      seconds += times.sorted()[times.count / 2] * Double(product.times)
      flops += product.flops * Double(threads)
    }
    return (Double(window.rows) / seconds, flops)
  }

  private static func rate(seconds: Double, _ work: () throws -> Int) rethrows -> Double {
    let clock = ContinuousClock()
    var rates: [Double] = []
    let begun = clock.now
    repeat {
      let before = clock.now
      let count = try work()
      rates.append(Double(count) / ((clock.now - before) / .seconds(1)))
    } while clock.now - begun < .seconds(seconds) || rates.count < 3
    return rates.sorted()[rates.count / 2]
  }

  /// Ids drawn with p ∝ 1 / (id + 1).
  private static func zipf(count: Int, vocabulary: Int) -> [UInt32] {
    var cumulative: [Double] = []
    var total = 0.0
    for rank in 1...vocabulary {
      total += 1 / Double(rank)
      cumulative.append(total)
    }
    var random = RandomSource(seed: 0)
    return (0..<count).map { _ in
      let wanted = random.uniform() * total
      var (low, high) = (0, vocabulary - 1)
      while low < high {
        let middle = (low + high) / 2
        if cumulative[middle] > wanted { high = middle } else { low = middle + 1 }
      }
      return UInt32(low)
    }
  }
}
