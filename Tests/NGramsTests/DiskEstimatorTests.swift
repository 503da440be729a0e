import Counts
import Evaluation
import Foundation
import NGrams
import Testing

/// A stream, counted in memory and, in many runs and slices, on disk.
struct CountedTwice {
  let stream: [UInt32]
  let held: [UInt32]
  let memory: NGramTrie
  let disk: DiskTrie

  init(
    size: Int, eos: UInt32?, order: Int = 5, length: Int = 900, positions: Int = 130, sliceBytes: Int = 200,
    batch: Int = 16, threads: Int = 1
  ) throws {
    var state = UInt64(size)
    func stream(_ count: Int) -> [UInt32] {
      (0..<count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let uniform = Double(state >> 11) * 0x1p-53
        return UInt32(min(size - 1, Int(Double(size) * uniform * uniform)))
      }
    }
    self.stream = stream(length)
    held = stream(length / 3)
    memory = try TrieCounter(order: order, vocabularySize: size, endOfSegment: eos).count(self.stream)
    let settings = DiskSettings(
      folder: FileManager.default.temporaryDirectory.path, threads: threads, positions: positions,
      sliceBytes: sliceBytes, mergeBytes: 0, batch: batch)
    let counter = DiskCounter(order: order, vocabularySize: size, endOfSegment: eos, settings: settings)
    try counter.add(self.stream)
    disk = try counter.finish()
  }
}

/// All that an encoder hands out.
func bytes(_ encode: ((borrowing Span<UInt8>) throws -> Void) throws -> Void) rethrows -> [UInt8] {
  var bytes: [UInt8] = []
  try encode { piece in for index in piece.indices { bytes.append(piece[index]) } }
  return bytes
}

@Suite struct DiskEstimatorTests {
  private static let smoothings: [Smoothing] = [
    .modifiedKneserNey, .kneserNey, .wittenBell, .absolute(discount: nil), .goodTuring, .stupidBackoff(factor: 0.4),
  ]

  /// Bytes, discounts and scores of one model, on disk as in memory.
  private func compare(_ text: CountedTwice, order: Int, _ settings: EstimationSettings) throws {
    let trie = order == text.memory.order ? text.memory : text.memory.cut(to: order)
    let (model, discounts) = BackoffEstimator(trie, settings).estimate()
    let (onDisk, discountsOnDisk) = try DiskEstimator(text.disk, order: order, settings).estimate()
    #expect(discounts == discountsOnDisk)
    #expect(onDisk.count == model.count)
    #expect(try bytes { try onDisk.encode($0) } == (try bytes { try model.encode($0) }))
    var state = model.start()
    #expect(try onDisk.score(text.held) == model.score(text.held, from: &state))
  }

  @Test(arguments: smoothings, [nil, 1] as [UInt32?])
  func everyOrderIsAsInMemory(smoothing: Smoothing, eos: UInt32?) throws {
    for threads in 1...3 {
      let text = try CountedTwice(size: 6 + 17 * threads, eos: eos, threads: threads)
      for order in 1...5 { try compare(text, order: order, EstimationSettings(smoothing)) }
    }
  }

  @Test(arguments: smoothings) func formsUnseenAndCutoffs(smoothing: Smoothing) throws {
    let text = try CountedTwice(size: 25, eos: 1)
    try compare(text, order: 4, EstimationSettings(smoothing, interpolates: false))
    try compare(text, order: 4, EstimationSettings(smoothing, unseen: .leftover))
    try compare(text, order: 5, EstimationSettings(smoothing, cutoffs: [0, 0, 1]))
    try compare(text, order: 3, EstimationSettings(smoothing, unseen: .leftover, cutoffs: [0, 1, 3]))
  }

  /// Slices and batches of one number, of several, and of everything.
  @Test(arguments: [(1, 0, 1), (7, 64, 3), (5_000, 1 << 20, 1_000)])
  func howMuchAtATimeMakesNoDifference(positions: Int, sliceBytes: Int, batch: Int) throws {
    let text = try CountedTwice(
      size: 12, eos: nil, length: 300, positions: positions, sliceBytes: sliceBytes, batch: batch)
    try compare(text, order: 5, EstimationSettings(.modifiedKneserNey))
    try compare(text, order: 3, EstimationSettings(.modifiedKneserNey, cutoffs: [0, 1]))
  }

  @Test(arguments: [nil, 1] as [UInt32?]) func weightsOfJelinekMercer(eos: UInt32?) throws {
    let text = try CountedTwice(size: 15, eos: eos)
    for order in [1, 2, 4] {
      let trie = text.memory.cut(to: order)
      let weights = JelinekMercerWeights(trie, on: text.held, unseen: .uniform)
      let shared = try text.disk.counts(sharedWith: try text.disk.ngrams(of: text.held[...], after: [], order: order))
      #expect(JelinekMercerWeights(shared, on: text.held, unseen: .uniform) == weights)
      try compare(text, order: order, EstimationSettings(.jelinekMercer(weights)))
    }
  }

  @Test func anEmptyStream() throws {
    let text = try CountedTwice(size: 4, eos: 1, order: 3, length: 0)
    for order in 1...3 { try compare(text, order: order, EstimationSettings(.wittenBell)) }
  }
}
