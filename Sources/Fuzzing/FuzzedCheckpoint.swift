internal import Recurrent

/// Checkpoints: read, written as the same bytes, and gone on with.
enum FuzzedCheckpoint: FuzzedReader {
  private static let shape = SmallNetworks.shapes[2].shape

  static func run(_ bytes: [UInt8]) throws(BrokenPromise) -> Bool {
    guard let checkpoint = try? Checkpoint(decoding: bytes) else { return false }
    try BrokenPromise.unless(checkpoint.encode() == bytes, "a checkpoint is written as it was read")
    for kind in OptimizerKind.allCases {
      let settings = SmallNetworks.settings(kind)
      guard checkpoint.refusals(for: shape, settings, hasEOS: true, threads: 1).isEmpty else { continue }
      let trainer = try BrokenPromise.on("a training") { try Trainer(shape, settings, hasEOS: true, threads: 1) }
      // It may diverge, or be of another text.
      let stream = SmallNetworks.stream
      _ = try? trainer.train(on: stream, validating: Array(stream[..<5]), resuming: checkpoint) { _ in }
    }
    return true
  }

  static var seeds: [(name: String, bytes: [UInt8])] {
    get throws {
      try [OptimizerKind.sgd, .adam, .asgd].flatMap { kind in
        let trainer = try Trainer(shape, SmallNetworks.settings(kind), hasEOS: true, threads: 1)
        var seeds: [(name: String, bytes: [UInt8])] = []
        let stream = SmallNetworks.stream
        _ = try trainer.train(on: stream, validating: Array(stream[..<5]), resuming: nil, checkpointEvery: 0) { event in
          guard case .checkpoint(let checkpoint, _) = event, seeds.count < 2 else { return }
          seeds.append(("\(kind.rawValue)-\(seeds.count)", checkpoint.encode()))
        }
        return seeds
      }
    }
  }
}
